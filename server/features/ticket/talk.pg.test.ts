import { beforeAll, expect, test } from 'vitest';
import type { TicketView } from '../../../core/protocol/desk.ts';
import type { ConversationId, DepartmentId, TicketId } from '../../../core/protocol/ids.ts';
import { brokenDeskRules } from '../../../testing/factories/broken-desk-rules.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { type Actor, POWER } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/transaction.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let owner: Actor;
let ada: Actor;
let ben: Actor;
let sue: Actor;
let sales: DepartmentId;
let help: DepartmentId;
let words: typeof world.words;
let texts: typeof world.texts;
let visitor: typeof world.visitor;

const code = async (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
const quiet = () => world.tickets.close();

beforeAll(async () => {
  world = await chatWorld();
  ({ words, texts, visitor } = world);
  const [first, ...rest] = (await world.people(4)) as [Actor, Actor, Actor, Actor];
  owner = { ...first, power: POWER.owner };
  await world.db.pool.query('update users set power = 2 where id = $1', [owner.userId]);
  [ada, ben, sue] = rest;
  sales = (await world.agents.createDepartment(owner, { name: 'Sales' })).id;
  help = (await world.agents.createDepartment(owner, { name: 'Help' })).id;
  const agent = (actor: Actor, departmentIds: DepartmentId[], role: 'agent' | 'supervisor') =>
    world.agents.setAgent(owner, { userId: actor.userId, departmentIds, role, capacity: 5 });
  await agent(ada, [sales], 'agent');
  await agent(ben, [sales, help], 'agent');
  await agent(sue, [], 'supervisor');
  for (const actor of [ada, ben]) await world.agents.setAgentState(actor, { state: 'ONLINE', capacity: null });
});

test('[D5] the first words open a ticket with its two conversations; said again they are the same, said from two tabs they share one', async () => {
  const vera = await visitor();
  const first = words(sales);
  const ticket = await world.tickets.openTicket(vera, first);
  expect(ticket).toMatchObject({ state: 'WAITING', position: expect.any(Number), notesConversationId: null, assignee: null });
  expect(await world.tickets.openTicket(vera, first)).toMatchObject({ id: ticket.id, version: ticket.version });
  expect(await code(world.tickets.openTicket(vera, { ...first, text: 'other' }))).toBe('CONFLICT');
  expect(await texts(vera, ticket.conversationId)).toEqual(['+1', first.text]);
  const tabs = await Promise.all(['one', 'two', 'three'].map((text) => world.tickets.openTicket(vera, words(help, text))));
  expect(new Set(tabs.map(({ id }) => id)).size).toBe(1);
  expect((await texts(vera, tabs[0]!.conversationId)).toSorted()).toEqual(['+1', 'one', 'three', 'two']);
  expect(await code(world.tickets.openTicket(vera, words('77' as DepartmentId)))).toBe('NOT_FOUND');
  expect(await code(world.tickets.openTicket(vera, words(sales, ' ')))).toBe('BAD_INPUT');
  expect(await code(world.tickets.openTicket(ada, words(sales)))).toBe('FORBIDDEN');
  const { tickets, total } = await world.tickets.list(vera, { view: 'mine', departmentId: null, first: 1, after: null });
  expect([total, tickets.map(({ id }) => id)]).toEqual([2, [tabs[0]!.id]]);
});

test('[D7] what the form before a talk asked goes to the desk, and to no visitor', async () => {
  const vera = await visitor();
  const { id, fields } = await world.tickets.openTicket(vera, { ...words(sales), fields: { order: 'A-12', gift: true } });
  expect([fields, (await world.tickets.ticket(vera, id)).fields]).toEqual([null, null]);
  expect(await world.tickets.ticket(ada, id)).toMatchObject({ fields: { order: 'A-12', gift: true }, rating: null });
});

test('[D7] tickets are found by their notes by whoever may read them, whatever their state', async () => {
  const vera = await visitor();
  const { id } = await world.tickets.openTicket(vera, words(help));
  const { notesConversationId: notes } = await world.tickets.ticket(ben, id);
  if (!notes) throw new Error('the desk sees the notes');
  await world.tickets.takeTicket(ben, id);
  await world.tickets.setTicketState(ben, { ticketId: id, state: 'CLOSED', until: null });
  expect(await world.tickets.ofNotes(ben, [notes])).toMatchObject([{ id, state: 'CLOSED' }]);
  expect(await world.tickets.ofNotes(ada, [notes])).toEqual([]);
  expect(await code(world.tickets.ofNotes(vera, [notes]))).toBe('NOT_FOUND');
});

test('[D5] what a crash left between the words and the ticket is opened later, by repair or by the same words; without words nothing is', async () => {
  const [vera, walt] = [await visitor(), await visitor()];
  const { pool } = world.db;
  const draft = (actor: Actor, conversationId: string) =>
    pool.query(
      `insert into ticket_draft (visitor_id, department_id, ticket_id, conversation_id, notes_conversation_id, created_at)
       values ($1, $2, $3, $4, $5, now() - interval '1 minute')`,
      [actor.userId, sales, world.ids.next(), conversationId, world.ids.next()],
    );
  const talk = world.ids.next<ConversationId>();
  await draft(vera, talk);
  await draft(walt, world.ids.next<ConversationId>());
  const create = { kind: 'SUPPORT', fanOut: 'WRITE', title: null, settings: { history: 'all' }, pair: null } as const;
  const join = { kind: 'join', senderId: vera.userId, data: { userIds: [vera.userId], byId: vera.userId } } as const;
  await world.timeline.submit({ conversationId: talk, actorId: vera.userId, create, decide: () => ({ events: [join] }) });
  await world.tickets.repair();
  const mine = await world.tickets.list(vera, { view: 'mine', departmentId: null, first: 5, after: null });
  expect(mine.tickets).toMatchObject([{ conversationId: talk, state: 'WAITING' }]);
  expect((await world.tickets.list(walt, { view: 'mine', departmentId: null, first: 5, after: null })).total).toBe(0);
  expect((await pool.query('select 1 from ticket_draft')).rowCount).toBe(0);
});

test('[D6] the assigned agent and supervisors write to the visitor, others of the desk read, a former agent is refused from the transfer on', async () => {
  const vera = await visitor();
  const { id, conversationId } = await world.tickets.openTicket(vera, words(sales));
  expect(await code(world.say(ada, conversationId, 'not mine yet'))).toBe('FORBIDDEN');
  const taken = await world.tickets.takeTicket(ada, id);
  expect(taken).toMatchObject({ state: 'ACTIVE', assignee: { id: ada.userId }, notesConversationId: expect.any(String) });
  expect(await code(world.say(ada, conversationId, 'hello'))).toBe('done');
  expect(await code(world.say(ben, conversationId, 'me too'))).toBe('FORBIDDEN');
  await quiet();
  expect(await texts(ben, conversationId)).toEqual(['+1', 'where is my parcel?', '+1', 'hello']);
  expect((await world.conversations.get(ben.userId, conversationId)).unread).toBe(0);
  const moved = await world.tickets.transferTicket(ada, { ticketId: id, toAgentId: null, toDepartmentId: help, note: 'about shoes' });
  expect(moved).toMatchObject({ state: 'WAITING', assignee: null });
  // As soon as she is out of the talk she does not even find it: the department is another.
  const refused = ['FORBIDDEN', 'NOT_FOUND'];
  expect(refused).toContain(await code(world.say(ada, conversationId, 'one more thing')));
  expect(refused).toContain(await code(world.messages.edit(ada, { conversationId, seq: 4, text: 'changed' })));
  expect(await code(world.say(sue, conversationId, 'Sue here'))).toBe('done');
  await quiet();
  expect(await code(world.history.page(ada.userId, { conversationId, before: null, after: null, limit: 10 }))).toBe('NOT_FOUND');
  expect(await texts(vera, conversationId)).toEqual(['+1', 'where is my parcel?', '+1', 'hello', 'leave', '+1', 'Sue here']);
});

test('[D6] a message that comes while the ticket changes hands waits for that, and is refused', async () => {
  const vera = await visitor();
  const { id, conversationId } = await world.tickets.openTicket(vera, words(sales));
  await world.tickets.takeTicket(ada, id);
  await quiet();
  let answer: string | null = null;
  const done = await inTransaction(world.db.deeds, async (on) => {
    const desk = world.tickets.within(on);
    await desk.lockQueue(sales);
    await desk.lockAgents([ada.userId]);
    const requeued = await desk.act(id, { kind: 'requeue', at: Date.now(), agentId: ada.userId }, { kind: 'system' });
    void code(world.say(ada, conversationId, 'late')).then((said) => (answer = said));
    await expect.poll(async () => answer ?? (await waitsForLock())).toBe('waits');
    return requeued;
  });
  world.tickets.committed([done]);
  await expect.poll(() => answer).toMatch(/FORBIDDEN|NOT_FOUND/);
  await quiet();
  expect(await texts(vera, conversationId)).toEqual(['+1', 'where is my parcel?', '+1', 'leave']);
});

test('[D6] a ticket changes hands only once whoever writes in its talk has written', async () => {
  const vera = await visitor();
  const { id, conversationId } = await world.tickets.openTicket(vera, words(sales));
  await world.tickets.takeTicket(ada, id);
  await quiet();
  const writes = await world.db.pool.connect();
  await writes.query('begin');
  await writes.query('select 1 from conversation where id = $1 for no key update', [conversationId]);
  let given = false;
  const giving = world.tickets.setTicketState(ada, { ticketId: id, state: 'WAITING', until: null }).then(() => (given = true));
  await expect.poll(async () => given || (await waitsForLock())).toBe('waits');
  await writes.query('commit');
  writes.release();
  expect(await giving).toBe(true);
});

/** Whether a message waits for a conversation that somebody holds. */
async function waitsForLock(): Promise<string> {
  const { rows } = await world.db.pool.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%from conversation%'`,
  );
  return rows.length > 0 ? 'waits' : 'not yet';
}

test('[D7] notes are for the desk: the visitor finds neither them nor the desk’s calls, colleagues who are named come in', async () => {
  const vera = await visitor();
  const { id } = await world.tickets.openTicket(vera, words(sales));
  const notes = (await world.tickets.takeTicket(ada, id)).notesConversationId as ConversationId;
  await quiet();
  expect(await code(world.say(ada, notes, 'VIP?', { mentionUserIds: [ben.userId, vera.userId] }))).toBe('done');
  expect(await texts(ben, notes)).toEqual(['+1', '+1', 'VIP?']);
  expect((await world.conversations.get(ben.userId, notes)).mentions).toBe(1);
  expect(await code(world.say(vera, notes, 'let me in'))).toBe('NOT_FOUND');
  expect(await code(world.conversations.get(vera.userId, notes))).toBe('NOT_FOUND');
  expect(await code(world.history.page(vera.userId, { conversationId: notes, before: null, after: null, limit: 10 }))).toBe('NOT_FOUND');
  for (const call of [
    world.tickets.takeTicket(vera, id),
    world.tickets.acceptOffer(vera, id),
    world.tickets.declineOffer(vera, { ticketId: id, reason: null }),
    world.tickets.myOffers(vera),
    world.tickets.setTicketState(vera, { ticketId: id, state: 'RESOLVED', until: null }),
    world.tickets.transferTicket(vera, { ticketId: id, toAgentId: null, toDepartmentId: help, note: null }),
  ].map(code))
    expect(await call).toBe('NOT_FOUND');
  const shown = await world.tickets.ticket(vera, id);
  expect(JSON.stringify(shown)).not.toContain(notes);
});

test('[D9] another visitor, an agent of another department and whoever is not of the desk read nothing of it', async () => {
  const [vera, walt] = [await visitor(), await visitor()];
  const [outsider] = (await world.people(1)) as [Actor];
  const { id, conversationId } = await world.tickets.openTicket(vera, words(help));
  for (const actor of [walt, ada]) {
    expect(await code(world.tickets.ticket(actor, id))).toBe('NOT_FOUND');
    expect(await code(world.tickets.rate(actor, { ticketId: id, score: 5, comment: null }))).toBe('NOT_FOUND');
  }
  expect(await code(world.tickets.ticket(outsider, id))).toBe('FORBIDDEN');
  for (const actor of [walt, ada, outsider]) {
    expect(await code(world.history.page(actor.userId, { conversationId, before: null, after: null, limit: 10 }))).toBe('NOT_FOUND');
    expect(await code(world.conversations.get(actor.userId, conversationId))).toBe('NOT_FOUND');
    expect(await code(world.say(actor, conversationId, 'hello?'))).toBe('NOT_FOUND');
  }
});

test('[desk] a word of the visitor wakes what sleeps and opens again what is over; the first word of the desk is an answer', async () => {
  const vera = await visitor();
  const { id, conversationId } = await world.tickets.openTicket(vera, words(sales));
  await world.tickets.takeTicket(ben, id);
  await world.say(ben, conversationId, 'one moment');
  await quiet();
  expect((await world.tickets.load(id))?.answeredAt).not.toBeNull();
  await world.tickets.setTicketState(ben, { ticketId: id, state: 'PENDING', until: null });
  await world.say(vera, conversationId, 'here it is');
  await quiet();
  expect(await world.tickets.ticket(ben, id)).toMatchObject({ state: 'ACTIVE', assignee: { id: ben.userId } });
  expect(await code(world.tickets.rate(vera, { ticketId: id, score: 5, comment: null }))).toBe('CONFLICT');
  await world.tickets.setTicketState(ben, { ticketId: id, state: 'RESOLVED', until: null });
  expect(await world.tickets.rate(vera, { ticketId: id, score: 5, comment: 'thanks' })).toBe(true);
  expect(await world.tickets.ticket(ben, id)).toMatchObject({ rating: 5, ratingComment: 'thanks' });
  await world.say(vera, conversationId, 'it broke');
  await quiet();
  expect(await world.tickets.ticket(vera, id)).toMatchObject({ state: 'WAITING', assignee: null });
  expect(await code(world.say(ben, conversationId, 'late'))).toBe('FORBIDDEN');
});

test('[desk] a word to a closed ticket, while a newer one of that department is open, leaves a linked line there', async () => {
  const vera = await visitor();
  const old = await world.tickets.openTicket(vera, words(sales, 'the first'));
  await world.tickets.takeTicket(ben, old.id);
  await world.tickets.setTicketState(ben, { ticketId: old.id, state: 'CLOSED', until: null });
  const fresh = await world.tickets.openTicket(vera, words(sales, 'the second'));
  expect(fresh.id).not.toBe(old.id);
  await world.say(vera, old.conversationId, 'about the first');
  await quiet();
  expect((await world.tickets.ticket(vera, old.id)).state).toBe('CLOSED');
  expect(await texts(vera, fresh.conversationId)).toEqual(['+1', 'the second', 'notice']);
  expect((await world.db.pool.query('select 1 from desk_wake')).rowCount).toBe(0);
});

test('[desk] states by hand: snoozed and woken, given back, taken from what is over; what cannot be meant is refused', async () => {
  const vera = await visitor();
  const { id } = await world.tickets.openTicket(vera, words(sales));
  const set = (state: 'WAITING' | 'ACTIVE' | 'SNOOZED' | 'RESOLVED' | 'CLOSED' | 'OFFERED', until: string | null = null, who = ben) =>
    world.tickets.setTicketState(who, { ticketId: id, state, until });
  expect(await set('ACTIVE')).toMatchObject({ state: 'ACTIVE', assignee: { id: ben.userId } });
  expect(await code(set('SNOOZED'))).toBe('BAD_INPUT');
  expect(await code(set('OFFERED'))).toBe('BAD_INPUT');
  expect(await set('SNOOZED', new Date(Date.now() + 60_000).toISOString())).toMatchObject({ state: 'SNOOZED' });
  expect(await set('ACTIVE')).toMatchObject({ state: 'ACTIVE' });
  expect(await code(set('RESOLVED', null, ada))).toBe('FORBIDDEN');
  expect(await set('WAITING')).toMatchObject({ state: 'WAITING', assignee: null });
  expect(await set('CLOSED', null, sue)).toMatchObject({ state: 'CLOSED' });
  expect(await set('ACTIVE', null, ada)).toMatchObject({ state: 'ACTIVE', assignee: { id: ada.userId } });
});

/** Resolved by hand, not yet committed; `meanwhile` begins then. */
async function whileResolving(id: TicketId, departmentId: DepartmentId, meanwhile: () => void): Promise<void> {
  const done = await inTransaction(world.db.deeds, async (on) => {
    const desk = world.tickets.within(on);
    await desk.lockQueue(departmentId);
    await desk.lockAgents([ben.userId]);
    const resolved = await desk.act(id, { kind: 'resolve', at: Date.now() }, (await world.agents.deskOf(ben.userId))!);
    meanwhile();
    await expect.poll(waitsForLock).toBe('waits');
    return resolved;
  });
  world.tickets.committed([done]);
}

test('[D5] a word of the visitor that meets the end of its ticket opens it again', async () => {
  const vera = await visitor();
  const { id, conversationId } = await world.tickets.openTicket(vera, words(sales));
  await world.tickets.takeTicket(ben, id);
  await quiet();
  let said: Promise<unknown> = Promise.resolve();
  await whileResolving(id, sales, () => {
    said = world.say(vera, conversationId, 'one more thing');
  });
  await said;
  await quiet();
  expect((await world.tickets.ticket(vera, id)).state).toBe('WAITING');
});

test('[D5] a wake-up that finds its ticket resolved meanwhile is heard once more', async () => {
  const vera = await visitor();
  const { id } = await world.tickets.openTicket(vera, words(sales));
  await world.tickets.takeTicket(ben, id);
  await world.tickets.setTicketState(ben, { ticketId: id, state: 'RESOLVED', until: null });
  await world.db.pool.query('insert into desk_wake (ticket_id, visitor) values ($1, true)', [id]);
  await world.tickets.act(id, { kind: 'visitorSpeaks', at: Date.now() }, { kind: 'visitor', id: vera.userId });
  await world.db.pool.query('delete from desk_wake where ticket_id = $1 and times = 1', [id]);
  await world.tickets.repair();
  expect((await world.tickets.ticket(vera, id)).state).toBe('WAITING');
});

test('[D5] each word to a ticket that is over leads on: a line for each, also over a merge, and to a talk that was over itself', async () => {
  const vera = await visitor();
  const first = await world.tickets.openTicket(vera, words(sales, 'about shoes'));
  const second = await world.tickets.openTicket(vera, words(help, 'about hats'));
  await world.tickets.takeTicket(ben, first.id);
  const to = { ticketId: first.id, toAgentId: null, toDepartmentId: help, note: 'both are about a parcel' };
  expect(await world.tickets.transferTicket(ben, to)).toMatchObject({ state: 'CLOSED' });
  await world.tickets.repair();
  await quiet();
  expect(await texts(vera, second.conversationId)).toEqual(['+1', 'about hats', 'notice']);
  const { notesConversationId } = await world.tickets.ticket(sue, second.id);
  expect(await texts(sue, notesConversationId!)).toContain('both are about a parcel');
  for (const text of ['still there?', 'hello?']) {
    await world.say(vera, first.conversationId, text);
    await quiet();
  }
  expect(await texts(vera, second.conversationId)).toEqual(['+1', 'about hats', 'notice', 'notice', 'notice']);
  await world.tickets.setTicketState(sue, { ticketId: second.id, state: 'CLOSED', until: null });
  await world.say(vera, first.conversationId, 'and now?');
  await quiet();
  expect((await world.tickets.ticket(vera, second.id)).state).toBe('WAITING');
  expect((await texts(vera, second.conversationId)).at(-1)).toBe('notice');
});

test('[D5] an archived department goes on with what it has, and takes nothing new', async () => {
  const vera = await visitor();
  const { id: gone } = await world.agents.createDepartment(owner, { name: 'Gone' });
  await world.agents.setAgent(owner, { userId: ben.userId, departmentIds: [sales, help, gone], role: 'agent', capacity: 20 });
  const { id, conversationId } = await world.tickets.openTicket(vera, words(gone));
  await world.tickets.takeTicket(ben, id);
  await world.tickets.setTicketState(ben, { ticketId: id, state: 'RESOLVED', until: null });
  await world.db.pool.query('update department set archived_at = now() where id = $1', [gone]);
  await world.say(vera, conversationId, 'are you there?');
  await quiet();
  expect((await world.tickets.ticket(sue, id)).state).toBe('WAITING');
  expect(await code(world.tickets.openTicket(await visitor(), words(gone)))).toBe('NOT_FOUND');
  expect(await code(world.tickets.transferTicket(sue, { ticketId: id, toAgentId: null, toDepartmentId: sales, note: null }))).toBe('done');
});

test('[desk] what is over is opened and taken in one go, or not at all; a newer one in its way is told', async () => {
  const vera = await visitor();
  const old = await world.tickets.openTicket(vera, words(sales, 'old'));
  const set = (id: TicketId, state: 'ACTIVE' | 'CLOSED' | 'WAITING') =>
    world.tickets.setTicketState(ada, { ticketId: id, state, until: null });
  await world.tickets.takeTicket(ada, old.id);
  await set(old.id, 'CLOSED');
  await world.db.pool.query('update agent set capacity = load where user_id = $1', [ada.userId]);
  expect(await code(set(old.id, 'ACTIVE'))).toBe('CONFLICT');
  expect((await world.tickets.ticket(sue, old.id)).state).toBe('CLOSED');
  await world.db.pool.query('update agent set capacity = 20 where user_id = $1', [ada.userId]);
  await world.tickets.openTicket(vera, words(sales, 'new'));
  expect(await code(set(old.id, 'WAITING'))).toBe('CONFLICT');
});

test('[D1] [D2] [D5] after all of it the rows agree', async () => {
  await quiet();
  await world.tickets.repair();
  expect(await brokenDeskRules(world.db.pool)).toEqual([]);
  const ids = (await world.db.pool.query<{ id: string }>('select id from ticket')).rows.map(({ id }) => id as TicketId);
  const shown = await world.tickets.forDesk(ids);
  expect([...shown.keys()].toSorted()).toEqual(ids.toSorted());
});

test('[ticket] each list of the desk answers an agent, and a ticket without a subject is about its first words', async () => {
  const vera = await visitor();
  const { id } = await world.tickets.openTicket(vera, words(sales, 'my kettle leaks'));
  const list = (view: TicketView) => world.tickets.list(ada, { view, departmentId: sales, first: 200, after: null });
  const holds = async (view: TicketView) => (await list(view)).tickets.some((ticket) => ticket.id === id);
  expect((await list('queue')).tickets.find((ticket) => ticket.id === id)).toMatchObject({ subject: 'my kettle leaks' });
  expect(await holds('all')).toBe(true);
  await world.tickets.takeTicket(ada, id);
  expect([await holds('mine'), await holds('queue')]).toEqual([true, false]);
  await world.tickets.setTicketState(ada, { ticketId: id, state: 'SNOOZED', until: new Date(Date.now() + 60_000).toISOString() });
  expect(await holds('snoozed')).toBe(true);
  await world.tickets.setTicketState(ada, { ticketId: id, state: 'CLOSED', until: null });
  expect([await holds('closed'), await holds('all')]).toEqual([true, false]);
});
