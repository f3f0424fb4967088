// The live desk over real sockets, of two instances that hear each other.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import type { DeskActor } from '../../../core/desk/ticket.ts';
import type { ClientId, ConversationId, DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import { type ApiSocket, apiSocket } from '../../../testing/factories/api-socket.ts';
import { type DeskInstance, deskWorld } from '../../../testing/factories/desk-world.ts';
import { edgeOver } from '../../../testing/factories/edge.ts';
import { testBuses } from '../../../testing/factories/instances.ts';
import { memoryAir, memoryCarrier } from '../../../testing/factories/memory-carrier.ts';
import type { Actor } from '../../platform/actor.ts';
import { type Bus, noBus } from '../../platform/bus/bus.ts';
import { systemClock } from '../../platform/clock.ts';
import { createDesk, type Desk } from './index.ts';
import { dropLooks } from './store-look.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const DESK = `subscription { desk { offer { expiresAt ticket { id number state } } offerEnded
  ticket { id state version nobodyAnswers visitor { id } assignee { id } department { id } } agent { user { id } state capacity load } } }`;

/** What our own client asks for beside. */
const TALKS = DESK.replace('offerEnded', 'offerEnded ...Talks').concat(' fragment Talks on DeskFrame { talk { conversationId head } }');

interface Frame {
  talk?: { conversationId: string; head: number } | null;
  offer: { expiresAt: string; ticket: { id: string; state: string } } | null;
  offerEnded: string | null;
  ticket: {
    id: string;
    state: string;
    version: number;
    nobodyAnswers: boolean | null;
    assignee: { id: string } | null;
    department: { id: string };
  } | null;
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
  readonly desk: Desk;
}

/** `deaf`: it does not hear what is committed in this process, as if that were another's. */
async function served(bus: Bus = noBus(), deaf = false): Promise<Served> {
  const instance = world.instance();
  const timeline = deaf ? { ...world.timeline, onTalks: () => undefined } : world.timeline;
  const desk = createDesk({ ...world, ...instance, timeline, bus, clock: { ...systemClock, now: world.clock.now }, log });
  const { host } = await edgeOver(world, log, { desk, agents: instance.agents });
  return { ...instance, host, desk };
}

/** Heard from its first word on: their own frame is told until it comes. */
async function listen({ host, agents }: Served, { userId }: Actor, query = DESK) {
  const socket: ApiSocket = await apiSocket(host, await world.tokenOf(userId));
  const stream = socket.follow(query);
  const frames = () => stream.frames.map(({ desk }) => desk as Frame);
  const until = async (wanted: (frame: Frame) => boolean) => (await stream.until(({ desk }) => wanted(desk as Frame))).desk as Frame;
  const isHeard = () => {
    agents.changed([userId]);
    return stream.frames.length > 0;
  };
  await expect.poll(isHeard, { timeout: 20_000 }).toBe(true);
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

test('[desk] what is said of a ticket, and that its visitor is a VIP, is told to open desks as it happens', async () => {
  const one = await served();
  const queue = await queues(one);
  const [person] = await world.morePeople(1);
  await world.db.pool.query('insert into visitor (user_id, site_key_id) values ($1, 1)', [person!.userId]);
  const id = await world.open(one, queue, person!.userId);
  const a = await listen(one, ada, 'subscription { desk { ticket { id priority tags vip } } }');
  await sleep(100);
  const told = async (marked: boolean) =>
    (
      await a.until(
        ({ ticket }) => ticket?.id === id && 'vip' in ticket && ticket.vip === marked && 'priority' in ticket && ticket.priority === 10,
      )
    ).ticket;
  await one.tickets.updateTicket(ada, { ticketId: id, priority: 10, tags: ['bike'], skills: null });
  expect(await told(false)).toEqual({ id, priority: 10, tags: ['bike'], vip: false });
  await one.tickets.setVip(sue, { visitorId: person!.userId, vip: true });
  expect(await told(true)).toMatchObject({ vip: true });
  await a.close();
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

test('[desk] supervisors hear at once that nobody answers a ticket, of another instance too, and where the bus has lost it; taken it is over', async () => {
  const air = memoryAir();
  const [first, second] = await testBuses([memoryCarrier(air), memoryCarrier(air)]);
  const [one, two] = [await served(first!.bus), await served(second!.bus)];
  const queue = await queues(one);
  await one.agents.setAgentState(ada, { state: 'AWAY', capacity: 2 });
  const s = await listen(two, sue);
  await sleep(100);
  const ignored = async () => {
    const id = await world.open(one, queue);
    await s.until(({ ticket }) => ticket?.id === id);
    await one.runner.settled();
    await sleep(150);
    await world.db.pool.query('update ticket set unanswered = 3 where id = $1', [id]);
    return id;
  };
  const heard = await ignored();
  const third = await served(first!.bus);
  third.runner.look([queue]);
  await s.until(({ ticket }) => ticket?.id === heard && ticket.nobodyAnswers === true);
  await one.tickets.act(heard, { kind: 'take', at: world.clock.now() }, { ...world.asAgent(sue), role: 'supervisor' } as DeskActor);
  await s.until(({ ticket }) => ticket?.id === heard && ticket.nobodyAnswers === false);
  const lost = await ignored();
  first!.spoil(() => []);
  (await served(first!.bus)).runner.look([queue]);
  await expect.poll(async () => (await one.tickets.forDesk([lost])).get(lost)?.nobodyAnswers).toBe(true);
  await sleep(300);
  expect(s.frames().some(({ ticket }) => ticket?.id === lost && ticket.nobodyAnswers)).toBe(false);
  first!.spoil(null);
  await one.agents.setAgentState(ben, { state: 'AWAY', capacity: 2 });
  await s.until(({ ticket }) => ticket?.id === lost && ticket.nobodyAnswers === true);
  await s.close();
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

test('[desk] who looks at a ticket hears who else does, for as long as they say so; nobody who may not read it, and no visitor', async () => {
  const [one, two] = [await served(), await served()];
  const queue = await queues(one);
  const visitor = ((await world.morePeople(1)) as [Actor])[0];
  await world.db.pool.query('update users set kind = 3 where id = $1', [visitor.userId]);
  const [id, other] = [await world.open(one, queue, visitor.userId), await world.open(one, queue)];
  const namesOf = async (at: Served, actor: Actor) => (await at.desk.look(actor, id)).map((user) => user.id);
  expect(await namesOf(one, ada)).toEqual([]);
  expect(await namesOf(two, sue)).toEqual([ada.userId]);
  expect(await namesOf(one, ada)).toEqual([sue.userId]);
  expect(await one.desk.look(ada, other)).toEqual([]);
  for (const actor of [ben, visitor]) await expect(one.desk.look(actor, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const [stranger] = (await world.morePeople(1)) as [Actor];
  await expect(one.desk.look(stranger, id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect(await namesOf(one, ada)).toEqual([sue.userId]);
  await world.db.pool.query("update desk_look set until = now() - interval '1 millisecond' where user_id = $1", [sue.userId]);
  expect(await namesOf(two, ada)).toEqual([]);
});

test('[desk] what nobody has looked at for a minute is dropped, the rest stays', async () => {
  const one = await served();
  const queue = await queues(one);
  const [old, young] = [await world.open(one, queue), await world.open(one, queue)];
  for (const id of [old, young]) await one.desk.look(ada, id);
  await world.db.pool.query("update desk_look set until = now() - interval '2 minutes' where ticket_id = $1", [old]);
  await dropLooks(world.db.pool, 60_000);
  const { rows } = await world.db.pool.query('select ticket_id from desk_look where user_id = $1', [ada.userId]);
  expect(rows.map(({ ticket_id }) => ticket_id)).toContain(young);
  expect(rows.map(({ ticket_id }) => ticket_id)).not.toContain(old);
});

/** A ticket with a first word; `say`: its visitor says another one. */
async function talkOf(one: Served, departmentId: DepartmentId) {
  const [visitor] = (await world.morePeople(1)) as [Actor];
  await world.db.pool.query('update users set kind = 3 where id = $1', [visitor.userId]);
  const say = (text: string) => one.tickets.openTicket(visitor, { departmentId, clientId: randomUUID() as ClientId, text, fields: null });
  const ticket = await say('Hello');
  const sql = 'select head from conversation where id = $1';
  const head = async () => Number((await world.db.pool.query(sql, [ticket.conversationId])).rows[0].head);
  return { ...ticket, say, head };
}

test('[desk] who looks at a ticket hears that its talk goes on, who does not look or may not read it does not', async () => {
  const one = await served();
  const queue = await queues(one);
  const ticket = await talkOf(one, queue);
  const [idle] = (await world.morePeople(1)) as [Actor];
  await world.agents.setAgent(world.owner, { userId: idle.userId, departmentIds: [queue], role: 'agent', capacity: 0 });
  const [a, b, s, plain, i] = await Promise.all([
    ...[ada, ben, sue].map((actor) => listen(one, actor, TALKS)),
    listen(one, ada),
    listen(one, idle, TALKS),
  ]);
  await sleep(100);
  for (const actor of [ada, sue]) await one.desk.look(actor, ticket.id);
  await world.db.pool.query("insert into desk_look values ($1, $2, now() + interval '1 minute')", [ticket.id, ben.userId]);
  await ticket.say('Are you there?');
  const moved = { conversationId: ticket.conversationId, head: await ticket.head() };
  const at = Date.now();
  for (const each of [a, s]) expect((await each!.until(({ talk }) => talk?.head === moved.head)).talk).toEqual(moved);
  expect(Date.now() - at).toBeLessThan(3_000);
  await sleep(200);
  for (const each of [b, i]) expect(each!.frames().filter(({ talk }) => talk)).toEqual([]);
  const empty = [a, b, s, plain, i].flatMap((each) => each!.frames().filter((frame) => Object.values(frame).every((one) => one === null)));
  expect(empty).toEqual([]);
  expect(plain!.frames().length).toBeGreaterThan(0);
  await Promise.all([a, b, s, plain, i].map((each) => each!.close()));
});

test('[desk] a talk that goes on at another instance is told by the bus, notes too, and not after who looked has gone', async () => {
  const air = memoryAir();
  const [first, second] = await testBuses([memoryCarrier(air), memoryCarrier(air)]);
  const [one, two] = [await served(first!.bus), await served(second!.bus, true)];
  const ticket = await talkOf(one, await queues(one));
  const s = await listen(two, sue, TALKS);
  await sleep(100);
  await one.desk.look(sue, ticket.id);
  await ticket.say('One more');
  await s.until(({ talk }) => talk?.conversationId === ticket.conversationId);
  const notesId = (await one.tickets.ticket(sue, ticket.id)).notesConversationId as ConversationId;
  await world.messages.send(sue, { conversationId: notesId, clientId: randomUUID() as ClientId, text: 'Look here' });
  await s.until(({ talk }) => talk?.conversationId === notesId);
  await world.db.pool.query('update desk_look set until = now() where ticket_id = $1', [ticket.id]);
  const before = s.frames().filter(({ talk }) => talk).length;
  await ticket.say('Bye');
  await sleep(400);
  expect(s.frames().filter(({ talk }) => talk).length).toBe(before);
  await s.close();
});
