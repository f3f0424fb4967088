// The desk that runs by itself, on a real database with the clock in the hand.
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import { brokenDeskRules } from '../../../testing/factories/broken-desk-rules.ts';
import { type DeskInstance, deskWorld } from '../../../testing/factories/desk-world.ts';
import type { Actor } from '../../platform/actor.ts';
import { requeueGone } from './leases.ts';

const S = 1_000;
let world: Awaited<ReturnType<typeof deskWorld>>;
let ada: Actor;
let ben: Actor;
let names = 0;

beforeAll(async () => {
  world = await deskWorld(2);
  [ada, ben] = world.people as [Actor, Actor];
  await world.department('First', world.people);
});

/** A department of these, all online with room for two, and nothing left of the test before. */
async function desk(...agents: Actor[]): Promise<DeskInstance & { queue: DepartmentId }> {
  const queue = await world.department(`Department ${names++}`, agents);
  const instance = world.instance();
  await world.closeAll(instance);
  for (const one of world.people)
    await instance.agents.setAgentState(one, { state: agents.includes(one) ? 'ONLINE' : 'OFFLINE', capacity: 2 });
  await instance.runner.settled();
  return { ...instance, queue };
}

const stateOf = async ({ tickets }: DeskInstance, id: TicketId) => {
  const { state, assigneeId, offer } = (await tickets.load(id))!;
  return [state, assigneeId ?? offer?.agentId ?? null];
};
const agentOf = async ({ agents }: DeskInstance, userId: UserId) => (await agents.forDesk([userId])).get(userId)!;
const pass = async (ms: number, ...instances: DeskInstance[]) => {
  await world.clock.pass(ms);
  for (const { runner } of instances) await runner.settled();
};
const broken = () => brokenDeskRules(world.db.pool, world.clock.now());

/** Until somebody waits for a row of ours. */
async function waitsForLock(): Promise<void> {
  const sql = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await world.db.pool.query(sql)).rows.length === 0) await sleep(5);
}

async function accepted(one: DeskInstance, queue: DepartmentId, agent: Actor): Promise<TicketId> {
  const id = await world.open(one, queue);
  await one.runner.settled();
  await one.tickets.act(id, { kind: 'accept', at: world.clock.now() }, world.asAgent(agent, queue));
  return id;
}

test('[D4] what was just opened is offered with the same commit, and nobody is waited for: what somebody holds is offered after it', async () => {
  const one = await desk(ada);
  const id = await world.open(one, one.queue);
  expect(await stateOf(one, id)).toEqual(['OFFERED', ada.userId]);
  const { rows } = await world.db.pool.query('select kind, xmin::text from ticket_event where ticket_id = $1 order by version', [id]);
  expect(rows.map(({ kind }) => kind)).toEqual(['opened', 'offered']);
  expect(new Set(rows.map(({ xmin }) => xmin)).size).toBe(1);
  const holder = await world.db.pool.connect();
  await holder.query('begin');
  await holder.query('select 1 from agent where user_id = $1 for update', [ada.userId]);
  const second = await world.open(one, one.queue);
  expect(await stateOf(one, second)).toEqual(['WAITING', null]);
  await holder.query('commit');
  holder.release();
  await one.runner.settled();
  expect(await stateOf(one, second)).toEqual(['OFFERED', ada.userId]);
  expect(await broken()).toEqual([]);
});

test('[D4] a ticket is offered at once: when it comes, when somebody comes online, and when a place falls free', async () => {
  const one = await desk(ada);
  const ids: TicketId[] = [];
  for (let n = 0; n < 3; n += 1) ids.push(await world.open(one, one.queue));
  await one.runner.settled();
  expect(await Promise.all(ids.map((id) => stateOf(one, id)))).toEqual([
    ['OFFERED', ada.userId],
    ['OFFERED', ada.userId],
    ['WAITING', null],
  ]);
  await one.tickets.act(ids[0]!, { kind: 'accept', at: world.clock.now() }, world.asAgent(ada, one.queue));
  await one.tickets.act(ids[0]!, { kind: 'resolve', at: world.clock.now() }, world.asAgent(ada, one.queue));
  await one.runner.settled();
  expect(await stateOf(one, ids[2]!)).toEqual(['OFFERED', ada.userId]);
  const late = await world.open(one, one.queue);
  await world.agents.setAgent(world.owner, { userId: ben.userId, departmentIds: [one.queue], role: 'agent', capacity: 1 });
  await one.agents.setAgentState(ben, { state: 'ONLINE', capacity: 1 });
  await one.runner.settled();
  expect(await stateOf(one, late)).toEqual(['OFFERED', ben.userId]);
  expect(await broken()).toEqual([]);
});

test('[D3] what is offered to an agent who leaves the department is open to others at once', async () => {
  const one = await desk(ada);
  const id = await world.open(one, one.queue);
  await one.runner.settled();
  expect(await stateOf(one, id)).toEqual(['OFFERED', ada.userId]);
  await one.agents.setAgent(world.owner, { userId: ada.userId, departmentIds: [], role: 'agent', capacity: 2 });
  await one.runner.settled();
  expect(await stateOf(one, id)).toEqual(['WAITING', null]);
  expect(await agentOf(one, ada.userId)).toMatchObject({ state: 'ONLINE', load: 0 });
  expect(await broken()).toEqual([]);
});

test('[D8] a lease that is not renewed leaves its tickets for the grace, then they go to others at their old places', async () => {
  const one = await desk(ada);
  const [id, snoozed] = [await accepted(one, one.queue, ada), await accepted(one, one.queue, ada)];
  await one.tickets.act(
    snoozed,
    { kind: 'snooze', at: world.clock.now(), until: world.clock.now() + 300 * S },
    world.asAgent(ada, one.queue),
  );
  const { place } = (await one.tickets.load(id))!;
  await pass(129 * S, one);
  expect(await stateOf(one, id)).toEqual(['ACTIVE', ada.userId]);
  expect((await agentOf(one, ada.userId)).state).toBe('ONLINE');
  await pass(2 * S, one);
  expect((await one.tickets.load(id))!).toMatchObject({ state: 'WAITING', assigneeId: null, place });
  expect(await agentOf(one, ada.userId)).toMatchObject({ state: 'OFFLINE', load: 0 });
  expect(await stateOf(one, snoozed)).toEqual(['SNOOZED', ada.userId]);
  // It falls due: nobody is there to go on with it.
  await pass(300 * S, one);
  expect(await stateOf(one, snoozed)).toEqual(['WAITING', null]);
  expect(await broken()).toEqual([]);
});

test('[D8] an open desk renews the lease; who closes it and comes back within the grace keeps all', async () => {
  const one = await desk(ada);
  const release = one.runner.hold(ada.userId);
  const id = await accepted(one, one.queue, ada);
  await pass(600 * S, one);
  expect(await stateOf(one, id)).toEqual(['ACTIVE', ada.userId]);
  release();
  // The lease is over and new tickets go to nobody, the grace is not.
  await pass(100 * S, one);
  const waits = await world.open(one, one.queue);
  await one.runner.settled();
  expect([await stateOf(one, id), await stateOf(one, waits)]).toEqual([
    ['ACTIVE', ada.userId],
    ['WAITING', null],
  ]);
  const again = one.runner.hold(ada.userId);
  await pass(20 * S, one);
  expect(await stateOf(one, waits)).toEqual(['OFFERED', ada.userId]);
  await pass(100 * S, one);
  expect(await stateOf(one, id)).toEqual(['ACTIVE', ada.userId]);
  again();
  expect(await broken()).toEqual([]);
});

test('[D8] going OFFLINE by hand begins the grace: offers go on at once, tickets after it; AWAY keeps them and gets no offers', async () => {
  const one = await desk(ada, ben);
  await one.agents.setAgentState(ben, { state: 'AWAY', capacity: null });
  const id = await accepted(one, one.queue, ada);
  const offered = await world.open(one, one.queue);
  await one.runner.settled();
  expect(await stateOf(one, offered)).toEqual(['OFFERED', ada.userId]);
  const hold = one.runner.hold(ada.userId);
  await one.agents.setAgentState(ada, { state: 'OFFLINE', capacity: null });
  await one.runner.settled();
  expect([await stateOf(one, id), await stateOf(one, offered)]).toEqual([
    ['ACTIVE', ada.userId],
    ['WAITING', null],
  ]);
  await pass(59 * S, one);
  expect(await stateOf(one, id)).toEqual(['ACTIVE', ada.userId]);
  await pass(2 * S, one);
  expect(await stateOf(one, id)).toEqual(['WAITING', null]);
  hold();
  expect(await broken()).toEqual([]);
});

test('[D8] who takes a ticket while OFFLINE is there, AWAY; a word to a pending one of somebody who is gone brings it to the queue', async () => {
  const one = await desk(ada);
  await one.agents.setAgentState(ada, { state: 'OFFLINE', capacity: null });
  await pass(61 * S, one);
  const id = await world.open(one, one.queue);
  const { ticket } = await one.tickets.act(id, { kind: 'take', at: world.clock.now() }, world.asAgent(ada, one.queue));
  expect(await agentOf(one, ada.userId)).toMatchObject({ state: 'AWAY', load: 1 });
  await one.tickets.act(id, { kind: 'setPending', at: world.clock.now() }, world.asAgent(ada, one.queue));
  await pass(140 * S, one);
  expect([(await agentOf(one, ada.userId)).state, await stateOf(one, id)]).toEqual(['OFFLINE', ['PENDING', ada.userId]]);
  await one.tickets.act(id, { kind: 'visitorSpeaks', at: world.clock.now() }, { kind: 'visitor', id: ticket.visitorId });
  expect(await stateOf(one, id)).toEqual(['WAITING', null]);
  expect(await broken()).toEqual([]);
});

test('[D8] who takes or accepts a ticket is there from then on, also when their lease has run out', async () => {
  const one = await desk(ada, ben);
  await one.agents.setAgentState(ben, { state: 'AWAY', capacity: null });
  const [taken, offered] = [await world.open(one, one.queue), await world.open(one, one.queue)];
  await one.runner.settled();
  await pass(20 * S, one);
  await one.tickets.act(offered, { kind: 'accept', at: world.clock.now() }, world.asAgent(ada, one.queue));
  await pass(105 * S, one);
  await one.tickets.act(taken, { kind: 'take', at: world.clock.now() }, world.asAgent(ben, one.queue));
  // Since they came it would be the end of the grace of both.
  await pass(10 * S, one);
  expect(await Promise.all([stateOf(one, taken), stateOf(one, offered)])).toEqual([
    ['ACTIVE', ben.userId],
    ['ACTIVE', ada.userId],
  ]);
  await pass(16 * S, one);
  expect(await stateOf(one, offered)).toEqual(['WAITING', null]);
  await pass(100 * S, one);
  expect([await stateOf(one, taken), (await agentOf(one, ben.userId)).state]).toEqual([['ACTIVE', ben.userId], 'AWAY']);
  await pass(5 * S, one);
  expect(await stateOf(one, taken)).toEqual(['WAITING', null]);
  expect(await broken()).toEqual([]);
});

test('[desk] timers are rows: what sleeps wakes, what its visitor left is resolved, what is resolved is closed, as its department says', async () => {
  const one = await desk(ada);
  await world.db.pool.query(`update department set settings = '{"closeMs": 60000}' where id = $1`, [one.queue]);
  one.runner.hold(ada.userId);
  const [sleeps, left] = [await accepted(one, one.queue, ada), await accepted(one, one.queue, ada)];
  const now = world.clock.now();
  await one.tickets.act(sleeps, { kind: 'snooze', at: now, until: now + 10 * S }, world.asAgent(ada, one.queue));
  await one.tickets.act(left, { kind: 'setPending', at: now }, world.asAgent(ada, one.queue));
  await pass(9 * S, one);
  expect(await stateOf(one, sleeps)).toEqual(['SNOOZED', ada.userId]);
  await pass(2 * S, one);
  expect(await stateOf(one, sleeps)).toEqual(['ACTIVE', ada.userId]);
  await world.db.pool.query(`update ticket set due_at = due_at - interval '7 days' where id = $1`, [left]);
  await pass(2 * S, one);
  expect((await stateOf(one, left))[0]).toBe('RESOLVED');
  await pass(61 * S, one);
  expect((await stateOf(one, left))[0]).toBe('CLOSED');
  expect(
    (await world.db.pool.query('select 1 from ticket where due_at is not null and id = any($1::bigint[])', [[sleeps, left]])).rows,
  ).toEqual([]);
  expect(await broken()).toEqual([]);
});

test('[desk] a timer is taken once by two instances, and not at all where it has been set anew', async () => {
  const one = await desk(ada);
  const two = world.instance();
  const id = await accepted(one, one.queue, ada);
  await one.tickets.act(id, { kind: 'setPending', at: world.clock.now() }, world.asAgent(ada, one.queue));
  await world.db.pool.query('update ticket set due_at = to_timestamp($2::float8 / 1000) where id = $1', [id, world.clock.now()]);
  await Promise.all([one.runner.sweep(), two.runner.sweep()]);
  const kinds = (await world.db.pool.query('select kind from ticket_event where ticket_id = $1', [id])).rows.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'autoResolved')).toHaveLength(1);
  expect((await stateOf(one, id))[0]).toBe('RESOLVED');
  expect(await broken()).toEqual([]);
});

test('[D8] who comes back while their tickets are about to be taken keeps them', async () => {
  const one = await desk(ada);
  const id = await accepted(one, one.queue, ada);
  const on = await world.db.pool.connect();
  await on.query('begin');
  await on.query('select 1 from agent where user_id = $1 for update', [ada.userId]);
  const gone = requeueGone({ ...world, tickets: one.tickets }, world.clock.now() + 131 * S);
  await waitsForLock();
  await on.query(`update agent set lease_until = lease_until + interval '200 seconds' where user_id = $1`, [ada.userId]);
  await on.query('commit');
  on.release();
  expect(await gone).toEqual([]);
  expect(await stateOf(one, id)).toEqual(['ACTIVE', ada.userId]);
  expect(await broken()).toEqual([]);
});

test('[desk] an offer that times out while it is accepted has one end', async () => {
  const one = await desk(ada);
  const two = world.instance();
  for (let n = 0; n < 10; n += 1) {
    const id = await world.open(one, one.queue);
    await one.runner.settled();
    const offer = (await one.tickets.load(id))!.offer!;
    const accept = () =>
      two.tickets.act(id, { kind: 'accept', at: offer.expiresAt }, world.asAgent(ada, one.queue)).catch((error: unknown) => error);
    await Promise.all([one.routing.sweep(offer.expiresAt), accept(), two.routing.sweep(offer.expiresAt)]);
    expect(await broken()).toEqual([]);
    await one.tickets.act(id, { kind: 'close', at: world.clock.now() }, { kind: 'system' });
    await one.runner.settled();
  }
});
