'use client';
// Where a log opens: at the first unread with its line, else where one was reading, else at its end. Decided once.

import { useState } from 'react';
import { type LogView, useMe } from '../../../client/react/chat/hooks.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Reading, Wanted } from './log-stand.ts';
import { firstUnread, isHeld } from './log-window.ts';

interface Start {
  /** My marker, above which the first unread has its line; null: nothing is unread. */
  readonly line: number | null;
  readonly start: Wanted | null;
}

interface Options {
  readonly log: Pick<LogView, 'items' | 'hasBefore'>;
  /** As the conversation has them when the log is here. */
  readonly unread: number;
  readonly readSeq: number;
  readonly reading: Reading | null;
}

export function startOf({ log, unread, readSeq, reading }: Options, me: UserId): Start {
  const line = unread > 0 ? readSeq : null;
  if (line !== null && isHeld(log, line + 1)) return { line, start: { how: 'first', seq: firstUnread(log, line, me) ?? line + 1 } };
  return { line, start: reading && isHeld(log, reading.seq) ? { how: 'reading', ...reading } : null };
}

export function useStart(options: Options): Start {
  const me = useMe();
  const [start] = useState(() => startOf(options, me.id));
  return start;
}
