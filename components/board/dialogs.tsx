'use client';
// What a supervisor is asked first: a number of places, a word, whom a ticket goes to. What is typed stays where it is refused.

import { type FormEvent, useState } from 'react';
import { type TransferTarget, useDeskSetup } from '../../client/react/admin/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { DESK_LIMITS } from '../../core/protocol/desk.ts';
import type { BoardAgent, BoardTicket, WireBoard } from '../../core/protocol/wire-setup.ts';
import { SelectField } from '../admin/desk/select-field.tsx';
import { standingWords } from '../desk/state-words.ts';
import { RefusedNotice } from '../settings/refused-notice.tsx';
import { useCall } from '../settings/use-call.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/text-area.tsx';
import { TextField } from '../ui/text-field.tsx';

interface AgentProps {
  readonly agent: BoardAgent;
  readonly onDone: (said: string) => void;
}

const { most } = DESK_LIMITS.capacity;

export function CapacityForm({ agent, onDone }: AgentProps) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const [typed, setTyped] = useState(String(agent.capacity));
  const capacity = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0;
  const good = capacity >= 1 && capacity <= most;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (good && (await call.run(() => setup.setStateOf(agent.user.id, { capacity }))))
      onDone(t('board.capacitySet', { name: agent.user.name, capacity }));
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate className="grid gap-4">
      <RefusedNotice text={call.refused} />
      <TextField
        label={t('board.capacityLabel')}
        error={good ? undefined : t('board.capacityBad', { most })}
        value={typed}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button kind="primary" type="submit" wide busy={call.busy}>
        {t('common.save')}
      </Button>
    </form>
  );
}

interface TicketProps {
  readonly ticket: BoardTicket;
  readonly onDone: (said: string) => void;
}

export function WhisperForm({ ticket, onDone }: TicketProps) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const [text, setText] = useState('');
  const { id, number, agentId } = ticket;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && (await call.run(() => setup.whisper(id, agentId, text)))) onDone(t('board.whispered', { number }));
  };
  return (
    <form onSubmit={(event) => void send(event)} noValidate className="grid gap-4">
      <RefusedNotice text={call.refused} />
      <TextArea
        label={t('board.whisperLabel')}
        value={text}
        maxLength={DESK_LIMITS.note}
        onChange={(event) => setText(event.target.value)}
      />
      <Button kind="primary" type="submit" wide busy={call.busy} disabled={text.trim() === ''}>
        {t('board.whisperSend')}
      </Button>
    </form>
  );
}

/** Whoever may get it: agents of its department, those with room first, and other queues. */
function useTargets(ticket: BoardTicket, board: WireBoard) {
  const t = useT();
  const agents = board.agents
    .filter(({ user, departmentIds }) => user.id !== ticket.agentId && departmentIds.includes(ticket.departmentId))
    .toSorted((a, b) => Number(a.state !== 'ONLINE') - Number(b.state !== 'ONLINE') || b.capacity - b.load - (a.capacity - a.load));
  const targets = new Map<string, { readonly label: string; readonly to: TransferTarget }>();
  for (const agent of agents) {
    const { user, load, capacity } = agent;
    const label = t('board.toAgent', { name: user.name, load, capacity, state: standingWords(t, agent) });
    targets.set(user.id, { label, to: { agentId: user.id } });
  }
  for (const { id, name } of board.queues) {
    if (id !== ticket.departmentId) targets.set(id, { label: t('board.toDepartment', { name }), to: { departmentId: id } });
  }
  return targets;
}

export function ReassignForm({ ticket, board, onDone }: TicketProps & { readonly board: WireBoard }) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const targets = useTargets(ticket, board);
  const options = [...targets].map(([value, { label }]) => ({ value, label }));
  const [chosen, setChosen] = useState(options[0]?.value ?? '');
  const [note, setNote] = useState('');
  const { id, number } = ticket;
  const give = async (event: FormEvent) => {
    event.preventDefault();
    const target = targets.get(chosen);
    if (target && (await call.run(() => setup.transfer(id, target.to, note)))) onDone(t('board.reassigned', { number }));
  };
  return (
    <form onSubmit={(event) => void give(event)} noValidate className="grid gap-4">
      <RefusedNotice text={call.refused} />
      <SelectField label={t('board.reassignTo')} value={chosen} options={options} onChange={setChosen} />
      <TextArea
        label={t('board.reassignNote')}
        aside={t('common.optional')}
        value={note}
        minRows={2}
        maxLength={DESK_LIMITS.note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button kind="primary" type="submit" wide busy={call.busy} disabled={!targets.has(chosen)}>
        {t('board.reassignDo')}
      </Button>
    </form>
  );
}
