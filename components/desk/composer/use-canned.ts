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

/** All there are, asked when a `/` is typed; what was read before stands meanwhile. Null: none were read. */
function useReplies(wanted: boolean, departmentId: DepartmentId) {
  const { cannedReplies } = useDeskActions();
  const [replies, setReplies] = useState<readonly CannedReply[] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    let shown = true;
    setFailed(false);
    cannedReplies(departmentId).then(
      (all) => shown && setReplies(all),
      (error: unknown) => {
        if (!(error instanceof CallError)) throw error;
        if (shown) setFailed(true);
      },
    );
    return () => {
      shown = false;
    };
  }, [wanted, departmentId, cannedReplies]);
  return { replies, failed };
}

/** Why there is nothing to choose. */
export type NoCanned = 'loading' | 'failed' | 'none';

function whyNone(query: string, { replies, failed }: ReturnType<typeof useReplies>): NoCanned | null {
  if (replies === null) return failed ? 'failed' : 'loading';
  // With more than a `/` it is not said: it may be no shortcut at all.
  return replies.length === 0 && query === '' ? 'none' : null;
}

export function useCanned(ticket: WireTicket, text: string, cursor: number) {
  const me = useMe();
  const asked = cannedAt(text, cursor);
  const read = useReplies(asked !== null, ticket.department.id);
  const card = useVisitorCard(ticket);
  const values = {
    visitor: { name: ticket.visitor.name, attributes: card.state === 'ready' ? card.value.attributes : {} },
    agent: { name: me.name },
    ticket: { number: ticket.number },
    department: { name: ticket.department.name },
  };
  const choices = asked
    ? cannedFor(read.replies ?? [], asked.query).map((reply) => ({ ...reply, text: fillVariables(reply.text, values).text }))
    : [];
  const none = asked && choices.length === 0 ? whyNone(asked.query, read) : null;
  return { ...useCompletion<FilledReply>(asked, choices), query: asked?.query ?? '', none };
}
