// One timer for all open sockets. Each second a part of them is pinged, and a part has its session looked at again, so that
// thousands of sockets never cost a burst; the slow ones are looked at every time.
import type { Actor } from '../../platform/actor.ts';
import type { Log } from '../../platform/log.ts';
import type { Connection } from './connection.ts';

const TICK_MS = 1_000;
/** Seconds from one ping of a socket to the next, and from one look at its session to the next. */
const PING_TICKS = 12;
const SESSION_TICKS = 4;

interface RoundsDeps {
  authenticate(token: string | null): Promise<Actor | null>;
  readonly log: Log;
}

export interface Rounds {
  add(connection: Connection): void;
  remove(connection: Connection): void;
  all(use: (connection: Connection) => void): void;
  close(): void;
}

export function createRounds({ authenticate, log }: RoundsDeps): Rounds {
  const places = new Map<Connection, number>();
  let ticks = 0;
  let next = 0;
  let looking = false;

  async function look(connection: Connection): Promise<void> {
    if (connection.context === null) return;
    if ((await authenticate(connection.token)) === null) connection.retire('forbidden');
  }

  /** While the database is away nobody is sent off. */
  async function lookAt(connections: readonly Connection[]): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      await Promise.all(connections.map(look));
    } catch (error) {
      log.warn({ error }, 'the sessions of open sockets were not looked at');
    } finally {
      looking = false;
    }
  }

  const timer = setInterval(() => {
    ticks += 1;
    const due: Connection[] = [];
    for (const [connection, place] of places) {
      connection.check();
      if ((place + ticks) % PING_TICKS === 0) connection.ping();
      if ((place + ticks) % SESSION_TICKS === 0) due.push(connection);
    }
    void lookAt(due);
  }, TICK_MS);
  timer.unref();

  return {
    add(connection) {
      places.set(connection, next);
      next += 1;
    },
    remove: (connection) => void places.delete(connection),
    all(use) {
      for (const connection of places.keys()) use(connection);
    },
    close: () => clearInterval(timer),
  };
}
