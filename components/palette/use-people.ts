'use client';
// People of the server whom a query means. It is asked when the typing rests, an answer that comes too late is dropped, and
// until a new one is here those of the last stay.

import { useEffect, useState } from 'react';
import { CallError } from '../../client/react/account/provider.tsx';
import { useChat } from '../../client/react/chat/hooks.ts';
import type { WireUser } from '../../core/protocol/wire.ts';

const WAIT_MS = 200;

export interface People {
  readonly query: string;
  readonly users: readonly WireUser[];
  readonly refused: CallError | null;
}

const NOBODY: People = { query: '', users: [], refused: null };

/** `query` trimmed; '' asks nothing. What is answered is for its own `query`. */
export function usePeople(query: string): People {
  const { findUsers } = useChat();
  const [people, setPeople] = useState(NOBODY);
  useEffect(() => {
    if (query === '') {
      setPeople(NOBODY);
      return;
    }
    let isShown = true;
    const ask = async () => {
      try {
        const users = await findUsers(query);
        if (isShown) setPeople({ query, users, refused: null });
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        if (isShown) setPeople({ query, users: [], refused: error });
      }
    };
    const timer = setTimeout(() => void ask(), WAIT_MS);
    return () => {
      isShown = false;
      clearTimeout(timer);
    };
  }, [query, findUsers]);
  return people;
}
