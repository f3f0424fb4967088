'use client';
// What waits, page by page as it comes into view, read again with the board.

import { useCallback, useEffect, useRef, useState } from 'react';
import { CallError } from '../../client/react/account/provider.tsx';
import { useDeskSetup } from '../../client/react/admin/provider.tsx';
import type { DepartmentId } from '../../core/protocol/ids.ts';
import type { BoardTicket } from '../../core/protocol/wire-setup.ts';
import { pagesOf, type RowWindow } from './window-of.ts';

const PAGE = 100;

interface Waiting {
  readonly total: number;
  readonly at: (index: number) => BoardTicket | undefined;
  readonly show: (shown: RowWindow) => void;
}

interface Wanted {
  readonly departmentId: DepartmentId | null;
  /** Only what nobody answers. */
  readonly unanswered: boolean;
  /** As the board counts. */
  readonly total: number;
  /** Read again whenever it changes. */
  readonly beat: number;
}

export function useWaiting({ departmentId, unanswered, total, beat }: Wanted): Waiting {
  const setup = useDeskSetup();
  const [pages, setPages] = useState<ReadonlyMap<number, readonly BoardTicket[]>>(new Map());
  const shown = useRef<RowWindow>({ first: 0, end: 1 });
  const turn = useRef(0);
  const read = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const wanted = pagesOf(shown.current, PAGE);
    try {
      const read = await Promise.all(wanted.map((page) => setup.waiting({ departmentId, unanswered, from: page * PAGE, first: PAGE })));
      // An answer that comes after that of a later question is old.
      if (mine === turn.current) setPages(new Map(wanted.map((page, i) => [page, read[i]?.tickets ?? []])));
    } catch (error) {
      // The board itself says that nobody answers.
      if (!(error instanceof CallError)) throw error;
    }
  }, [setup, departmentId, unanswered]);
  const wanted = total > 0 ? beat : null;
  useEffect(() => {
    if (wanted !== null) void read();
  }, [read, wanted]);
  return {
    total,
    at: (index) => pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    show: useCallback(
      (next: RowWindow) => {
        const before = pagesOf(shown.current, PAGE).join();
        shown.current = next;
        if (pagesOf(next, PAGE).join() !== before) void read();
      },
      [read],
    ),
  };
}
