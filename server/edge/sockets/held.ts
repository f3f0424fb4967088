// How many sockets are open, by address and by user. An address that holds too many is refused at the upgrade. A user gets each
// new one, and loses the oldest of the session that holds the most: a program of theirs that runs wild so takes from itself,
// not from the phone.
import { HELD } from '../../../core/protocol/rates.ts';
import type { Connection } from './connection.ts';

export class Held {
  private readonly byNetwork = new Map<string, number>();
  private readonly byUser = new Map<string, Set<Connection>>();

  isFull(network: string): boolean {
    return (this.byNetwork.get(network) ?? 0) >= HELD.address;
  }

  opened(network: string): void {
    this.byNetwork.set(network, (this.byNetwork.get(network) ?? 0) + 1);
  }

  closed(network: string, connection: Connection): void {
    const left = (this.byNetwork.get(network) ?? 1) - 1;
    if (left > 0) this.byNetwork.set(network, left);
    else this.byNetwork.delete(network);
    const userId = connection.context?.actor?.userId;
    const own = userId === undefined ? undefined : this.byUser.get(userId);
    if (userId !== undefined && own?.delete(connection) && own.size === 0) this.byUser.delete(userId);
  }

  /** It is this user's from now on; the one that has to go for it, if any. */
  proven(userId: string, connection: Connection): Connection | null {
    const own = this.byUser.get(userId) ?? new Set();
    this.byUser.set(userId, own.add(connection));
    return own.size > HELD.user ? oldestOfBusiest(own) : null;
  }
}

function oldestOfBusiest(connections: ReadonlySet<Connection>): Connection | null {
  const sessions = Map.groupBy(connections, (connection) => connection.terminalId);
  const busiest = [...sessions.values()].reduce((most, each) => (each.length > most.length ? each : most), []);
  return busiest[0] ?? null;
}
