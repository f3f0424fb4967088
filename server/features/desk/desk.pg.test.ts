// The live desk over real sockets, of two instances that hear each other.
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import { type ApiSocket, apiSocket } from '../../../testing/factories/api-socket.ts';
import { type DeskInstance, deskWorld } from '../../../testing/factories/desk-world.ts';
import { edgeOver } from '../../../testing/factories/edge.ts';
import { testBuses } from '../../../testing/factories/instances.ts';
import { memoryAir, memoryCarrier } from '../../../testing/factories/memory-carrier.ts';
import type { Actor } from '../../platform/actor.ts';
import { type Bus, noBus } from '../../platform/bus/bus.ts';
import { systemClock } from '../../platform/clock.ts';
import { createDesk } from './index.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const DESK = `subscription { desk { offer { expiresAt ticket { id number state } } offerEnded
  ticket { id state version visitor { id } assignee { id } department { id } } agent { user { id } state capacity load } } }`;

interface Frame {
  offer: { expiresAt: string; ticket: { id: string; state: string } } | null;
  offerEnded: string | null;
  ticket: { id: string; state: string; version: number; assignee: { id: string } | null; department: { id: string } } | null;
  agent: { user: { id: string }; state: string; capacity: number; load: number } | null;
}

let world: Awaited<ReturnType<typeof deskWorld>>;
let ada: Actor;
let ben: Actor;
let sue: Actor;
let names = 0;

beforeAll(async () => {
  world = await deskWorld(3);
  [ada, ben, sue] = world.people as [Actor, Actor, Actor];
  await world.department('First', world.people);
  await world.agents.setAgent(world.owner, { userId: sue.userId, departmentIds: [], role: 'supervisor', capacity: 1 });
});

interface Served extends DeskInstance {
  readonly host: string;
}

async function served(bus: Bus = noBus()): Promise<Served> {
  const instance = world.instance();
  const desk = createDesk({ ...world, ...instance, bus, clock: { ...systemClock, now: world.clock.now }, log });
  const { host } = await edgeOver(world, log, { desk, agents: instance.agents });
  return { ...instance, host };
}

async function listen({ host }: Served, { userId }: Actor) {
  const socket: ApiSocket = await apiSocket(host, await world.tokenOf(userId));
  const stream = socket.follow(DESK);
  const frames = () => stream.frames.map(({ desk }) => desk as Frame);
  const until = async (wanted: (frame: Frame) => boolean) => (await stream.until(({ desk }) => wanted(desk as Frame))).desk as Frame;
  return { ...stream, frames, until, raw: stream, close: socket.close };
}

/** Ada answers here, ben elsewhere, and both are online; nothing is left of the test before. */
async function queues(one: DeskInstance): Promise<DepartmentId> {
  await world.closeAll(one);
  const queue = await world.department(`Queue ${names++}`, [ada]);
  for (const actor of [ada, ben]) await one.agents.setAgentState(actor, { state: 'ONLINE', capacity: 2 });
  await one.runner.settled();
  return queue;
}

test('[desk] an agent sees the offer, its end, the tickets of their departments; other agents do not, a supervisor sees all', async () => {
  const one = await served();
  const queue = await queues(one);
  const [a, b, s] = [await listen(one, ada), await listen(one, ben), await listen(one, sue)];
  await sleep(100);
  const id = await world.open(one, queue);
  expect((await a.until(({ offer }) => offer?.ticket.id === id)).offer?.ticket.state).toBe('OFFERED');
  await one.tickets.act(id, { kind: 'accept', at: world.clock.now() }, world.asAgent(ada, queue));
  await a.until(({ offerEnded }) => offerEnded === id);
  const told = await a.until(({ ticket }) => ticket?.id === id && ticket.state === 'ACTIVE');
  expect(told.ticket).toMatchObject({ assignee: { id: ada.userId }, department: { id: queue } });
  await s.until(({ ticket }) => ticket?.id === id && ticket.state === 'ACTIVE');
  await s.until(({ agent }) => agent?.user.id === ada.userId && agent.load === 1);
  await sleep(150);
  expect(b.frames().filter(({ ticket, offer }) => ticket?.id === id || offer)).toEqual([]);
  const fields = a.frames().map((frame) => Object.values(frame).filter((value) => value !== null).length);
  expect(new Set(fields)).toEqual(new Set([1]));
  await Promise.all([a, b, s].map(({ close }) => close()));
});

test('[desk] who opens the desk is told their open offers at once; the lease lives while it is open', async () => {
  const one = await served();
  const queue = await queues(one);
  const id = await world.open(one, queue);
  await one.runner.settled();
  const a = await listen(one, ada);
  expect((await a.until(({ offer }) => offer !== null)).offer?.ticket.id).toBe(id);
  await one.tickets.act(id, { kind: 'accept', at: world.clock.now() }, world.asAgent(ada, queue));
  await a.until(({ offerEnded }) => offerEnded === id);
  await world.clock.pass(200_000);
  expect((await one.tickets.load(id))?.state).toBe('ACTIVE');
  a.end();
  await sleep(100);
  await world.clock.pass(200_000);
  expect((await one.tickets.load(id))?.state).toBe('WAITING');
  await a.close();
});

test('[D9] the desk is NOT_FOUND to a visitor and FORBIDDEN to who is not of it', async () => {
  const one = await served();
  const [stranger] = (await world.morePeople(1)) as [Actor];
  const code = async ({ userId }: Actor) => {
    const socket = await apiSocket(one.host, await world.tokenOf(userId));
    const { errors } = await socket.follow(DESK).until((frame) => 'errors' in frame);
    await socket.close();
    return (errors as { extensions: { code: string } }[])[0]?.extensions.code;
  };
  expect(await code(stranger)).toBe('FORBIDDEN');
  await world.db.pool.query('update users set kind = 3 where id = $1', [stranger.userId]);
  expect((await world.db.pool.query('select kind from users where id = $1', [stranger.userId])).rows).toEqual([{ kind: 3 }]);
  expect(await code(stranger)).toBe('NOT_FOUND');
});

test('[desk] what another instance does is seen, also what the bus has lost; who reads slowly is sent the latest of a ticket alone', async () => {
  const air = memoryAir();
  const [first, second] = await testBuses([memoryCarrier(air), memoryCarrier(air)]);
  const [one, two] = [await served(first!.bus), await served(second!.bus)];
  const queue = await queues(one);
  const a = await listen(two, ada);
  await sleep(100);
  const id = await world.open(one, queue);
  await a.until(({ offer }) => offer?.ticket.id === id);
  first!.spoil(() => []);
  await one.tickets.act(id, { kind: 'accept', at: world.clock.now() }, world.asAgent(ada, queue));
  await sleep(300);
  first!.spoil(null);
  await a.until(({ offerEnded }) => offerEnded === id);
  await one.agents.setAgentState(ada, { state: 'AWAY', capacity: 3 });
  await a.until(({ agent }) => agent?.user.id === ada.userId && agent.state === 'AWAY' && agent.capacity === 3);
  for (let n = 0; n < 20; n += 1) {
    const kind = n % 2 === 0 ? 'setPending' : 'wake';
    await one.tickets.act(id, { kind, at: world.clock.now() }, world.asAgent(ada, queue));
  }
  const last = (await one.tickets.load(id))!.version;
  await a.until(({ ticket }) => ticket?.version === last);
  expect(a.frames().filter(({ ticket }) => ticket?.id === id).length).toBeLessThan(15);
  await a.close();
});

test('[desk] somebody who comes into a department hears of it from then on, who is no agent any more hears nothing', async () => {
  const one = await served();
  const queue = await queues(one);
  const b = await listen(one, ben);
  await sleep(100);
  const before = await world.open(one, queue);
  await one.runner.settled();
  await sleep(150);
  await one.agents.setAgent(world.owner, { userId: ben.userId, departmentIds: [queue], role: 'agent', capacity: 2 });
  await sleep(150);
  const after = await world.open(one, queue);
  await b.until(({ ticket }) => ticket?.id === after);
  expect(b.frames().some(({ ticket }) => ticket?.id === before)).toBe(false);
  await b.close();
});

test('[D9] without a bus, who is removed or leaves a department at one instance hears no more of it at another', async () => {
  const [one, two] = [await served(), await served()];
  const [cat, dan] = (await world.morePeople(2)) as [Actor, Actor];
  const queue = await world.department(`Queue ${names++}`, [cat, dan]);
  const set = (departmentIds: DepartmentId[]) =>
    one.agents.setAgent(world.owner, { userId: dan.userId, departmentIds, role: 'agent', capacity: 2 });
  const [c, d, s] = [await listen(two, cat), await listen(two, dan), await listen(two, sue)];
  const tells = async (id: TicketId) => {
    await s.until(({ ticket }) => ticket?.id === id);
    await sleep(100);
    return [c, d].map(({ frames }) => frames().some(({ ticket }) => ticket?.id === id));
  };
  expect(await tells(await world.open(one, queue))).toEqual([true, true]);
  await one.agents.removeAgent(world.owner, cat.userId);
  await set([]);
  // What was told while nobody could know is over; from the next look on they hear nothing.
  await sleep(2_500);
  expect(await tells(await world.open(one, queue))).toEqual([false, false]);
  await set([queue]);
  await sleep(2_500);
  expect(await tells(await world.open(one, queue))).toEqual([false, true]);
  await Promise.all([c, d, s].map(({ close }) => close()));
});

test('[D7] a visitor hears that their ticket is another, and no more than that; who moves up hears it within 5 s', async () => {
  const one = await served();
  const queue = await world.department(`Queue ${names++}`, []);
  const visitor = (await world.morePeople(2)) as [Actor, Actor];
  const signals = visitor.map(async ({ userId }) => {
    const socket = await apiSocket(one.host, await world.tokenOf(userId));
    return socket.follow('subscription { timeline { signal } }');
  });
  const [first, second] = await Promise.all(signals);
  await sleep(100);
  const [ahead, behind] = [await world.open(one, queue, visitor[0].userId), await world.open(one, queue, visitor[1].userId)];
  const isOf = (id: string) => (frame: Record<string, unknown>) =>
    (frame.timeline as { signal: { ticketId?: string } | null }).signal?.ticketId === id;
  const told = await first!.until(isOf(ahead));
  expect(told).toEqual({ timeline: { signal: { type: 'ticket', ticketId: ahead, version: expect.any(Number) } } });
  await second!.until(isOf(behind));
  // Counted from where they stand.
  await sleep(5_300);
  const heard = second!.frames.filter(isOf(behind)).length;
  await one.tickets.act(ahead, { kind: 'close', at: world.clock.now() }, { kind: 'system' });
  await sleep(5_300);
  expect(second!.frames.filter(isOf(behind)).length).toBe(heard + 1);
});

test('[desk] why an agent was chosen, or why it waits, is told to those who may read the ticket', async () => {
  const one = await served();
  const queue = await queues(one);
  for (const actor of [ada, ben]) await one.agents.setAgentState(actor, { state: 'AWAY', capacity: 2 });
  const id = await world.open(one, queue);
  await one.runner.settled();
  await one.agents.setAgentState(ada, { state: 'ONLINE', capacity: 2 });
  await one.runner.settled();
  const ask = `query($id: ID!) { decisions(ticketId: $id) { outcome strategy agent { id } passedOver candidates { agent { id } reason values } } }`;
  const asked = async ({ userId }: { userId: UserId }) => {
    const socket = await apiSocket(one.host, await world.tokenOf(userId));
    const answer = await socket.ask(ask, { id });
    await socket.close();
    return answer;
  };
  const { data } = await asked(ada);
  expect(data?.decisions).toMatchObject([
    { outcome: 'offered', agent: { id: ada.userId }, candidates: [{ agent: { id: ada.userId }, reason: 'leastLoaded' }] },
    { outcome: 'waiting', agent: null, passedOver: { away: 1 } },
  ]);
  const [stranger] = (await world.morePeople(1)) as [Actor];
  expect(JSON.stringify(await asked(stranger))).toContain('FORBIDDEN');
});
