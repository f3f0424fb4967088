// What is said of tickets and their visitors, and what routing makes of it: on a real database, with the clock in the hand.
import { beforeAll, expect, test } from 'vitest';
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import { brokenDeskRules } from '../../../testing/factories/broken-desk-rules.ts';
import { type DeskInstance, deskWorld } from '../../../testing/factories/desk-world.ts';
import type { Actor } from '../../platform/actor.ts';
import { recountAlways } from '../ticket/index.ts';

const german = { skill: 'German', level: 2, required: true };
let world: Awaited<ReturnType<typeof deskWorld>>;
let one: DeskInstance;
let ada: Actor;
let ben: Actor;
let sue: Actor;
let names = 0;

beforeAll(async () => {
  world = await deskWorld(3);
  [ada, ben, sue] = world.people as [Actor, Actor, Actor];
  await world.department('First', [ada, ben]);
  await world.agents.setAgent(world.owner, { userId: sue.userId, departmentIds: [], role: 'supervisor', capacity: 1 });
  await world.agents.setSkills(world.owner, { userId: ben.userId, skills: [{ skill: 'German', level: 3 }] });
});

/** A department of both, Ada with room for one, Ben for `bens`; nothing is left of the test before. */
async function desk(settings: object, bens = 1): Promise<DepartmentId> {
  const queue = await world.department(`Department ${names++}`, [ada, ben], { settings: { stickyMs: 0, ...settings } });
  one = world.instance();
  await world.closeAll(one);
  await one.agents.setAgentState(ada, { state: 'ONLINE', capacity: 1 });
  await one.agents.setAgentState(ben, { state: 'ONLINE', capacity: bens });
  await one.runner.settled();
  return queue;
}

const to = async (id: TicketId) => {
  await one.runner.settled();
  const { state, offer } = (await one.tickets.load(id))!;
  return [state, offer?.agentId ?? null];
};
const passedOver = async (id: TicketId) =>
  (await world.db.pool.query('select passed_over from decision where ticket_id = $1 order by id desc limit 1', [id])).rows[0]?.passed_over;
const positionOf = async (id: TicketId) => (await one.tickets.forDesk([id])).get(id)?.position;
const sound = async () => [...(await brokenDeskRules(world.db.pool)), ...(await recountAlways(world.db.pool))];

async function visitor(): Promise<UserId> {
  const [person] = await world.morePeople(1);
  await world.db.pool.query('insert into visitor (user_id, site_key_id) values ($1, 1)', [person!.userId]);
  return person!.userId;
}

test('[D4] an agent without the skill that the department asks for is passed over, and asked once it is relaxed', async () => {
  const queue = await desk({ skills: [german], relaxAfterMs: 30_000 });
  await one.agents.setAgentState(ben, { state: 'AWAY', capacity: null });
  const id = await world.open(one, queue);
  expect(await to(id)).toEqual(['WAITING', null]);
  expect(await passedOver(id)).toEqual({ skills: 1, away: 1 });
  await world.clock.pass(31_000);
  expect(await to(id)).toEqual(['OFFERED', ada.userId]);
  await one.agents.setAgentState(ben, { state: 'ONLINE', capacity: null });
  const next = await world.open(one, queue);
  expect(await to(next)).toEqual(['OFFERED', ben.userId]);
  expect(await sound()).toEqual([]);
});

test('[D3] other skills route the queue of a waiting ticket anew, at once', async () => {
  const queue = await desk({ skills: [german] });
  await one.agents.setAgentState(ben, { state: 'AWAY', capacity: null });
  const id = await world.open(one, queue);
  expect(await to(id)).toEqual(['WAITING', null]);
  await one.tickets.updateTicket(ada, { ticketId: id, priority: null, tags: null, skills: [] });
  expect(await to(id)).toEqual(['OFFERED', ada.userId]);
});

test('[D3] a ticket of another priority stands elsewhere in its queue, and is offered in that order', async () => {
  const queue = await desk({}, 1);
  const ids: TicketId[] = [];
  for (let n = 0; n < 5; n += 1) {
    await world.clock.pass(1_000);
    ids.push(await world.open(one, queue));
  }
  const [held, , , third, last] = ids as [TicketId, TicketId, TicketId, TicketId, TicketId];
  await one.runner.settled();
  expect(await Promise.all([third, last].map(positionOf))).toEqual([4, 5]);
  await one.tickets.updateTicket(ada, { ticketId: last, priority: 10, tags: null, skills: null });
  await one.runner.settled();
  expect(await Promise.all([third, last].map(positionOf))).toEqual([5, 1]);
  const asked = (await one.tickets.load(held))!.offer!.agentId;
  await one.tickets.act(held, { kind: 'accept', at: world.clock.now() }, world.asAgent({ userId: asked }, queue));
  await one.tickets.act(held, { kind: 'close', at: world.clock.now() }, world.asAgent({ userId: asked }, queue));
  expect((await to(last))[0]).toBe('OFFERED');
  expect((await to(third))[0]).toBe('WAITING');
  expect(await sound()).toEqual([]);
});

test('[D3] the tickets of a VIP stand higher at once, recorded, by who has one of theirs and by supervisors alone', async () => {
  const queue = await desk({}, 1);
  const other = await world.department(`Department ${names++}`, [ada, ben]);
  const [vera, walt] = [await visitor(), await visitor()];
  const mine = await world.open(one, other, vera);
  await one.runner.settled();
  const [asked] = [(await one.tickets.load(mine))!.offer!.agentId];
  const [holder, stranger] = asked === ada.userId ? [ada, ben] : [ben, ada];
  await one.tickets.acceptOffer(holder, mine);
  const first = await world.open(one, queue, walt);
  await one.runner.settled();
  await world.clock.pass(1_000);
  const [second, third] = [await world.open(one, queue), await world.open(one, queue, vera)];
  await one.runner.settled();
  expect(await Promise.all([first, second, third].map(positionOf))).toEqual([1, 2, 3]);
  const code = (asked: Promise<unknown>) => asked.catch((error: { code: string }) => error.code);
  const vip = (by: Actor, visitorId: UserId, is = true) => code(one.tickets.setVip(by, { visitorId, vip: is }));
  expect(await vip(stranger, vera)).toBe('FORBIDDEN');
  expect(await vip(holder, walt)).toBe('FORBIDDEN');
  expect(await vip(holder, '4' as UserId)).toBe('NOT_FOUND');
  expect(await Promise.all([vip(holder, vera), vip(holder, vera)])).toEqual([true, true]);
  await one.runner.settled();
  expect(await Promise.all([first, second, third].map(positionOf))).toEqual([2, 3, 1]);
  expect((await one.tickets.forDesk([third])).get(third)).toMatchObject({ vip: true });
  const { rows } = await world.db.pool.query(`select actor_id, before, after from desk_audit where deed = 'visitorVip'`);
  expect(rows).toEqual([{ actor_id: holder.userId, before: { vip: false }, after: { vip: true } }]);
  expect(await vip(sue, vera, false)).toBe(true);
  await one.runner.settled();
  expect(await Promise.all([first, second, third].map(positionOf))).toEqual([1, 2, 3]);
  expect(await sound()).toEqual([]);
});

test('[desk] what comes into a department asks for what that asks for, unless somebody has said other skills', async () => {
  const queue = await desk({ skills: [german] });
  const french = { skill: 'French', level: 1, required: false };
  const other = await world.department(`Department ${names++}`, [ada, ben], { settings: { skills: [french] } });
  const skillsOf = async (id: TicketId) => (await one.tickets.load(id))!.description.skills;
  const [moved, said] = [await world.open(one, queue), await world.open(one, queue)];
  expect(await skillsOf(moved)).toEqual([german]);
  await one.tickets.updateTicket(ben, { ticketId: said, priority: null, tags: null, skills: [{ ...german, level: 5 }] });
  const go = { toAgentId: null, toDepartmentId: other, note: null };
  for (const ticketId of [moved, said]) await one.tickets.transferTicket(sue, { ...go, ticketId });
  expect([await skillsOf(moved), await skillsOf(said)]).toEqual([[french], [{ ...german, level: 5 }]]);
  const from = await world.department(`Department ${names++}`, [ada], { settings: { overflowAfterMs: 1_000, overflowTo: other } });
  await one.agents.setAgentState(ada, { state: 'AWAY', capacity: null });
  const over = await world.open(one, from);
  await world.clock.pass(3_000);
  await one.runner.settled();
  expect([(await one.tickets.load(over))!.departmentId, await skillsOf(over)]).toEqual([other, [french]]);
  expect(await sound()).toEqual([]);
});
