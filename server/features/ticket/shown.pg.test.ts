// What lists show of a ticket besides, on a real database: to the desk, and to no visitor.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { ClientId, DepartmentId, TicketId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { type Actor, POWER } from '../../platform/actor.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let [owner, ada, hal, sue]: Actor[] = [];
let sales: DepartmentId;

const shownOf = ({ openedAt, answeredAt, snoozedUntil, nobodyAnswers, lastWords }: WireTicket) => ({
  openedAt,
  answeredAt,
  snoozedUntil,
  nobodyAnswers,
  lastWords,
});
const NOTHING = { openedAt: null, answeredAt: null, snoozedUntil: null, nobodyAnswers: null, lastWords: null };

beforeAll(async () => {
  world = await chatWorld();
  const people = (await world.people(4)) as [Actor, Actor, Actor, Actor];
  [, ada, hal, sue] = people;
  owner = { ...people[0], power: POWER.owner };
  await world.db.pool.query('update users set power = 2 where id = $1', [owner.userId]);
  sales = (await world.agents.createDepartment(owner, { name: 'Sales' })).id;
  const help = (await world.agents.createDepartment(owner, { name: 'Help' })).id;
  await world.agents.setAgent(owner, { userId: ada!.userId, departmentIds: [sales], role: 'agent', capacity: 9 });
  await world.agents.setAgent(owner, { userId: hal!.userId, departmentIds: [help], role: 'agent', capacity: 9 });
  await world.agents.setAgent(owner, { userId: sue!.userId, departmentIds: [], role: 'supervisor', capacity: 9 });
});

async function opened(text = 'where is my parcel?') {
  const [vera] = (await world.people(1)) as [Actor];
  await world.db.pool.query('update users set kind = 3 where id = $1', [vera.userId]);
  await world.db.pool.query('insert into visitor (user_id, site_key_id) values ($1, 1)', [vera.userId]);
  const words = { departmentId: sales, clientId: randomUUID() as ClientId, text, fields: null };
  return { vera, words, ticket: await world.tickets.openTicket(vera, words) };
}

const code = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );
const list = async (actor: Actor, id: TicketId, view: 'all' | 'unanswered' | 'closed' = 'all') =>
  (await world.tickets.list(actor, { view, departmentId: null, first: 200, after: null })).tickets.find((one) => one.id === id);

test('[desk] since when a ticket is open, its first answer, until when it sleeps and what was said last are told, and follow it', async () => {
  const { vera, ticket } = await opened();
  const { id, conversationId } = ticket;
  const first = await world.tickets.ticket(ada!, id);
  expect(shownOf(first)).toMatchObject({
    openedAt: first.createdAt,
    answeredAt: null,
    snoozedUntil: null,
    nobodyAnswers: false,
    lastWords: { authorId: vera.userId, text: 'where is my parcel?' },
  });
  await world.tickets.takeTicket(ada!, id);
  await world.say(ada!, conversationId, 'x'.repeat(DESK_LIMITS.lastWords + 5));
  await world.tickets.close();
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const asleep = await world.tickets.setTicketState(ada!, { ticketId: id, state: 'SNOOZED', until });
  expect(shownOf(asleep)).toMatchObject({ openedAt: first.openedAt, snoozedUntil: until, lastWords: { authorId: ada!.userId } });
  expect(asleep.lastWords?.text).toHaveLength(DESK_LIMITS.lastWords);
  expect(Date.parse(asleep.answeredAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first.createdAt));
  const over = await world.tickets.setTicketState(ada!, { ticketId: id, state: 'RESOLVED', until: null });
  expect(shownOf(over)).toMatchObject({ openedAt: null, snoozedUntil: null });
  const again = await world.tickets.setTicketState(ada!, { ticketId: id, state: 'ACTIVE', until: null });
  expect(shownOf(again)).toMatchObject({ answeredAt: null });
  expect(Date.parse(again.openedAt ?? '')).toBeGreaterThan(Date.parse(first.openedAt ?? ''));
});

test('[D7] none of it is told to a visitor, whatever answers them', async () => {
  const { vera, words, ticket } = await opened();
  const { id, conversationId } = ticket;
  await world.tickets.takeTicket(ada!, id);
  await world.say(ada!, conversationId, 'it is on its way');
  await world.tickets.close();
  await world.tickets.setTicketState(ada!, { ticketId: id, state: 'SNOOZED', until: new Date(Date.now() + 3_600_000).toISOString() });
  await world.db.pool.query('update ticket set supervisors_told = true where id = $1', [id]);
  const told = [await world.tickets.ticket(vera, id), await list(vera, id), await world.tickets.openTicket(vera, words), ticket];
  expect(told.map((one) => one && shownOf(one))).toEqual([NOTHING, NOTHING, NOTHING, NOTHING]);
  expect(await code(world.tickets.lastWords(vera, [id]))).toBe('NOT_FOUND');
});

test('[desk] what was said last is told to those who may read the ticket; recalled words are none', async () => {
  const { vera, ticket } = await opened('my secret matter');
  const { id, conversationId } = ticket;
  const of = async (actor: Actor) => world.tickets.lastWords(actor, [id]);
  const first = [{ ticketId: id, lastWords: { authorId: vera.userId, text: 'my secret matter' } }];
  expect([await of(ada!), await of(sue!), await of(hal!)]).toMatchObject([first, first, []]);
  const { seq } = await world.say(vera, conversationId, 'more of it');
  expect(await of(ada!)).toMatchObject([{ lastWords: { text: 'more of it' } }]);
  await world.messages.recall(vera, { conversationId, seq });
  expect(await of(ada!)).toMatchObject([{ lastWords: { authorId: vera.userId, text: null } }]);
  // Of a ticket that came to them from elsewhere they read the talk.
  await world.tickets.takeTicket(sue!, id);
  await world.db.pool.query('update ticket set assignee_id = $2 where id = $1', [id, hal!.userId]);
  expect(await of(hal!)).toHaveLength(1);
});

test('[desk] what nobody answers stands in a view of its own until somebody has it', async () => {
  const { ticket } = await opened();
  const { id } = ticket;
  await world.db.pool.query('update ticket set supervisors_told = true, unanswered = 3 where id = $1', [id]);
  for (const actor of [ada!, sue!]) expect(await list(actor, id, 'unanswered')).toMatchObject({ nobodyAnswers: true });
  expect(await list(hal!, id, 'unanswered')).toBeUndefined();
  expect((await world.tickets.takeTicket(sue!, id)).nobodyAnswers).toBe(false);
  expect(await list(sue!, id, 'unanswered')).toBeUndefined();
  await world.tickets.transferTicket(sue!, { ticketId: id, toAgentId: null, toDepartmentId: sales, note: null });
  expect(await list(sue!, id, 'unanswered')).toBeUndefined();
});
