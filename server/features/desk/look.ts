// Who else has a ticket before their eyes: each says so while they do, and is told of the others. Never of or to a visitor.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { Actor } from '../../platform/actor.ts';
import { dropLooks, writeLook } from './store-look.ts';
import type { DeskDeps } from './types.ts';

/** Said anew each 10 s (client), so one that comes late does not end it. */
const LOOK_MS = 15_000;
const OVER_MS = 60_000;

type LookDeps = Pick<DeskDeps, 'db' | 'clock' | 'accounts' | 'agents' | 'tickets'>;

/** How `Desk.look` is done. What is over is dropped at most once a minute. */
export function createLook({ db: { pool }, clock, accounts, agents, tickets }: LookDeps) {
  let dropAt = clock.elapsed() + OVER_MS;
  return async (actor: Actor, ticketId: TicketId): Promise<WireUser[]> => {
    await agents.mustBeOfDesk(actor);
    if (!(await tickets.readable(actor, ticketId))) throw new AppError('NOT_FOUND');
    const others = await writeLook(pool, ticketId, actor.userId, LOOK_MS);
    if (clock.elapsed() >= dropAt) {
      dropAt = clock.elapsed() + OVER_MS;
      await dropLooks(pool, OVER_MS);
    }
    const users = await accounts.loadUsers(others);
    return others.flatMap((id) => users.get(id) ?? []);
  };
}
