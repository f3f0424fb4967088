// Between processes on one database: "entries were committed", by LISTEN and NOTIFY, outside of the transactions (a
// notification inside would make all commits wait for each other). A hint: what is lost shows in the next heartbeat.
import { randomUUID } from 'node:crypto';
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

/** `heard`: another process has committed, or it may have while nobody listened. */
export function openNudge(pool: Pool, log: Log, clock: Clock, heard: () => void): Nudge {
  const self = randomUUID();
  const ear = listen(pool, log, clock, self, heard);
  let telling: (() => void) | null = null;

  async function notify(): Promise<void> {
    telling = null;
    await pool.query('select pg_notify($1, $2)', [CHANNEL, self]);
  }

  return {
    tell() {
      telling ??= clock.after(TELL_MS, () => {
        notify().catch((error: unknown) => log.warn({ error }, 'other processes were not told'));
      });
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
function listen(pool: Pool, log: Log, clock: Clock, self: string, heard: () => void): { close(): Promise<void> } {
  let closed = false;
  let current: Connection | null = null;
  let again: (() => void) | null = null;

  async function open(): Promise<void> {
    const on = await pool.connect();
    current = on;
    on.on('notification', (message) => {
      if (message.payload !== self) heard();
    });
    on.on('error', (error) => {
      log.warn({ error }, 'the listener of other processes was lost');
      if (current !== on) return;
      current = null;
      on.release(true);
      later();
    });
    await on.query(`listen ${CHANNEL}`);
    heard();
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
