// Between processes on one database: "entries were committed", by LISTEN and NOTIFY, outside of the transactions (a
// notification inside would make all commits wait for each other). It names the process where the bus carries what it says,
// so that who hears that on the bus need not look. A hint: what is lost shows in the next heartbeat.
import type { Clock } from './clock.ts';
import type { Connection, Pool } from './db.ts';
import type { Log } from './log.ts';

const CHANNEL = 'parley_entries';
const TELL_MS = 250;
const AGAIN_MS = 1_000;

export interface Nudge {
  /** Tells the other processes; many calls are one notification. */
  tell(): void;
  close(): Promise<void>;
}

interface NudgeDeps {
  readonly pool: Pool;
  readonly log: Log;
  readonly clock: Clock;
  /** The name of this process. */
  readonly self: string;
  /** Whether the bus carries what this process says. */
  carries(): boolean;
}

const ALONE = '!';

/**
 * `heard`: another process has committed, or it may have while nobody listened. `from`: the one whose words the bus carries;
 * null: nobody else tells of it.
 */
export function openNudge(deps: NudgeDeps, heard: (from: string | null) => void): Nudge {
  const { pool, log, clock, self, carries } = deps;
  const ear = listen(deps, heard);
  /** Since the last notification something was said that the bus did not carry. */
  let isAlone = false;
  let telling: (() => void) | null = null;

  async function notify(): Promise<void> {
    telling = null;
    const words = isAlone || !carries() ? self + ALONE : self;
    isAlone = false;
    try {
      await pool.query('select pg_notify($1, $2)', [CHANNEL, words]);
    } catch (error) {
      log.warn({ error }, 'other processes were not told');
    }
  }

  return {
    tell() {
      isAlone ||= !carries();
      telling ??= clock.after(TELL_MS, () => void notify());
    },
    async close() {
      if (telling) {
        telling();
        await notify();
      }
      await ear.close();
    },
  };
}

/** Listens on a connection of its own, and again when it was lost. */
function listen({ pool, log, clock, self }: NudgeDeps, heard: (from: string | null) => void): { close(): Promise<void> } {
  let closed = false;
  let current: Connection | null = null;
  let again: (() => void) | null = null;

  async function open(): Promise<void> {
    const on = await pool.connect();
    current = on;
    on.on('notification', (message) => {
      const words = message.payload ?? '';
      if (!words.startsWith(self)) heard(words.endsWith(ALONE) ? null : words);
    });
    on.on('error', (error) => {
      log.warn({ error }, 'the listener of other processes was lost');
      if (current !== on) return;
      current = null;
      on.release(true);
      later();
    });
    await on.query(`listen ${CHANNEL}`);
    heard(null);
  }

  function later(): void {
    if (!closed) again = clock.after(AGAIN_MS, start);
  }

  let opening: Promise<void>;
  function start(): void {
    opening = open().catch((error: unknown) => {
      log.warn({ error }, 'other processes cannot be listened to yet');
      current?.release(true);
      current = null;
      later();
    });
  }

  start();
  return {
    async close() {
      closed = true;
      again?.();
      await opening;
      current?.release(true);
      current = null;
    },
  };
}
