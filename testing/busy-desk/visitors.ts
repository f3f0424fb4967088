// Those who come with a question: one after the other, some in two departments; some say it again where nobody answered them, and
// some come back to what is over.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientId, DepartmentId, TicketId, UserId } from '../../core/protocol/ids.ts';
import { toId } from '../../core/protocol/ids.ts';
import type { Actor } from '../../server/platform/actor.ts';
import type { Busy } from './busy.ts';

const TRIES = 3;
/** Where so many wait, those who come wait before the door. */
const CROWD = 100;

/** The session of a visitor's page. */
const pageOf = (userId: UserId): Actor => ({ userId, terminalId: toId('1'), terminalKind: 'WEB', power: 0, isVisitor: true });

/** As many as `more` says come, by themselves or with words. */
export async function visit(busy: Busy, more: () => boolean): Promise<void> {
  const { random, world } = busy;
  while (more()) {
    while (busy.waiting > CROWD) await sleep(20);
    const visitorId = await busy.may(world.visitor());
    if (visitorId === null) continue;
    await begin(busy, visitorId, random.pick(busy.queues));
    if (random.chance(0.1)) await begin(busy, visitorId, random.pick(busy.queues));
    if (random.chance(0.25)) await comeBack(busy);
  }
}

async function begin(busy: Busy, visitorId: UserId, departmentId: DepartmentId): Promise<void> {
  const { random, world } = busy;
  if (random.chance(0.7)) busy.opened(await busy.may(world.open(busy.anyone(), departmentId, visitorId)));
  else busy.opened(await ask(busy, visitorId, departmentId));
}

/** Said again with the same key where nobody answered. */
async function ask(busy: Busy, visitorId: UserId, departmentId: DepartmentId): Promise<TicketId | null> {
  const words = { departmentId, clientId: randomUUID() as ClientId, text: 'Where is it?', fields: null };
  for (let n = 0; n < TRIES; n += 1) {
    const ticket = await busy.may(busy.anyone().tickets.openTicket(pageOf(visitorId), words));
    if (!ticket) continue;
    busy.said.add(words.clientId);
    busy.count('words');
    return ticket.id;
  }
  return null;
}

async function comeBack(busy: Busy): Promise<void> {
  const old = busy.anyTicket();
  const ticket = old && (await busy.may(busy.anyone().tickets.load(old)));
  if (!ticket) return;
  const { id, visitorId } = ticket;
  if (busy.random.chance(0.5)) await say(busy, pageOf(visitorId), id);
  else await busy.act(id, { kind: 'visitorSpeaks', at: busy.world.clock.now() }, { kind: 'visitor', id: visitorId });
}

/** In the talk of a ticket, where it has one and whoever says it may. */
export async function say(busy: Busy, actor: Actor, id: TicketId): Promise<void> {
  const clientId = randomUUID() as ClientId;
  const conversationId = await busy.may(talkOf(busy, id));
  if (!conversationId || !(await busy.may(busy.anyone().messages.send(actor, { conversationId, clientId, text: 'Well ...' })))) return;
  busy.said.add(clientId);
  busy.count(actor.isVisitor ? 'visitor says' : 'agent says');
}

async function talkOf({ world }: Busy, id: TicketId): Promise<string | null> {
  const { rows } = await world.db.pool.query<{ talk: string }>('select conversation_id as talk from ticket where id = $1', [id]);
  return rows[0]?.talk ?? null;
}
