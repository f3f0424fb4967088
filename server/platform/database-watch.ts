// Whether the database answers, asked over a connection of its own, so that a pool with a long queue does not look like a
// database that is away. Who serves people tells them (docs/degraded.md).
import type { Clock } from './clock.ts';
import type { Pool } from './db.ts';
import type { Log } from './log.ts';

const EVERY_MS = 5_000;
const AGAIN_MS = 1_000;
/** While it is away that is said again: who has heard nothing for a minute gives its connection up. */
const REPEAT_MS = 20_000;

export interface DatabaseWatch {
  isAway(): boolean;
  /** Asks now: a connection was lost. */
  suspect(): void;
  close(): Promise<void>;
}

export interface WatchDeps {
  /** Of one connection, with limits on how long it is waited for. */
  readonly probe: Pick<Pool, 'query'>;
  readonly clock: Clock;
  readonly log: Log;
  /** With each change, and again and again while it is away. */
  told(isAway: boolean): void;
}

export function watchDatabase({ probe, clock, log, told }: WatchDeps): DatabaseWatch {
  let away = false;
  let saidAt = 0;
  let running: Promise<void> | null = null;
  let callOff = () => {};
  let closed = false;

  function note(isAway: boolean, error: unknown): void {
    if (closed) return;
    const isNews = isAway !== away;
    away = isAway;
    if (isNews && isAway) log.error({ error }, 'the database does not answer: people read what they have, and what they write waits');
    else if (isNews) log.info({}, 'the database answers');
    if (!isNews && !(isAway && clock.elapsed() - saidAt >= REPEAT_MS)) return;
    saidAt = clock.elapsed();
    told(isAway);
  }

  async function ask(): Promise<void> {
    callOff();
    try {
      await probe.query('select 1');
      note(false, null);
    } catch (error) {
      note(true, error);
    }
    running = null;
    if (!closed) later();
  }

  function look(): Promise<void> {
    running ??= ask();
    return running;
  }

  function later(): void {
    callOff = clock.after(away ? AGAIN_MS : EVERY_MS, look);
  }

  later();
  return {
    isAway: () => away,
    suspect: () => void look(),
    async close() {
      closed = true;
      callOff();
      await running;
    },
  };
}
