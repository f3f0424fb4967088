// What was said in talks, and what it does to their tickets: a word of the visitor wakes what sleeps and opens again what is
// over, the first word of the desk is an answer. The row that says so is from the message's transaction; it goes when it is done.
import type { Deed } from '../../../core/desk/deeds.ts';
import { type DeskActor, isOpenState, type Ticket } from '../../../core/desk/ticket.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import { asAppError } from '../../platform/app-error.ts';
import { perform } from './perform.ts';
import { loadTicket } from './store.ts';
import { dropWake, loadWakes, type Wake } from './store-talk.ts';
import { postLink } from './talk.ts';
import type { Done, OwnDeps } from './types.ts';

const MOST = 200;

/** All that wait, or those of these tickets. */
export async function hearTalks(deps: OwnDeps, only: readonly TicketId[] | null, told: (done: Done) => void): Promise<number> {
  const wakes = await loadWakes(deps.db.pool, only, MOST);
  for (const wake of wakes) {
    await deps.apart('a word to a ticket', async () => {
      const ticket = await loadTicket(deps.db.pool, wake.ticketId);
      if (ticket) await hear(deps, ticket, wake, told);
      await dropWake(deps.db.pool, wake);
    });
  }
  return wakes.length;
}

async function hear(deps: OwnDeps, ticket: Ticket, wake: Wake, told: (done: Done) => void): Promise<void> {
  const at = deps.clock.now();
  if (wake.answeredBy !== null) await unlessOver(deps, ticket, { kind: 'agentSpeaks', at }, await deskActor(deps, wake), told);
  if (!wake.visitor) return;
  const visitor: DeskActor = { kind: 'visitor', id: ticket.visitorId };
  const deed: Deed = isOpenState(ticket.state) ? { kind: 'visitorSpeaks', at } : { kind: 'reopen', at, visitorsOpenId: null };
  const done = await unlessOver(deps, ticket, deed, visitor, told);
  const link = done?.wishes.find((wish) => wish.kind === 'link');
  if (link?.kind !== 'link') return;
  const inId = await goingOn(deps, link.inTicketId, visitor, told);
  await postLink(deps, { fromId: ticket.id, inId, byId: ticket.visitorId, word: `${wake.at} ${wake.times}` });
}

/** Where a talk goes on that was merged, maybe more than once: what is over there is opened again, or leads on to what is open. */
async function goingOn(deps: OwnDeps, id: TicketId, visitor: DeskActor, told: (done: Done) => void): Promise<TicketId> {
  let last = await loadTicket(deps.db.pool, id);
  while (last?.mergedIntoId) last = await loadTicket(deps.db.pool, last.mergedIntoId);
  if (!last || isOpenState(last.state)) return last?.id ?? id;
  const done = await unlessOver(deps, last, { kind: 'reopen', at: deps.clock.now(), visitorsOpenId: null }, visitor, told);
  const link = done?.wishes.find((wish) => wish.kind === 'link');
  return link?.kind === 'link' ? link.inTicketId : last.id;
}

async function deskActor({ agents }: OwnDeps, { answeredBy }: Wake): Promise<DeskActor> {
  return (answeredBy === null ? null : await agents.deskOf(answeredBy)) ?? { kind: 'system' };
}

/** What has changed meanwhile is not done, and is no fault: whoever changed it knew of the words. */
async function unlessOver(deps: OwnDeps, { id }: Ticket, deed: Deed, actor: DeskActor, told: (done: Done) => void): Promise<Done | null> {
  try {
    const done = await perform(deps, id, deed, actor);
    told(done);
    return done;
  } catch (error) {
    const code = asAppError(error)?.code;
    if (code === 'CONFLICT' || code === 'FORBIDDEN' || code === 'NOT_FOUND') return null;
    throw error;
  }
}
