// Who does what a command says, at this moment: parts of the page put their handlers here while they are shown. Of several
// the one with the highest rank is asked first, of equal ones the latest, until one answers that it did it.

import type { CommandId } from './commands.ts';

/** `event`: the key; null where it came from the palette or a button. */
export type Handler = (event: KeyboardEvent | null) => boolean;

/** What Escape closes first; whatever floats closes itself before. */
export const LEAVE_RANK = { bar: 30, panel: 20, log: 10 } as const;

interface Entry {
  readonly handler: Handler;
  readonly rank: number;
}

export interface Registry {
  /** Answers how to take it back. */
  add(id: CommandId, handler: Handler, rank?: number): () => void;
  has(id: CommandId): boolean;
  /** False: nobody did it. */
  run(id: CommandId, event: KeyboardEvent | null): boolean;
}

export function createRegistry(): Registry {
  const entries = new Map<CommandId, Entry[]>();
  const of = (id: CommandId) => entries.get(id) ?? [];
  return {
    add(id, handler, rank = 0) {
      const entry = { handler, rank };
      entries.set(
        id,
        [entry, ...of(id)].sort((a, b) => b.rank - a.rank),
      );
      return () => {
        entries.set(
          id,
          of(id).filter((other) => other !== entry),
        );
      };
    },
    has: (id) => of(id).length > 0,
    run: (id, event) => of(id).some((entry) => entry.handler(event)),
  };
}
