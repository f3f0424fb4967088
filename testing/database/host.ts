// What a session needs of the database it belongs to, and what may happen to it.
import type { Locks } from './locks.ts';
import type { Tables } from './tables.ts';

/** What may happen to the connections of one process. */
export interface Weather {
  /** Before each statement: waits, and loses connections. */
  pace?(session: { lose(): void }, statement: string): Promise<void> | void;
  /** Before each row is locked: somebody else may be quicker. */
  beforeLock?(): Promise<void> | void;
  /** What becomes of a COMMIT: it answers ROLLBACK and nothing of it stays, or it is done and its answer is lost. */
  end?(): 'doomed' | 'unheard' | null;
}

export interface Host<Session> {
  readonly tables: Tables;
  readonly locks: Locks;
  /** ms */
  now(): number;
  after(ms: number, run: () => void): () => void;
  execute(session: Session, name: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  committed(): void;
  /** A row was given a key that stood already. */
  doubled(table: string): void;
}
