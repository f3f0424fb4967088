// How many sockets are open, by address and by user. An address that holds too many is refused at the upgrade. A user gets each
// new one, and loses the oldest of the session that holds the most: a program of theirs that runs wild so takes from itself,
// not from the phone.
import { HELD } from '../../../core/protocol/rates.ts';
import { type Holds, isFull } from '../../platform/rates/holds.ts';
import type { Connection } from './connection.ts';

/** When an address, or a user, that holds too many may try again, ms. */
export const FULL_MS = 30_000;

export class Held {
  private readonly holds: Holds;
  private readonly byUser = new Map<string, Set<Connection>>();

  constructor(holds: Holds) {
    this.holds = holds;
  }

  isFull(network: string): boolean {
    return isFull(this.holds, 'address', network);
  }

  opened(network: string): void {
    this.holds.add('address', network);
  }

  closed(network: string, connection: Connection): void {
    this.holds.remove('address', network);
    const userId = connection.context?.actor?.userId;
    const own = userId === undefined ? undefined : this.byUser.get(userId);
    if (userId === undefined || !own?.delete(connection)) return;
    this.holds.remove('user', userId);
    if (own.size === 0) this.byUser.delete(userId);
  }

  /** It is this user's from now on; the one that has to go for it, if any. */
  proven(userId: string, connection: Connection): Connection | null {
    const own = this.byUser.get(userId) ?? new Set();
    this.byUser.set(userId, own.add(connection));
    this.holds.add('user', userId);
    return this.holds.count('user', userId) > HELD.user ? oldestOfBusiest(own) : null;
  }
}

function oldestOfBusiest(connections: ReadonlySet<Connection>): Connection | null {
  const sessions = Map.groupBy(connections, (connection) => connection.terminalId);
  const busiest = [...sessions.values()].reduce((most, each) => (each.length > most.length ? each : most), []);
  return busiest[0] ?? null;
}
