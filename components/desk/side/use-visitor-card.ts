'use client';
// Who the visitor of a ticket is, asked when a ticket is shown.

import { useDeskActions, type VisitorCard } from '../../../client/react/desk/hooks.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { type Loaded, useLoad } from '../use-load.ts';

export function useVisitorCard({ visitor }: Pick<WireTicket, 'visitor'>): Loaded<VisitorCard> {
  const actions = useDeskActions();
  return useLoad(() => actions.visitor(visitor.id), visitor.id);
}
