// Who is what to the two conversations of a ticket, asked by those who are nothing to it, or are so no more.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { ClientId, ConversationId, DepartmentId, TicketId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { type Actor, POWER } from '../../platform/actor.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let owner: Actor;
let ada: Actor;
let ben: Actor;
let sales: DepartmentId;
let help: DepartmentId;

const answer = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );

const setAgent = ({ userId }: Actor, departmentIds: DepartmentId[], role: 'agent' | 'supervisor' = 'agent') =>
  world.agents.setAgent(owner, { userId, departmentIds, role, capacity: 9 });

interface Talk {
  readonly vera: Actor;
  readonly id: TicketId;
  readonly talk: ConversationId;
  readonly notes: ConversationId;
}

async function visitor(): Promise<Actor> {
  const [actor] = (await world.people(1)) as [Actor];
  await world.db.pool.query('update users set kind = 3 where id = $1', [actor.userId]);
  await world.db.pool.query('insert into visitor (user_id, site_key_id) values ($1, 1)', [actor.userId]);
  return actor;
}

/** A ticket of Sales that waits. */
async function opened(): Promise<Talk> {
  const vera = await visitor();
  const words = { departmentId: sales, clientId: randomUUID() as ClientId, text: 'where is my parcel?', fields: null };
  const { id } = await world.tickets.openTicket(vera, words);
  const { conversationId, notesConversationId } = (await world.tickets.forDesk([id])).get(id)!;
  return { vera, id, talk: conversationId, notes: notesConversationId as ConversationId };
}

/** It is Ada's, who has left a note. */
async function taken(): Promise<Talk> {
  const made = await opened();
  await world.tickets.takeTicket(ada, made.id);
  await world.say(ada, made.notes, 'a note');
  await world.tickets.close();
  return made;
}

beforeAll(async () => {
  world = await chatWorld();
  const [first, ...rest] = (await world.people(3)) as [Actor, Actor, Actor];
  owner = { ...first, power: POWER.owner };
  await world.db.pool.query('update users set power = 2 where id = $1', [owner.userId]);
  [ada, ben] = rest;
  sales = (await world.agents.createDepartment(owner, { name: 'Sales' })).id;
  help = (await world.agents.createDepartment(owner, { name: 'Help' })).id;
  await setAgent(ada, [sales]);
  await setAgent(ben, [sales, help]);
});

test('[D7] to the visitor the notes are no other than what does not exist: the same answers, and no lane is made', async () => {
  const { vera, notes } = await taken();
  const nowhere = world.ids.next<ConversationId>();
  const asked = [{ clientSeq: 50 }, { clientSeq: 1 }, { clientSeq: 2, lane: 'tab' }, { replyToSeq: 2 }];
  for (const more of asked) {
    expect(await answer(world.say(vera, notes, 'let me in', more))).toBe('NOT_FOUND');
    expect(await answer(world.say(vera, nowhere, 'let me in', more))).toBe('NOT_FOUND');
  }
  expect((await world.db.pool.query('select 1 from lane where user_id = $1 and conversation_id = $2', [vera.userId, notes])).rowCount).toBe(
    0,
  );
});

test('[D7] whoever wrote the first note cannot bring a stranger in, and the agent whose ticket it is cannot walk out of the talk', async () => {
  const { talk, notes } = await taken();
  const [stranger] = (await world.people(1)) as [Actor];
  expect(await answer(world.conversations.addMembers(ada.userId, { conversationId: notes, userIds: [stranger.userId] }))).toBe('FORBIDDEN');
  expect(await answer(world.conversations.get(stranger.userId, notes))).toBe('NOT_FOUND');
  expect(await answer(world.conversations.leave(ada.userId, { conversationId: talk }))).toBe('FORBIDDEN');
  expect(await answer(world.say(ada, talk, 'still here'))).toBe('done');
});

test('[D6] whoever is removed from the desk, leaves a department or is no supervisor any more reads on in no talk and no notes', async () => {
  const [cat, dan, eve] = (await world.people(3)) as [Actor, Actor, Actor];
  const { id, talk, notes, vera } = await opened();
  await setAgent(cat, [sales]);
  await setAgent(dan, [sales, help]);
  await setAgent(eve, [], 'supervisor');
  await world.tickets.takeTicket(cat, id);
  await world.tickets.close();
  for (const actor of [cat, dan, eve, ben]) await world.say(actor, notes, 'a note');
  await world.tickets.setTicketState(cat, { ticketId: id, state: 'CLOSED', until: null });
  await world.tickets.repair();
  const ask = (conversationId: ConversationId) => ({ conversationId, before: null, after: null, limit: 10 });
  const goes = [
    [cat, () => world.agents.removeAgent(owner, cat.userId)],
    [dan, () => setAgent(dan, [help])],
    [eve, () => setAgent(eve, [help])],
  ] as const;
  for (const [gone, go] of goes) {
    expect(await answer(world.history.page(gone.userId, ask(notes)))).toBe('done');
    await go();
    await world.tickets.repair();
    expect(await answer(world.history.page(gone.userId, ask(notes)))).toBe('NOT_FOUND');
    expect(await answer(world.history.page(gone.userId, ask(talk)))).toBe('NOT_FOUND');
    expect(await answer(world.say(gone, notes, 'still here?'))).toBe('NOT_FOUND');
  }
  expect(await answer(world.history.page(ben.userId, ask(notes)))).toBe('done');
  expect(await answer(world.history.page(vera.userId, ask(talk)))).toBe('done');
  expect((await world.db.pool.query('select 1 from ticket where talk_due')).rowCount).toBe(0);
});

test('[D6] a ticket that goes to another department takes its notes with it', async () => {
  const { id, notes } = await opened();
  for (const actor of [ada, ben]) await world.say(actor, notes, 'a note');
  const deed = { kind: 'overflow', at: Date.now(), departmentId: help, visitorsOpenId: null } as const;
  await world.tickets.act(id, deed, { kind: 'system' });
  await world.tickets.repair();
  expect(await answer(world.conversations.get(ada.userId, notes))).toBe('NOT_FOUND');
  expect(await answer(world.conversations.get(ben.userId, notes))).toBe('done');
});

test('[D3] whoever has left a department does not accept what it offered them', async () => {
  const [cat] = (await world.people(1)) as [Actor];
  await setAgent(cat, [sales]);
  await world.agents.setAgentState(cat, { state: 'ONLINE', capacity: null });
  const { id } = await opened();
  await world.tickets.act(id, { kind: 'offer', at: Date.now(), agentId: cat.userId, expiresAt: Date.now() + 15_000 }, { kind: 'system' });
  await setAgent(cat, [help]);
  expect(await answer(world.tickets.acceptOffer(cat, id))).toBe('CONFLICT');
  expect((await world.tickets.load(id))?.state).toBe('OFFERED');
  await setAgent(cat, [sales]);
  expect(await answer(world.tickets.acceptOffer(cat, id))).toBe('done');
  await setAgent(cat, [help]);
  expect(await answer(world.tickets.acceptOffer(cat, id))).toBe('done');
});

test('[D6] who reads a talk by policy is told who is in it; who does not, is not', async () => {
  const { talk, notes, vera } = await taken();
  const members = (actor: Actor, conversationId: ConversationId) =>
    world.conversations.members(actor.userId, { conversationId, first: 10, after: null });
  const ids = async (actor: Actor, conversationId: ConversationId) => (await members(actor, conversationId)).map(({ user }) => user.id);
  expect((await ids(ben, talk)).toSorted()).toEqual([ada.userId, vera.userId].toSorted());
  expect(await ids(owner, notes)).toEqual([ada.userId]);
  const [stranger] = (await world.people(1)) as [Actor];
  expect(await answer(members(stranger, talk))).toBe('NOT_FOUND');
  expect(await answer(members(vera, notes))).toBe('NOT_FOUND');
  expect(await answer(members(owner, world.ids.next<ConversationId>()))).toBe('NOT_FOUND');
});

test('[D6] a reaction, an edit and a recall of somebody of the desk who is not in are answered with the message', async () => {
  const { id, talk, notes } = await taken();
  expect(await world.messages.react(ben, { conversationId: notes, seq: 2, emoji: '👍', on: true })).toMatchObject({ text: 'a note' });
  expect((await world.conversations.get(ben.userId, notes)).memberCount).toBe(2);
  const { seq } = await world.say(owner, talk, 'a word of mine');
  // Whoever is not the ticket's is led out again with the next change of hands.
  await world.tickets.setTicketState(ada, { ticketId: id, state: 'WAITING', until: null });
  await world.tickets.close();
  expect(await world.messages.edit(owner, { conversationId: talk, seq, text: 'other words' })).toMatchObject({ text: 'other words' });
});
