// A visitor turned out to be another one: their tickets become the other's in one transaction. Of two open ones of a department
// the survivor stays, and the other is closed as merged before its visitor is changed. What else is to go with it, `within` does.
import { isOpenState, survivorOf, type Ticket } from '../../../core/desk/ticket.ts';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Connection } from '../../platform/db.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { performLocked } from './perform.ts';
import { inheritKeys, loadAdoption } from './store-adopt.ts';
import { lockAgents, lockQueues, lockTalks, lockTickets } from './store-lock.ts';
import type { Adoption, Done, TicketDeps } from './types.ts';

const MOST_LOOKS = 20;

/** Rolls back what `within` has written: the rows that were seen are not those that are locked. */
class Moved extends Error {}

/** Null: `within` said no. @throws CONFLICT `again`: the tickets moved each time that they were looked at */
export async function adoptTickets(deps: TicketDeps, adoption: Adoption): Promise<Done[] | null> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const seen = await loadAdoption(deps.db.pool, adoption.from, adoption.into);
    try {
      return await inTransaction(deps.db.deeds, (on) => once(on, deps, adoption, seen));
    } catch (error) {
      if (!(error instanceof Moved)) throw error;
    }
  }
  throw new AppError('CONFLICT', { reason: 'again' });
}

/** The ticket that merges, and into which. */
type Pair = readonly [loser: Ticket, survivor: Ticket];

function pairsOf(tickets: readonly Ticket[], from: UserId): Pair[] {
  const open = tickets.filter(({ state }) => isOpenState(state));
  return open.flatMap((mine): Pair[] => {
    const theirs = mine.visitorId === from && open.find((one) => one.visitorId !== from && one.departmentId === mine.departmentId);
    if (!theirs) return [];
    return [survivorOf(mine, theirs) === mine ? [theirs, mine] : [mine, theirs]];
  });
}

const agentsOf = ({ assigneeId, offer }: Ticket) => [assigneeId, offer?.agentId].flatMap((id) => id ?? []);
const marksOf = (tickets: readonly Ticket[]) =>
  JSON.stringify(tickets.map(({ id, version, departmentId, visitorId }) => [id, version, departmentId, visitorId]));

async function once(on: Connection, deps: TicketDeps, adoption: Adoption, seen: readonly Ticket[]): Promise<Done[] | null> {
  const { from, into, at } = adoption;
  const own = seen.filter(({ visitorId }) => visitorId === from);
  await lockQueues(
    on,
    own.map(({ departmentId }) => departmentId),
  );
  await lockAgents(
    on,
    pairsOf(seen, from).flatMap(([loser]) => agentsOf(loser)),
  );
  await lockTickets(
    on,
    seen.map(({ id }) => id),
  );
  if (!(await adoption.within(on))) return null;
  const tickets = await loadAdoption(on, from, into);
  if (marksOf(tickets) !== marksOf(seen)) throw new Moved();
  await lockTalks(
    on,
    tickets.map(({ id }) => id),
  );
  const done: Done[] = [];
  const now = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  for (const [loser, survivor] of pairsOf(tickets, from)) {
    const merged = await performLocked(on, deps, loser, { kind: 'merge', at, intoId: survivor.id }, { kind: 'system' });
    now.set(loser.id, merged.ticket);
    done.push(merged);
  }
  for (const ticket of now.values()) {
    if (ticket.visitorId === from)
      done.push(await performLocked(on, deps, ticket, { kind: 'identify', at, visitorId: into }, { kind: 'system' }));
  }
  await inheritKeys(on, from, into);
  return done;
}
