// Deeds on tickets, on a real database: one after another, and many at once by two instances.
import { beforeAll, expect, test } from 'vitest';
import type { Deed } from '../../../core/desk/deeds.ts';
import type { DeskActor, Ticket } from '../../../core/desk/ticket.ts';
import type { ConversationId, DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import { brokenDeskRules } from '../../../testing/factories/broken-desk-rules.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { type Actor, POWER } from '../../platform/actor.ts';
import { asAppError } from '../../platform/app-error.ts';
import { openSegment, raiseSegment } from '../../platform/segments.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { loadRow } from './deed-rows.ts';
import { createTickets } from './index.ts';
import { writeDeed } from './store-write.ts';
import type { Tickets } from './types.ts';

const OFFER_MS = 30_000;
const system: DeskActor = { kind: 'system' };
let world: Awaited<ReturnType<typeof chatWorld>>;
let here: Tickets;
let there: Tickets;
let queues: DepartmentId[];
let agents: Extract<DeskActor, { kind: 'agent' }>[];
let boss: Extract<DeskActor, { kind: 'agent' }>;
let now = Date.parse('2026-03-01T09:00:00.000Z');
let visitors = 5_000_000;

const tick = (ms: number) => {
  now += ms;
  return now;
};
const instance = () => createTickets({ ...world, numbers: openSegment(raiseSegment(world.db.pool, 'ticket')) });
const visitor = () => String(visitors++) as UserId;
const open = (visitorId = visitor(), departmentId = queues[0]!) =>
  here.open({
    visitorId,
    departmentId,
    conversationId: world.ids.next<ConversationId>(),
    notesConversationId: world.ids.next<ConversationId>(),
    at: tick(1_000),
  });
const loadOf = async ({ id }: { id: UserId }) =>
  (await world.db.pool.query<{ load: number }>('select load from agent where user_id = $1', [id])).rows[0]?.load;
const stored = async (id: TicketId) =>
  (await world.db.pool.query('select count(*)::int as n from ticket_event where ticket_id = $1', [id])).rows[0].n;

beforeAll(async () => {
  world = await chatWorld();
  const [first, ...people] = await world.people(7);
  const owner: Actor = { ...(first as Actor), power: POWER.owner };
  queues = await Promise.all(['Sales', 'Returns', 'Help'].map(async (name) => (await world.agents.createDepartment(owner, { name })).id));
  agents = people.map(({ userId }, index) => ({
    kind: 'agent',
    id: userId,
    role: index === 0 ? 'supervisor' : 'agent',
    departmentIds: index === 5 ? [queues[2]!] : queues,
  }));
  boss = agents[0]!;
  for (const { id, role, departmentIds } of agents) {
    await world.agents.setAgent(owner, { userId: id, role, departmentIds: [...departmentIds], capacity: 3 });
  }
  [here, there] = [instance(), instance()];
});

test('[D1] [D2] offered, accepted, resolved: the load rises and falls, and each step is stored once, however often it comes', async () => {
  const [ann, ben] = [agents[1]!, agents[2]!];
  const { ticket, wishes } = await open();
  expect([ticket.state, wishes]).toEqual(['WAITING', [{ kind: 'route', departmentId: queues[0] }]]);
  const offer: Deed = { kind: 'offer', at: tick(1_000), agentId: ann.id, expiresAt: now + OFFER_MS };
  expect((await here.act(ticket.id, offer, system)).ticket).toMatchObject({ state: 'OFFERED', offer: { agentId: ann.id } });
  expect((await there.act(ticket.id, offer, system)).ticket.version).toBe(2);
  await expect(here.act(ticket.id, { kind: 'accept', at: now }, ben)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect([await loadOf(ann), await loadOf(ben)]).toEqual([1, 0]);
  const accept: Deed = { kind: 'accept', at: tick(1_000) };
  const twice = await Promise.all([here.act(ticket.id, accept, ann), there.act(ticket.id, accept, ann)]);
  expect(twice.map(({ ticket: { state, assigneeId, version } }) => [state, assigneeId, version])).toEqual([
    ['ACTIVE', ann.id, 3],
    ['ACTIVE', ann.id, 3],
  ]);
  expect([await loadOf(ann), await stored(ticket.id)]).toEqual([1, 3]);
  await here.act(ticket.id, { kind: 'resolve', at: tick(1_000) }, ann);
  expect([await loadOf(ann), (await here.load(ticket.id))?.state]).toEqual([0, 'RESOLVED']);
  expect(await brokenDeskRules(world.db.pool)).toEqual([]);
});

test('[D2] one more than an agent has room for is refused and writes nothing; a supervisor takes it all the same', async () => {
  const ann = agents[3]!;
  const tickets = await Promise.all(Array.from({ length: 5 }, () => open()));
  const ids = tickets.map(({ ticket }) => ticket.id);
  const taken = await Promise.allSettled(ids.map((id, n) => (n % 2 ? here : there).act(id, { kind: 'take', at: tick(1) }, ann)));
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  const refusals = taken.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const refused = expect.objectContaining({ code: 'CONFLICT', details: { reason: 'full' } });
  expect(refusals).toEqual([refused, refused]);
  expect(await loadOf(ann)).toBe(3);
  for (const id of ids) await here.act(id, { kind: 'take', at: tick(1) }, boss);
  expect([await loadOf(ann), await loadOf(boss)]).toEqual([0, 5]);
  const over = await world.db.pool.query(
    `select count(*)::int as n from ticket_event where ticket_id = any($1::bigint[]) and data @> '{"overCapacity": true}'`,
    [ids],
  );
  expect(over.rows).toEqual([{ n: 2 }]);
  expect(await brokenDeskRules(world.db.pool)).toEqual([]);
  for (const id of ids) await here.act(id, { kind: 'close', at: tick(1) }, boss);
});

test('[D2] the raise itself finds no room, also where nobody has asked before', async () => {
  const ann = agents[5]!;
  const { pool } = world.db;
  const raise = (ifRoom: boolean, times = 1) =>
    inTransaction(pool, async (on) => {
      const row = loadRow(ann.id, 1, ifRoom, tick(1));
      await Promise.all(Array.from({ length: times }, () => writeDeed(on, { agents: [row] })));
    });
  await raise(true);
  await expect(raise(true, 3)).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'full' } });
  expect(await loadOf(ann)).toBe(1);
  await raise(true, 2);
  await expect(raise(true)).rejects.toMatchObject({ details: { reason: 'full' } });
  await raise(false);
  expect(await loadOf(ann)).toBe(4);
  await pool.query('update agent set load = 0 where user_id = $1', [ann.id]);
});

test('[D2] what wakes up while its agent has no room goes back to the queue', async () => {
  const ann = agents[4]!;
  const [snoozed, ...others] = await Promise.all(Array.from({ length: 4 }, () => open()));
  const id = snoozed!.ticket.id;
  await here.act(id, { kind: 'take', at: tick(1) }, ann);
  await here.act(id, { kind: 'snooze', at: tick(1), until: now + 1_000 }, ann);
  for (const { ticket } of others) await here.act(ticket.id, { kind: 'take', at: tick(1) }, ann);
  expect((await here.act(id, { kind: 'wake', at: tick(2_000) }, system)).ticket).toMatchObject({ state: 'WAITING', assigneeId: null });
  expect([await loadOf(ann), await brokenDeskRules(world.db.pool)]).toEqual([3, []]);
  for (const { ticket } of [snoozed!, ...others]) await here.act(ticket.id, { kind: 'close', at: tick(1) }, boss);
});

test('[D5] a visitor has one open ticket a department, also with two pages that open one at once', async () => {
  const visitorId = visitor();
  const both = await Promise.all([open(visitorId), open(visitorId), open(visitorId, queues[1])]);
  expect(new Set(both.map(({ ticket }) => ticket.id)).size).toBe(2);
});

test('[D5] a transfer to a department where the visitor has an open ticket merges into it', async () => {
  const [ann] = agents;
  const visitorId = visitor();
  const [a, b] = [(await open(visitorId)).ticket, (await open(visitorId, queues[1])).ticket];
  await here.act(a.id, { kind: 'take', at: tick(1) }, ann!);
  const moved = await here.act(
    a.id,
    { kind: 'transferToDepartment', at: tick(1), departmentId: queues[1]!, visitorsOpenId: null, note: 'theirs' },
    ann!,
  );
  expect(moved.ticket).toMatchObject({ state: 'CLOSED', mergedIntoId: b.id });
  expect(await brokenDeskRules(world.db.pool)).toEqual([]);
});

test('[D6] an agent who does not answer in a department is not offered its tickets', async () => {
  const { ticket } = await open();
  const other = agents[5]!;
  const offer: Deed = { kind: 'offer', at: tick(1), agentId: other.id, expiresAt: now + OFFER_MS };
  await expect(here.act(ticket.id, offer, system)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(here.act(ticket.id, { kind: 'take', at: now }, other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('[D2] tickets of two queues that change hands both ways at once do not wait for each other for ever', async () => {
  const pair = [agents[1]!, agents[2]!] as const;
  const tickets = await Promise.all([open(visitor(), queues[0]), open(visitor(), queues[1]), open(visitor(), queues[2])]);
  for (let round = 0; round < 60; round += 1) {
    const hand = async (desk: Tickets, { id }: Ticket, agentId: UserId) =>
      desk.act(id, { kind: 'transferToAgent', at: tick(1), agentId, expiresAt: now + OFFER_MS }, boss);
    await Promise.all(tickets.map(({ ticket }, n) => hand(n === 0 ? here : there, ticket, pair[(round + n) % 2]!.id)));
  }
  expect((await loadOf(pair[0]))! + (await loadOf(pair[1]))!).toBe(3);
  for (const { ticket } of tickets) await here.act(ticket.id, { kind: 'close', at: tick(1) }, boss);
  expect(await brokenDeskRules(world.db.pool)).toEqual([]);
});

/** Deeds as they come, also such as are refused. */
function deedsOn({ visitorId }: Ticket, pick: <T>(list: readonly T[]) => T): readonly [Deed, DeskActor] {
  const at = tick(1);
  const [agent, other, queue] = [pick(agents), pick(agents), pick(queues)];
  const visiting: DeskActor = { kind: 'visitor', id: visitorId };
  return pick<readonly [Deed, DeskActor]>([
    [{ kind: 'offer', at, agentId: agent.id, expiresAt: at + OFFER_MS }, system],
    [{ kind: 'offer', at, agentId: agent.id, expiresAt: at + OFFER_MS }, system],
    [{ kind: 'accept', at }, agent],
    [{ kind: 'decline', at, reason: 'busy' }, agent],
    [{ kind: 'timeOut', at: at + 2 * OFFER_MS, agentId: agent.id }, system],
    [{ kind: 'take', at }, agent],
    [{ kind: 'take', at }, boss],
    [{ kind: 'transferToAgent', at, agentId: other.id, expiresAt: at + OFFER_MS }, pick([agent, boss])],
    [{ kind: 'transferToDepartment', at, departmentId: queue, visitorsOpenId: null }, pick([agent, boss])],
    [{ kind: 'overflow', at, departmentId: queue, visitorsOpenId: null }, system],
    [{ kind: 'requeue', at, agentId: agent.id }, system],
    [{ kind: 'setPending', at }, agent],
    [{ kind: 'snooze', at, until: at + 60_000 }, agent],
    [{ kind: 'wake', at: at + 120_000 }, system],
    [{ kind: 'visitorSpeaks', at }, visiting],
    [{ kind: 'agentSpeaks', at }, agent],
    [{ kind: 'resolve', at }, agent],
    [{ kind: 'close', at }, boss],
    [{ kind: 'reopen', at, visitorsOpenId: null }, visiting],
  ]);
}

test("[agent 6] a ticket that a supervisor takes over, and one above their capacity, stand in the desk's log with the deed", async () => {
  const logged = async (number: number) =>
    (await world.db.pool.query('select deed, actor_id, before, after from desk_audit where target = $1 order by id', [`#${number}`])).rows;
  const numberOf = async (id: TicketId) =>
    Number((await world.db.pool.query('select number from ticket where id = $1', [id])).rows[0].number);
  const ann = agents[1]!;
  const tickets = [];
  for (let i = 0; i < 4; i += 1) tickets.push((await open()).ticket.id);
  for (const id of tickets.slice(0, 3)) await here.act(id, { kind: 'take', at: tick(1) }, ann);
  const [first, second, third, fourth] = tickets as [TicketId, TicketId, TicketId, TicketId];
  expect(await logged(await numberOf(first))).toEqual([]);
  for (const id of [first, second, third]) await here.act(id, { kind: 'take', at: tick(1) }, boss);
  const taken = { deed: 'ticketTakenOver', actor_id: boss.id, before: { agentId: ann.id }, after: { agentId: boss.id } };
  expect(await logged(await numberOf(third))).toEqual([taken]);
  await here.act(fourth, { kind: 'take', at: tick(1) }, boss);
  expect(await logged(await numberOf(fourth))).toEqual([
    { deed: 'ticketOverCapacity', actor_id: boss.id, before: null, after: { agentId: boss.id } },
  ]);
  for (const id of tickets) await here.act(id, { kind: 'close', at: tick(1) }, boss);
});

test('[D1] [D2] [D5] hundreds of deeds at once by two instances: every rule holds, and events add up to the rows', async () => {
  let seed = 20_261_129;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const people = Array.from({ length: 8 }, visitor);
  const tickets: Ticket[] = [];
  for (const visitorId of people) for (const queue of queues) tickets.push((await open(visitorId, queue)).ticket);
  const counts = { done: 0, refused: 0 };
  const worker = async (desk: Tickets) => {
    for (let step = 0; step < 90; step += 1) {
      const ticket = pick(tickets);
      const [deed, actor] = deedsOn(ticket, pick);
      try {
        await desk.act(ticket.id, deed, actor);
        counts.done += 1;
      } catch (error) {
        // A deadlock, or anything else that is no refusal, ends the test.
        if (!asAppError(error)) throw error;
        counts.refused += 1;
      }
    }
  };
  await Promise.all([here, there, here, there, here, there].map(worker));
  expect(counts.done).toBeGreaterThan(100);
  expect(counts.refused).toBeGreaterThan(50);
  expect(await brokenDeskRules(world.db.pool)).toEqual([]);
});
