// One timer for all open sockets. Each second a part of them is pinged, and a part has its session looked at again, so that
// thousands of sockets never cost a burst; the slow ones are looked at every time.
import type { Actor } from '../../platform/actor.ts';
import type { Log } from '../../platform/log.ts';
import type { Close } from './codes.ts';

const TICK_MS = 1_000;
/** Seconds from one ping of a socket to the next, and from one look at its session to the next. */
const PING_TICKS = 12;
const SESSION_TICKS = 4;

interface RoundsDeps {
  authenticate(token: string | null): Promise<Actor | null>;
  readonly log: Log;
}

/** What is looked after: a socket, or a stream over plain HTTP. */
export interface Tended {
  /** Null: nobody is proven yet. */
  readonly context: object | null;
  readonly token: string | null;
  retire(close: Close): void;
  check(): void;
  ping(): void;
}

export interface Rounds<T extends Tended> {
  add(connection: T): void;
  remove(connection: T): void;
  all(use: (connection: T) => void): void;
  close(): void;
}

export function createRounds<T extends Tended>({ authenticate, log }: RoundsDeps): Rounds<T> {
  const places = new Map<T, number>();
  let ticks = 0;
  let next = 0;
  let looking = false;

  async function look(connection: T): Promise<void> {
    if (connection.context === null) return;
    if ((await authenticate(connection.token)) === null) connection.retire('forbidden');
  }

  /** While the database is away nobody is sent off. */
  async function lookAt(connections: readonly T[]): Promise<void> {
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
    const due: T[] = [];
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
