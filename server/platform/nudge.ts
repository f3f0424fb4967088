// Between processes on one database: "entries were committed", by LISTEN and NOTIFY, outside of the transactions (a
// notification inside would make all commits wait for each other). A hint: what is lost shows in the next heartbeat.
import { randomUUID } from 'node:crypto';
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
export function openNudge(pool: Pool, log: Log, heard: () => void): Nudge {
  const self = randomUUID();
  let closed = false;
  let listening: Connection | null = null;
  let telling: NodeJS.Timeout | null = null;
  let again: NodeJS.Timeout | null = null;

  async function listen(): Promise<void> {
    const on = await pool.connect();
    if (closed) return on.release();
    on.on('notification', (message) => {
      if (message.payload !== self) heard();
    });
    on.on('error', (error) => {
      log.warn({ error }, 'the listener of other processes was lost');
      if (listening === on) listening = null;
      on.release(true);
      listenLater();
    });
    listening = on;
    await on.query(`listen ${CHANNEL}`);
    heard();
  }

  function listenLater(): void {
    if (closed || again) return;
    again = setTimeout(() => {
      again = null;
      start();
    }, AGAIN_MS);
  }

  function start(): void {
    listen().catch((error: unknown) => {
      log.warn({ error }, 'other processes cannot be listened to yet');
      listenLater();
    });
  }

  async function notify(): Promise<void> {
    await pool.query('select pg_notify($1, $2)', [CHANNEL, self]);
  }

  start();
  return {
    tell() {
      if (closed || telling) return;
      telling = setTimeout(() => {
        telling = null;
        notify().catch((error: unknown) => log.warn({ error }, 'other processes were not told'));
      }, TELL_MS);
    },
    async close() {
      closed = true;
      if (again) clearTimeout(again);
      if (telling) {
        clearTimeout(telling);
        await notify();
      }
      listening?.release(true);
      listening = null;
    },
  };
}
