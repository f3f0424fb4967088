'use client';
// Where a log opens: at the first unread with its line, else where one was reading, else at its end. Decided once.

import { useState } from 'react';
import type { LogView } from '../../client/react/chat/hooks.ts';
import type { Reading, Wanted } from './log-stand.ts';
import { isHeld } from './log-window.ts';

interface Start {
  /** My marker, where the line of the first unread can be drawn where it belongs; null: no line. */
  readonly line: number | null;
  readonly start: Wanted | null;
}

interface Options {
  readonly log: Pick<LogView, 'items' | 'hasBefore'>;
  readonly unreadAfter: number | null;
  readonly reading: Reading | null;
}

export function startOf({ log, unreadAfter, reading }: Options): Start {
  const line = unreadAfter !== null && isHeld(log, unreadAfter + 1) ? unreadAfter : null;
  if (line !== null) return { line, start: { how: 'first', seq: line + 1 } };
  return { line, start: reading && isHeld(log, reading.seq) ? { how: 'reading', ...reading } : null };
}

export function useStart(options: Options): Start {
  const [start] = useState(() => startOf(options));
  return start;
}
