// An anonymous visitor turns out to be somebody, on a real database: what goes over, what ends, and that nothing is doubled or lost.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { SITE_LIMITS } from '../../../core/protocol/desk-site.ts';
import type { ClientId, ConversationId, DepartmentId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { brokenDeskRules } from '../../../testing/factories/broken-desk-rules.ts';
import { brokenRules } from '../../../testing/factories/broken-rules.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { holdingQueue } from '../../../testing/factories/holding-queue.ts';
import { siteOver } from '../../../testing/factories/visitors.ts';
import type { Actor } from '../../platform/actor.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let site: Awaited<ReturnType<typeof siteOver>>;
let ada: Actor;
let sales: DepartmentId;
let help: DepartmentId;
let people = 0;

const words = (departmentId: DepartmentId, text: string, clientId = randomUUID() as ClientId) => ({
  departmentId,
  clientId,
  text,
  fields: null,
});
const open = (actor: Actor, departmentId: DepartmentId, text: string) => world.tickets.openTicket(actor, words(departmentId, text));
const identityOf = (sub: string) => site.sign({ sub, name: `Person ${sub}` });
const somebody = () => `person-${people++}`;
const log = async (actor: Actor, conversationId: ConversationId) =>
  (await world.history.page(actor.userId, { conversationId, before: null, after: null, limit: 200 })).events;
const said = async (actor: Actor, conversationId: ConversationId) =>
  (await log(actor, conversationId)).flatMap(({ kind, text }) => (kind === 'message' ? text : []));
const rules = async () => [...(await brokenDeskRules(world.db.pool)), ...(await brokenRules(world.db.pool))];
const ofAgent = (id: WireTicket['id']) => world.tickets.ticket(ada, id);
const members = async (actor: Actor, conversationId: ConversationId) =>
  (await world.conversations.members(actor.userId, { conversationId, first: 10, after: null })).map(({ user }) => user.id);

beforeAll(async () => {
  world = await chatWorld();
  site = await siteOver(world);
  [ada] = (await world.people(1)) as [Actor];
  sales = (await world.agents.createDepartment(site.boss, { name: 'Sales' })).id;
  help = (await world.agents.createDepartment(site.boss, { name: 'Help' })).id;
  await world.agents.setAgent(site.boss, { userId: ada.userId, departmentIds: [sales, help], role: 'agent', capacity: 100 });
});

test('[visitor] the talk, what was told and the pages become the person’s; who said what stands where it stood; the sessions end', async () => {
  const anonymous = await site.come();
  await world.visitors.setAttributes(anonymous.actor, { attributes: { plan: 'free', city: 'Lyon' } });
  await world.visitors.pageViewed(anonymous.actor, { url: 'https://shop.example.org/tea', title: 'Tea' });
  const ticket = await open(anonymous.actor, sales, 'is it green?');
  await world.tickets.takeTicket(ada, ticket.id);
  await world.say(ada, ticket.conversationId, 'It is.');
  const before = await log(anonymous.actor, ticket.conversationId);
  const ended = world.revoked.length;
  const person = await site.come({ token: anonymous.token, identity: await identityOf(somebody()) });
  const after = await log(person.actor, ticket.conversationId);
  expect(after.slice(0, before.length).map(({ seq, senderId, text }) => [seq, senderId, text])).toEqual(
    before.map(({ seq, senderId, text }) => [seq, senderId, text]),
  );
  expect((await members(person.actor, ticket.conversationId)).toSorted()).toEqual([ada.userId, person.actor.userId].toSorted());
  expect(await world.tickets.ticket(person.actor, ticket.id)).toMatchObject({ state: 'ACTIVE', visitor: { id: person.actor.userId } });
  expect(world.revoked.slice(ended)).toEqual([anonymous.actor.terminalId]);
  expect(await world.accounts.authenticate(anonymous.token)).toBeNull();
  expect(await world.visitors.card(ada, { userId: anonymous.actor.userId })).toMatchObject({
    user: { id: person.actor.userId },
    attributes: { plan: 'free', city: 'Lyon' },
    pages: [{ title: 'Tea' }],
    tickets: [{ id: ticket.id, state: 'ACTIVE' }],
  });
  expect((await world.accounts.usersFor(person.actor, [anonymous.actor.userId])).length).toBe(1);
  await world.say(person.actor, ticket.conversationId, 'thank you');
  expect(await said(ada, ticket.conversationId)).toEqual(['is it green?', 'It is.', 'thank you']);
  expect(await rules()).toEqual([]);
});

test('[D5] of two open tickets of a department the one with an agent stays, and the other is closed as merged; elsewhere both go on', async () => {
  const sub = somebody();
  const home = await site.come({ identity: await identityOf(sub) });
  const older = await open(home.actor, sales, 'from home');
  const shop = await site.come();
  const [newer, helped] = [await open(shop.actor, sales, 'from the shop'), await open(shop.actor, help, 'and this')];
  await world.tickets.takeTicket(ada, newer.id);
  const person = await site.come({ token: shop.token, identity: await identityOf(sub) });
  expect(person.actor.userId).toBe(home.actor.userId);
  const states = await Promise.all([older, newer, helped].map(async ({ id }) => (await ofAgent(id)).state));
  expect(states).toEqual(['CLOSED', 'ACTIVE', 'WAITING']);
  expect(await world.tickets.load(older.id)).toMatchObject({ mergedIntoId: newer.id });
  for (const { id } of [older, newer, helped]) expect((await ofAgent(id)).visitor.id).toBe(person.actor.userId);
  await world.tickets.repair();
  const line = (await log(person.actor, newer.conversationId)).find(({ kind }) => kind === 'notice');
  expect(line?.data).toEqual({ linked: { ticketId: older.id, number: older.number, conversationId: older.conversationId } });
  expect(await said(person.actor, newer.conversationId)).toEqual(['from the shop']);
  expect(await rules()).toEqual([]);
});

test('[visitor] what was sent before is known when it is said again after: a word, and the first words of a ticket', async () => {
  const anonymous = await site.come();
  const first = words(sales, 'hello?');
  const ticket = await world.tickets.openTicket(anonymous.actor, first);
  const message = { conversationId: ticket.conversationId, clientId: randomUUID(), text: 'anybody here?' };
  const sent = await world.messages.send(anonymous.actor, message);
  const person = await site.come({ token: anonymous.token, identity: await identityOf(somebody()) });
  expect(await world.messages.send(person.actor, message)).toEqual({ ...sent, duplicate: true });
  expect(await world.tickets.openTicket(person.actor, first)).toMatchObject({ id: ticket.id });
  expect(await said(person.actor, ticket.conversationId)).toEqual(['hello?', 'anybody here?']);
});

test('[D9] only the first identity merges: of whoever comes next at the same computer nothing is shown, and nothing of them goes over', async () => {
  const anonymous = await site.come();
  const ticket = await open(anonymous.actor, sales, 'private');
  const first = await site.come({ token: anonymous.token, identity: await identityOf(somebody()) });
  const next = await site.come({ token: first.token, identity: await identityOf(somebody()) });
  const stale = await site.come({ token: anonymous.token, identity: await identityOf(somebody()) });
  for (const { actor } of [next, stale]) {
    await expect(world.tickets.ticket(actor, ticket.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(log(actor, ticket.conversationId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await world.conversations.snapshot(actor.userId)).conversations).toEqual([]);
  }
  expect((await ofAgent(ticket.id)).visitor.id).toBe(first.actor.userId);
});

test('[visitor] two tabs that identify at once, as one person or as two, merge once', async () => {
  for (let round = 0; round < 8; round += 1) {
    const anonymous = await site.come();
    const ticket = await open(anonymous.actor, sales, `round ${round}`);
    await world.visitors.setAttributes(anonymous.actor, { attributes: { round } });
    const subs = round % 2 ? [somebody(), somebody()] : [somebody()];
    const identities = await Promise.all([0, 1].map((tab) => identityOf(subs[tab % subs.length]!)));
    const tabs = await Promise.all(identities.map((identity) => site.come({ token: anonymous.token, identity })));
    const owners = tabs.filter(({ actor }) => actor.userId === ticket.visitor.id).length;
    const { visitor } = await ofAgent(ticket.id);
    expect([owners, new Set(tabs.map(({ actor }) => actor.userId)).size]).toEqual([0, subs.length]);
    expect(tabs.map(({ actor }) => actor.userId)).toContain(visitor.id);
    const merged = await world.db.pool.query('select merged_into from visitor where user_id = $1', [anonymous.actor.userId]);
    expect(merged.rows).toEqual([{ merged_into: visitor.id }]);
    const told = await world.db.pool.query(`select count(*)::int as n from visitor where attributes @> $1`, [{ round }]);
    expect([round, told.rows[0].n]).toEqual([round, 2]);
    await world.tickets.setTicketState(site.boss, { ticketId: ticket.id, state: 'CLOSED', until: null });
  }
  expect(await rules()).toEqual([]);
});

test('[visitor] without a ticket too an anonymous visitor is one person alone, whoever identifies at once', async () => {
  for (let round = 0; round < 15; round += 1) {
    const anonymous = await site.come();
    await world.visitors.setAttributes(anonymous.actor, { attributes: { lone: round } });
    const identities = await Promise.all([1, 2, 3, 4].map(() => identityOf(somebody())));
    await Promise.all(identities.map((identity) => site.come({ token: anonymous.token, identity })));
    const told = await world.db.pool.query(`select count(*)::int as n from visitor where attributes @> $1`, [{ lone: round }]);
    expect([round, told.rows[0].n]).toEqual([round, 2]);
  }
});

test('[visitor] [D5] who identifies while the first words are on their way, and says them again, has one ticket with them once', async () => {
  for (let round = 0; round < 12; round += 1) {
    const anonymous = await site.come();
    const sub = somebody();
    if (round % 3 === 0) await open((await site.come({ identity: await identityOf(sub) })).actor, sales, 'older');
    const identity = await identityOf(sub);
    const first = words(sales, `round ${round}`);
    const [opened, person] = await Promise.all([
      world.tickets.openTicket(anonymous.actor, first).catch((error: { code?: string }) => error.code),
      new Promise((resolve) => setTimeout(resolve, round)).then(() => site.come({ token: anonymous.token, identity })),
    ]);
    await world.tickets.close();
    await world.tickets.repair();
    expect([round, typeof opened === 'string' && !['NOT_FOUND', 'FORBIDDEN'].includes(opened) ? opened : 'as it may']).toEqual([
      round,
      'as it may',
    ]);
    const again = await world.tickets.openTicket(person.actor, first);
    const { tickets } = await world.tickets.list(person.actor, { view: 'all', departmentId: null, first: 10, after: null });
    const all = (await Promise.all(tickets.map(({ conversationId }) => said(person.actor, conversationId)))).flat();
    expect([round, all.filter((text) => text === first.text).length]).toEqual([round, 1]);
    const count = await world.db.pool.query('select count(*)::int as n from ticket where visitor_id = $1 and state <= 5', [
      person.actor.userId,
    ]);
    expect([round, count.rows[0].n, again.visitor.id]).toEqual([round, 1, person.actor.userId]);
  }
  expect(await rules()).toEqual([]);
});

/** The one line in the talk of this ticket leads to the other one of this person, which is over and has these words alone. */
async function onlyLinked(person: Actor, { id, conversationId }: WireTicket, text: string) {
  await world.tickets.repair();
  const { tickets } = await world.tickets.list(person, { view: 'all', departmentId: null, first: 10, after: null });
  const others = tickets.filter((one) => one.id !== id);
  expect(others).toMatchObject([{ state: 'CLOSED', visitor: { id: person.userId } }]);
  const [other] = others as [WireTicket];
  expect(await world.tickets.load(other.id)).toMatchObject({ mergedIntoId: id, version: 2 });
  const lines = (await log(person, conversationId)).filter(({ kind }) => kind === 'notice');
  const linked = { ticketId: other.id, number: other.number, conversationId: other.conversationId };
  expect(lines.map(({ data }) => data)).toEqual([{ linked }]);
  for (const reader of [person, ada]) expect(await said(reader, other.conversationId)).toEqual([text]);
  await world.db.pool.query(`update conversation set created_at = created_at - interval '2 minutes'`);
  expect(await rules()).toEqual([]);
  return other;
}

test('[visitor] [D5] first words of a person to whom a ticket comes by a merge meanwhile are found from that ticket', async () => {
  const sub = somebody();
  const person = await site.come({ identity: await identityOf(sub) });
  const anonymous = await site.come();
  const theirs = await open(anonymous.actor, sales, 'from the shop');
  const identity = await identityOf(sub);
  const first = words(sales, 'from home');
  const { opening, merging } = await holdingQueue(world, sales, async (waiting) => {
    const merging = site.come({ token: anonymous.token, identity });
    await waiting(1);
    const opening = world.tickets.openTicket(person.actor, first);
    await waiting(2);
    return { opening, merging };
  });
  await merging;
  expect(await opening).toMatchObject({ id: theirs.id, state: 'WAITING' });
  const other = await onlyLinked(person.actor, theirs, first.text);
  expect(await world.tickets.openTicket(person.actor, first)).toMatchObject({ id: theirs.id });
  await onlyLinked(person.actor, theirs, first.text);
  await world.say(person.actor, other.conversationId, 'hello?');
  await world.tickets.close();
  expect((await log(person.actor, theirs.conversationId)).map(({ kind }) => kind).filter((kind) => kind === 'notice').length).toBe(2);
});

test('[visitor] [D5] first words of an anonymous visitor who turns out to be somebody with a ticket there are found from it', async () => {
  const sub = somebody();
  const person = await site.come({ identity: await identityOf(sub) });
  const theirs = await open(person.actor, sales, 'from home');
  const anonymous = await site.come();
  const identity = await identityOf(sub);
  const first = words(sales, 'from the shop');
  const { opening } = await holdingQueue(world, sales, async (waiting) => {
    const opening = world.tickets.openTicket(anonymous.actor, first);
    await waiting(1);
    await site.come({ token: anonymous.token, identity });
    return { opening };
  });
  expect(await opening).toMatchObject({ id: theirs.id });
  const other = await onlyLinked(person.actor, theirs, first.text);
  expect(await members(person.actor, other.conversationId)).toEqual([person.actor.userId]);
  expect(await world.tickets.openTicket(person.actor, first)).toMatchObject({ id: theirs.id });
});

test('[visitor] words that cross the merge are said once: those that were taken are known, the others are refused and go again', async () => {
  const anonymous = await site.come();
  const { conversationId } = await open(anonymous.actor, sales, 'first');
  const sends = Array.from({ length: 40 }, (_, n) => ({ conversationId, clientId: randomUUID(), text: `word ${n}` }));
  const sending = sends.map((one, n) =>
    new Promise((resolve) => setTimeout(resolve, n))
      .then(() => world.messages.send(anonymous.actor, one))
      .then(
        () => 'said',
        () => 'refused',
      ),
  );
  const person = await site.come({ token: anonymous.token, identity: await identityOf(somebody()) });
  const outcomes = await Promise.all(sending);
  const again = await Promise.all(sends.map((one) => world.messages.send(person.actor, one)));
  expect(again.map(({ duplicate }) => duplicate)).toEqual(outcomes.map((outcome) => outcome === 'said'));
  expect((await said(person.actor, conversationId)).toSorted()).toEqual(['first', ...sends.map(({ text }) => text)].toSorted());
  expect(await rules()).toEqual([]);
});

test('[visitor] a talk whose people a crash left wrong is put right by repair', async () => {
  const anonymous = await site.come();
  const ticket = await open(anonymous.actor, sales, 'before the crash');
  const person = await site.come({ identity: await identityOf(somebody()) });
  // What stands when the process died right after the merge's commit.
  await world.db.pool.query('update visitor set merged_into = $2 where user_id = $1', [anonymous.actor.userId, person.actor.userId]);
  await world.db.pool.query('update ticket set visitor_id = $2, talk_due = true where id = $1', [ticket.id, person.actor.userId]);
  await world.tickets.repair();
  expect(await members(person.actor, ticket.conversationId)).toEqual([person.actor.userId]);
  expect(await said(person.actor, ticket.conversationId)).toEqual(['before the crash']);
});

test('[visitor] of what both have told as much becomes the person’s as a visitor may have, theirs first; who has too much may change it', async () => {
  const named = (prefix: string, value: string) =>
    Object.fromEntries(Array.from({ length: SITE_LIMITS.attributes }, (_, n) => [`${prefix}${n}`, value]));
  const sub = somebody();
  const person = await site.come({ identity: await identityOf(sub) });
  const most = SITE_LIMITS.attributes;
  const { same, ...own } = { ...named('own', 'person'), own0: null, same: 'person' };
  await world.visitors.setAttributes(person.actor, { attributes: { ...own, own1: null, same } });
  const anonymous = await site.come();
  await world.visitors.setAttributes(anonymous.actor, { attributes: { ...named('told', 'anonymous'), told0: null, same: 'anonymous' } });
  const merged = await site.come({ token: anonymous.token, identity: await identityOf(sub) });
  const told = async () =>
    (await world.db.pool.query('select attributes from visitor where user_id = $1', [merged.actor.userId])).rows[0].attributes;
  const attributes = await told();
  expect([Object.keys(attributes).length, attributes.same]).toEqual([most, 'person']);
  expect(Object.values(attributes).filter((value) => value === 'person').length).toBe(most - 1);
  // As a merge had left it before.
  const many = { ...named('a', 'x'), ...named('b', 'x') };
  await world.db.pool.query('update visitor set attributes = $2 where user_id = $1', [merged.actor.userId, JSON.stringify(many)]);
  await world.visitors.setAttributes(merged.actor, { attributes: { a0: 'y', b0: null } });
  expect(Object.keys(await told()).length).toBe(2 * most - 1);
  await expect(world.visitors.setAttributes(merged.actor, { attributes: { c: 'z' } })).rejects.toMatchObject({ code: 'BAD_INPUT' });
});
