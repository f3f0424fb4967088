// What somebody has not read before their site named them is not read after it (S16).
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { ClientId, ConversationId, DepartmentId } from '../../../core/protocol/ids.ts';
import { brokenRules } from '../../../testing/factories/broken-rules.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { siteOver } from '../../../testing/factories/visitors.ts';
import type { Actor } from '../../platform/actor.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let site: Awaited<ReturnType<typeof siteOver>>;
let ada: Actor;
let sales: DepartmentId;

beforeAll(async () => {
  world = await chatWorld();
  site = await siteOver(world);
  [ada] = (await world.people(1)) as [Actor];
  sales = (await world.agents.createDepartment(site.boss, { name: 'Sales' })).id;
  await world.agents.setAgent(site.boss, { userId: ada.userId, departmentIds: [sales], role: 'agent', capacity: 100 });
});

/** A talk of Ada and an anonymous visitor, who has said so much. */
async function begun(): Promise<{ readonly token: string; readonly actor: Actor; readonly talk: ConversationId }> {
  const anonymous = await site.come();
  const words = { departmentId: sales, clientId: randomUUID() as ClientId, text: 'is it green?', fields: null };
  const { id, conversationId } = await world.tickets.openTicket(anonymous.actor, words);
  await world.tickets.takeTicket(ada, id);
  return { ...anonymous, talk: conversationId };
}

const identify = async (token: string, sub: string = randomUUID()) =>
  (await site.come({ token, identity: await site.sign({ sub, name: 'Vera' }) })).actor;
const rowOf = ({ userId }: Actor, talk: ConversationId) => world.conversations.get(userId, talk);

test('[S16] [visitor] the answers that an anonymous visitor had not read are unread to the person, and reading them makes none', async () => {
  const { token, actor, talk } = await begun();
  const { seq } = await world.say(ada, talk, 'It is.');
  await world.timeline.markRead(actor.userId, talk, seq);
  await world.say(ada, talk, 'And blue.');
  const last = await world.say(ada, talk, 'Or red.');
  expect((await rowOf(actor, talk)).unread).toBe(2);
  const person = await identify(token);
  expect(await rowOf(person, talk)).toMatchObject({ unread: 2, readSeq: seq });
  expect(await brokenRules(world.db.pool)).toEqual([]);
  const join = (await world.history.page(ada.userId, { conversationId: talk, before: null, after: null, limit: 50 })).events.at(-1);
  expect(join).toMatchObject({ kind: 'join', data: { userIds: [person.userId], readSeq: seq } });
  await world.timeline.markRead(person.userId, talk, last.seq);
  expect((await rowOf(person, talk)).unread).toBe(0);
  expect(await brokenRules(world.db.pool)).toEqual([]);
});

test('[S16] [visitor] what stands before their own last words is read, also where they were said before the merge', async () => {
  const { token, actor, talk } = await begun();
  await world.say(ada, talk, 'It is.');
  await world.say(actor, talk, 'thank you');
  await world.say(ada, talk, 'You are welcome.');
  expect((await rowOf(actor, talk)).unread).toBe(2);
  expect((await rowOf(await identify(token), talk)).unread).toBe(1);
});

test('[S16] [visitor] whoever has read all has read all as the person too; an agent who comes has nothing to read', async () => {
  const { token, actor, talk } = await begun();
  const { seq } = await world.say(ada, talk, 'It is.');
  await world.timeline.markRead(actor.userId, talk, seq);
  expect((await rowOf(await identify(token), talk)).unread).toBe(0);
  expect((await rowOf(ada, talk)).unread).toBe(0);
});
