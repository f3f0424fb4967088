'use client';
// The desk's own side of a ticket, to stand between the messages: notes in yellow, what happened in quiet lines.

import { useMemo } from 'react';
import type { LogItem } from '../../../client/react/chat/hooks.ts';
import { useLog } from '../../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { Aside } from '../../messenger/log/log-blocks.ts';
import { NoteCard, UnsentNote } from './note-card.tsx';
import { NoteEvent } from './note-event.tsx';

const NOWHERE = '0' as ConversationId;

function asideOf(item: LogItem): Aside | null {
  if (item.type === 'gap') return null;
  if (item.type === 'unsent') {
    const { clientId, createdAt } = item.item;
    return { key: `note ${clientId}`, at: createdAt, content: <UnsentNote key={`note ${clientId}`} item={item.item} /> };
  }
  const { event } = item;
  const key = `note ${event.clientId ?? event.seq}`;
  const at = Date.parse(event.createdAt);
  if (event.kind === 'message') return { key, at, content: <NoteCard key={key} event={event} /> };
  return event.kind === 'notice' ? { key, at, content: <NoteEvent key={key} event={event} /> } : null;
}

const made = new WeakMap<LogItem, Aside | null>();

/** The same object for the same item, so that one new note draws one note. */
function madeOf(item: LogItem): Aside | null {
  let aside = made.get(item);
  if (aside === undefined) {
    aside = asideOf(item);
    made.set(item, aside);
  }
  return aside;
}

export function useNotes(id: ConversationId | null): readonly Aside[] {
  const { items } = useLog(id ?? NOWHERE);
  return useMemo(() => items.flatMap((item) => madeOf(item) ?? []), [items]);
}
