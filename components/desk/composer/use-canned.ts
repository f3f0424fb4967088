'use client';
// Canned replies behind a `/`: read once a desk, filled with what is known of this ticket.

import { useEffect, useState } from 'react';
import { CallError } from '../../../client/react/account/provider.tsx';
import { useMe } from '../../../client/react/chat/hooks.ts';
import { type CannedReply, useDeskActions } from '../../../client/react/desk/hooks.ts';
import { fillVariables } from '../../../core/desk/variables.ts';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { useCompletion } from '../../messenger/composer/use-completion.ts';
import { useVisitorCard } from '../side/use-visitor-card.ts';
import { cannedAt, cannedFor } from './canned-query.ts';

export interface FilledReply {
  readonly id: string;
  readonly shortcut: string;
  readonly own: boolean;
  readonly text: string;
}

/** All there are, asked when the first `/` is typed; none while they are not here. */
function useReplies(wanted: boolean, departmentId: DepartmentId): readonly CannedReply[] {
  const { cannedReplies } = useDeskActions();
  const [replies, setReplies] = useState<readonly CannedReply[]>([]);
  useEffect(() => {
    if (!wanted) return;
    let shown = true;
    cannedReplies(departmentId).then(
      (all) => shown && setReplies(all),
      (error: unknown) => {
        if (!(error instanceof CallError)) throw error;
      },
    );
    return () => {
      shown = false;
    };
  }, [wanted, departmentId, cannedReplies]);
  return replies;
}

export function useCanned(ticket: WireTicket, text: string, cursor: number) {
  const me = useMe();
  const asked = cannedAt(text, cursor);
  const replies = useReplies(asked !== null, ticket.department.id);
  const card = useVisitorCard(ticket);
  const values = {
    visitor: { name: ticket.visitor.name, attributes: card.state === 'ready' ? card.value.attributes : {} },
    agent: { name: me.name },
    ticket: { number: ticket.number },
    department: { name: ticket.department.name },
  };
  const choices = asked ? cannedFor(replies, asked.query).map((reply) => ({ ...reply, text: fillVariables(reply.text, values).text })) : [];
  return { ...useCompletion<FilledReply>(asked, choices), query: asked?.query ?? '' };
}
