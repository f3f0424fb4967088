// Routing on a real database: in order, within room, and with two routers, agents and visitors at once.
import { beforeAll, expect, test } from 'vitest';
import type { DeskActor } from '../../../core/desk/ticket.ts';
import type { ConversationId, DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import { brokenDeskRules } from '../../../testing/factories/broken-desk-rules.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { type Actor, POWER } from '../../platform/actor.ts';
import { asAppError } from '../../platform/app-error.ts';
import { openSegment, raiseSegment } from '../../platform/segments.ts';
import { createTickets, type Tickets } from '../ticket/index.ts';
import { createRouting, dropDecisions, type Routing } from './index.ts';

const OFFER_MS = 30_000;
let world: Awaited<ReturnType<typeof chatWorld>>;
let owner: Actor;
let people: Actor[];
let desks: readonly { readonly tickets: Tickets; readonly routing: Routing }[];
let now = Date.parse('2026-03-01T09:00:00.000Z');
let visitors = 6_000_000;

const tick = (ms: number) => {
  now += ms;
  return now;
};
const agent = (id: UserId, departmentIds: DepartmentId[]): DeskActor => ({ kind: 'agent', id, role: 'agent', departmentIds });

/** A department with the first `count` people, online, with room for two each. */
async function department(name: string, count: number): Promise<DepartmentId> {
  const { id } = await world.agents.createDepartment(owner, { name });
  for (const { userId } of people) {
    const other = (await world.agents.agents(owner, null)).find(({ user }) => user.id === userId)?.departmentIds ?? [];
    const departmentIds = people.findIndex((one) => one.userId === userId) < count ? [...other, id] : other;
    await world.agents.setAgent(owner, { userId, departmentIds, role: 'agent', capacity: 2 });
  }
  for (const person of people.slice(0, count)) await world.agents.setAgentState(person, { state: 'ONLINE', capacity: 2 });
  return id;
}

async function open(departmentId: DepartmentId): Promise<TicketId> {
  const [conversationId, notesConversationId] = [world.ids.next<ConversationId>(), world.ids.next<ConversationId>()];
  const visitorId = String(visitors++) as UserId;
  const { ticket } = await desks[0]!.tickets.open({ visitorId, departmentId, conversationId, notesConversationId, at: tick(1_000) });
  return ticket.id;
}

const decisionsOf = async (id: TicketId) =>
  (await world.db.pool.query('select outcome, agent_id, passed_over from decision where ticket_id = $1 order by id', [id])).rows;

beforeAll(async () => {
  world = await chatWorld();
  const [first, ...rest] = await world.people(7);
  owner = { ...(first as Actor), power: POWER.owner };
  people = rest;
  desks = [0, 1].map(() => {
    const tickets = createTickets({ ...world, numbers: openSegment(raiseSegment(world.db.pool, 'ticket')) });
    return { tickets, routing: createRouting({ ...world, tickets }) };
  });
});

test('[D3] agents who go away while their queue is routed are looked at again behind the lock of their row, and not asked', async () => {
  const queue = await department('Returns', 2);
  const id = await open(queue);
  const { routing } = desks[0]!;
  const two = people.slice(0, 2);
  const there = await world.db.pool.connect();
  await there.query('begin');
  await there.query('update agent set state = 2 where user_id = any($1::bigint[])', [two.map(({ userId }) => userId)]);
  const routed = routing.route(queue, tick(1));
  for (let waits = false; !waits; )
    waits =
      (
        await world.db.pool.query(
          "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%from agent %'",
        )
      ).rows.length > 0;
  await there.query('commit');
  there.release();
  expect((await routed).offers).toEqual([]);
  expect(await decisionsOf(id)).toMatchObject([{ outcome: 'waiting', passed_over: { away: 2 } }]);
  for (const person of two) await world.agents.setAgentState(person, { state: 'ONLINE', capacity: 2 });
});

test('[D2] [D3] what waits is offered in the order of its places, as far as there is room, and why the rest waits is kept once', async () => {
  const queue = await department('Sales', 2);
  const { tickets, routing } = desks[0]!;
  const ids: TicketId[] = [];
  for (let n = 0; n < 5; n += 1) ids.push(await open(queue));
  const { offers } = await routing.route(queue, tick(1));
  expect(offers.map(({ ticketId }) => ticketId)).toEqual(ids.slice(0, 4));
  expect(new Set(offers.map(({ agentId }) => agentId))).toEqual(new Set(people.slice(0, 2).map(({ userId }) => userId)));
  expect((await routing.route(queue, tick(1))).offers).toEqual([]);
  expect(await decisionsOf(ids[4]!)).toEqual([{ outcome: 'waiting', agent_id: null, passed_over: { full: 2 } }]);
  // Where other numbers wait for the same reasons another instance keeps nothing either; for other reasons it does.
  const say = (passedOver: object) =>
    world.db.pool.query('update decision set passed_over = $2 where ticket_id = $1', [ids[4], passedOver]);
  await say({ full: 7 });
  await desks[1]!.routing.route(queue, tick(61_000));
  expect(await decisionsOf(ids[4]!)).toEqual([{ outcome: 'waiting', agent_id: null, passed_over: { full: 7 } }]);
  await say({ away: 2 });
  await desks[1]!.routing.route(queue, tick(61_000));
  expect(await decisionsOf(ids[4]!)).toMatchObject([{ passed_over: { away: 2 } }, { passed_over: { full: 2 } }]);
  const [first] = offers;
  await tickets.act(first!.ticketId, { kind: 'accept', at: tick(1) }, agent(first!.agentId, [queue]));
  await tickets.act(first!.ticketId, { kind: 'resolve', at: tick(1) }, agent(first!.agentId, [queue]));
  expect((await routing.route(queue, tick(1))).offers).toMatchObject([{ ticketId: ids[4], agentId: first!.agentId }]);
  expect(await brokenDeskRules(world.db.pool)).toEqual([]);
  for (const id of ids.slice(1)) await tickets.act(id, { kind: 'close', at: tick(1) }, { kind: 'system' });
});

test('[D4] an offer that nobody answers comes back at its old place, and goes to somebody else', async () => {
  const queue = await department('Returns', 2);
  const { tickets, routing } = desks[0]!;
  const id = await open(queue);
  const { place } = (await tickets.load(id))!;
  const [offer] = (await routing.route(queue, tick(1))).offers;
  expect(await routing.sweep(tick(OFFER_MS - 1))).toEqual(new Set());
  expect(await routing.sweep(tick(1))).toEqual(new Set([queue]));
  expect(await tickets.load(id)).toMatchObject({ state: 'WAITING', place, unanswered: 1 });
  const [next] = (await routing.route(queue, tick(1))).offers;
  expect([next?.ticketId, next?.agentId === offer?.agentId]).toEqual([id, false]);
  await tickets.act(id, { kind: 'decline', at: tick(1) }, agent(next!.agentId, [queue]));
  // Both have passed: it is offered all the same, since nobody else could take it.
  expect((await routing.route(queue, tick(1))).offers).toMatchObject([{ ticketId: id }]);
  await tickets.act(id, { kind: 'close', at: tick(1) }, { kind: 'system' });
  expect(await brokenDeskRules(world.db.pool)).toEqual([]);
});

test('[D4] who had the visitor before gets them again, also where another agent has less to do', async () => {
  const queue = await department('Sticky', 3);
  const { tickets, routing } = desks[0]!;
  const visitorId = String(visitors++) as UserId;
  const again = () => {
    const [conversationId, notesConversationId] = [world.ids.next<ConversationId>(), world.ids.next<ConversationId>()];
    return tickets.open({ visitorId, departmentId: queue, conversationId, notesConversationId, at: tick(1_000) });
  };
  const first = (await again()).ticket.id;
  const [offer] = (await routing.route(queue, tick(1))).offers;
  const known = agent(offer!.agentId, [queue]);
  await tickets.act(first, { kind: 'accept', at: tick(1) }, known);
  await tickets.act(first, { kind: 'resolve', at: tick(1) }, known);
  const other = await open(queue);
  await tickets.act(other, { kind: 'take', at: tick(1) }, known);
  await again();
  const [back] = (await routing.route(queue, tick(1))).offers;
  const [best] = back?.decision.candidates ?? [];
  expect([back?.agentId, best?.agentId, best?.reason.key]).toEqual([offer!.agentId, offer!.agentId, 'sticky']);
  expect(await brokenDeskRules(world.db.pool)).toEqual([]);
});

test('[D1] [D2] [D4] [D5] two routers, agents who answer, come and go, and visitors at once: every rule holds at the end', async () => {
  const queues = [await department('Help', 6), await department('Repairs', 4)];
  const ids: TicketId[] = [];
  let seed = 7;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const may = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      // A refusal is an answer; a deadlock, or anything else, ends the test.
      if (!asAppError(error)) throw error;
    }
  };
  async function router({ routing }: (typeof desks)[number]) {
    for (let n = 0; n < 25; n += 1) {
      await routing.route(pick(queues), tick(200));
      if (n % 5 === 0) await routing.sweep(tick(1));
    }
  }
  async function answers({ tickets }: (typeof desks)[number]) {
    for (let n = 0; n < 60; n += 1) {
      const { userId } = pick(people);
      const { rows } = await world.db.pool.query<{ ticket_id: TicketId }>(
        `select ticket_id from offer where agent_id = $1 and ended_at is null union all select ticket_id from assignment where agent_id = $1 and ended_at is null`,
        [userId],
      );
      const id = rows.length > 0 ? pick(rows).ticket_id : pick(ids.length > 0 ? ids : [await open(queues[0]!)]);
      const kind = pick(['accept', 'accept', 'decline', 'resolve', 'take', 'setPending'] as const);
      await may(tickets.act(id, { kind, at: tick(1) }, agent(userId, queues)));
    }
  }
  async function comesAndGoes() {
    for (let n = 0; n < 30; n += 1) {
      const state = pick(['ONLINE', 'ONLINE', 'AWAY', 'OFFLINE'] as const);
      await world.agents.setAgentState(pick(people), { state, capacity: pick([1, 2, 3]) });
      if (n % 2 === 0) ids.push(await open(pick(queues)));
    }
  }
  await Promise.all([...desks.map(router), ...desks.map(answers), answers(desks[0]!), comesAndGoes(), comesAndGoes()]);
  expect(await brokenDeskRules(world.db.pool)).toEqual([]);
  for (const person of people) await world.agents.setAgentState(person, { state: 'ONLINE', capacity: 50 });
  for (const queue of queues) await desks[0]!.routing.route(queue, tick(1));
  const { rows } = await world.db.pool.query('select id from ticket where state = 1 and department_id = any($1::bigint[])', [queues]);
  expect(rows).toEqual([]);
  expect(await brokenDeskRules(world.db.pool)).toEqual([]);
});

test('[routing] decisions of long ago are dropped, and no younger one', async () => {
  const { pool } = world.db;
  await pool.query('delete from decision');
  await pool.query(`insert into decision (id, ticket_id, outcome, strategy, candidates, passed_over, created_at)
    select n, 77, 'waiting', 1, '[]', '{}', now() - n * interval '1 day' from generate_series(1, 60) n`);
  const days = (count: number) => count * 86_400_000;
  expect(await dropDecisions(pool, days(30.5), new AbortController().signal)).toBe(30);
  expect((await pool.query('select min(id)::int as least, max(id)::int as most from decision')).rows).toEqual([{ least: 1, most: 30 }]);
});
