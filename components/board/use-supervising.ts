'use client';
// What a supervisor does on the board. What is asked first has a dialog; what was refused is kept in words for the board.

import { Check } from 'lucide-react';
import { useDeskSetup } from '../../client/react/admin/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { go } from '../../client/react/place/place.ts';
import type { AgentState } from '../../core/protocol/desk.ts';
import type { BoardAgent, BoardTicket } from '../../core/protocol/wire-setup.ts';
import { useAsked } from '../settings/use-asked.ts';
import { useCall } from '../settings/use-call.ts';
import { useToast } from '../ui/toast.tsx';

export type Supervising = ReturnType<typeof useSupervising>;

/** `changed`: something is other than the board shows. */
export function useSupervising(changed: () => void) {
  const t = useT();
  const toast = useToast();
  const setup = useDeskSetup();
  const call = useCall();
  const held = useAsked<BoardAgent>();
  const capacity = useAsked<BoardAgent>();
  const whisper = useAsked<BoardTicket>();
  const reassign = useAsked<BoardTicket>();
  const done = (text: string) => {
    toast({ text, icon: Check });
    changed();
  };
  const take = async ({ id, number }: BoardTicket) => {
    held.close();
    if (await call.run(() => setup.take(id))) done(t('board.taken', { number }));
  };
  const setState = async ({ user }: BoardAgent, state: AgentState) => {
    if (!(await call.run(() => setup.setStateOf(user.id, { state })))) return;
    done(t('board.stateSet', { name: user.name, state: t(`desk.agent${state}`) }));
  };
  return {
    refused: call.refused,
    held,
    capacity,
    whisper,
    reassign,
    done,
    show: held.ask,
    askCapacity: capacity.ask,
    askWhisper(ticket: BoardTicket) {
      held.close();
      whisper.ask(ticket);
    },
    askReassign(ticket: BoardTicket) {
      held.close();
      reassign.ask(ticket);
    },
    watch: ({ id }: BoardTicket) => go(`/desk/${id}`),
    take: (ticket: BoardTicket) => void take(ticket),
    setState: (agent: BoardAgent, state: AgentState) => void setState(agent, state),
  };
}
