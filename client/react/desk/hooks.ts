'use client';
// What the desk's screens use of it: each re-rendered only when its own part changes.

import { useEffect, useSyncExternalStore } from 'react';
import type { DepartmentId, TicketId } from '../../../core/protocol/ids.ts';
import type { WireAgent, WireDeskDepartment, WireDeskMe, WireTicket } from '../../../core/protocol/wire-desk.ts';
import type { OfferView } from '../../engine/desk/offers.ts';
import type { Desk, DeskActions, TalkMoved, TicketListView, TicketView } from '../../engine/desk/view.ts';
import type { ViewKey } from '../../engine/desk/views.ts';
import { useFoundDesk } from './provider.tsx';

export type { OfferView } from '../../engine/desk/offers.ts';
export type { CannedReply, TicketChange, TransferTo, VisitorCard } from '../../engine/desk/port.ts';
export type { TalkMoved, TicketListView } from '../../engine/desk/view.ts';
export type { ViewKey } from '../../engine/desk/views.ts';
export { isOpen } from '../../engine/desk/views.ts';

function useDesk(): Desk {
  const desk = useFoundDesk();
  if (!desk) throw new Error('a hook of the desk where there is none');
  return desk;
}

function useView<T>(read: (desk: Desk) => T): T {
  const desk = useDesk();
  return useSyncExternalStore(
    desk.subscribe,
    () => read(desk),
    () => read(desk),
  );
}

export const useDeskActions = (): DeskActions => useDesk().actions;
export const useDeskMe = (): WireDeskMe => useView((desk) => desk.me());
export const useDeskLive = (): boolean => useView((desk) => desk.isLive());
export const useDepartments = (): readonly WireDeskDepartment[] | null => useView((desk) => desk.departments());
/** Null: not read yet, or it is none any more. */
export const useDepartment = (id: DepartmentId): WireDeskDepartment | null =>
  useView((desk) => desk.departments()?.find((each) => each.id === id) ?? null);
export const useAgents = (): readonly WireAgent[] | null => useView((desk) => desk.agents());
export const useTicketList = (key: ViewKey): TicketListView => useView((desk) => desk.list(key));
export const useTicketCount = (key: ViewKey): number | null => useView((desk) => desk.count(key));
export const useTicket = (id: TicketId): TicketView => useView((desk) => desk.ticket(id));
const NONE: readonly WireTicket[] = [];
const never = () => () => undefined;

/** Those that are held; none for who is not of the desk. */
export function useTicketsToFind(): readonly WireTicket[] {
  const desk = useFoundDesk();
  const read = () => desk?.tickets() ?? NONE;
  return useSyncExternalStore(desk?.subscribe ?? never, read, read);
}

export const useHeldTickets = (): readonly WireTicket[] => useView((desk) => desk.tickets());
/** `listener`: the same function as long as it does the same. */
export function useTalkMoves(listener: (talk: TalkMoved) => void): void {
  const desk = useDesk();
  useEffect(() => desk.onTalk(listener), [desk, listener]);
}

export const useOffers = (): readonly OfferView[] => useView((desk) => desk.offers());
