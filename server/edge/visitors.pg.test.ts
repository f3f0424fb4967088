// What a visitor meets over the real API: their own talk and nothing else, whatever id they try. All that they were sent, by GraphQL,
// tRPC and the socket, is searched for what is not theirs.
import { randomUUID } from 'node:crypto';
import { buildSchema, isObjectType } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import type { DepartmentId } from '../../core/protocol/ids.ts';
import type { WireTicket } from '../../core/protocol/wire-desk.ts';
import { caller, newcomer } from '../../testing/factories/accounts.ts';
import { anyCall } from '../../testing/factories/any-call.ts';
import { type ApiSocket, apiSocket } from '../../testing/factories/api-socket.ts';
import { chatWorld } from '../../testing/factories/chat.ts';
import { edgeOver } from '../../testing/factories/edge.ts';
import { type Comer, siteOver } from '../../testing/factories/visitors.ts';
import type { Actor } from '../platform/actor.ts';
import { SDL } from './graphql/sdl.ts';
import { CALLS } from './visitor-calls.ts';

const NOTE = 'this customer never pays';
const TICKET =
  'id number state department { id name } priority subject tags conversationId notesConversationId visitor { id handle name kind } assignee { id handle name } position estimatedWaitMs openedAt answeredAt snoozedUntil nobodyAnswers lastWords { at authorId text } vip skills { skill level required } version';
const TALK =
  'id kind title head unread memberCount members { user { id handle name kind } role readSeq } peer { id handle } lastMessage { text senderId data }';
const EVENTS = 'events { seq kind senderId text data reactions { emoji count mine } } head';
const STREAM = `subscription { timeline { head entries { pos kind data events { seq kind senderId text data } } hint { conversationId head } signal } }`;

let world: Awaited<ReturnType<typeof chatWorld>>;
let site: Awaited<ReturnType<typeof siteOver>>;
let host: string;
let [ada, sue]: { actor: Actor; token: string; handle: string; email: string }[] = [];
let [vera, walt]: (Comer & { ticket: WireTicket })[] = [];
let sales: DepartmentId;
let socket: ApiSocket;
/** All that Vera was sent. */
const sent: string[] = [];

async function staff(handle: string, role: 'agent' | 'supervisor') {
  const input = newcomer(handle, { name: `Name of ${role}` });
  const { actor, token } = await world.accounts.signUp(input, caller);
  await world.agents.setAgent(site.boss, { userId: actor.userId, departmentIds: [sales], role, capacity: 9 });
  return { actor, token, handle, email: input.email };
}

async function ask(token: string, query: string, variables: object = {}) {
  const response = await fetch(`http://${host}/api/graphql`, {
    method: 'POST',
    body: JSON.stringify({ query, variables }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  });
  const text = await response.text();
  if (token === vera?.token) sent.push(text);
  return JSON.parse(text) as { data?: Record<string, unknown>; errors?: { extensions: { code: string } }[] };
}

async function call(token: string, path: string, input?: object) {
  const isQuery = !/start|set|send|edit|recall|react$|mark|typing|ack|Viewed|open|rate|signOut/.test(path.split('.')[1] ?? '');
  const url = `http://${host}/api/trpc/${path}`;
  const headers = { authorization: `Bearer ${token}`, origin: `http://${host}`, 'content-type': 'application/json' };
  const query = input && isQuery ? `?input=${encodeURIComponent(JSON.stringify(input))}` : '';
  const response = await fetch(`${url}${query}`, isQuery ? { headers } : { headers, method: 'POST', body: JSON.stringify(input ?? {}) });
  const text = await response.text();
  if (token === vera?.token) sent.push(text);
  return JSON.parse(text) as { result?: { data: unknown }; error?: { data: { code: string } } };
}

const codeOf = (answer: Awaited<ReturnType<typeof ask>>) => answer.errors?.[0]?.extensions.code ?? 'done';

beforeAll(async () => {
  world = await chatWorld();
  site = await siteOver(world);
  ({ host } = await edgeOver(world, world.log));
  sales = (await world.agents.createDepartment(site.boss, { name: 'Sales' })).id;
  [ada, sue] = [await staff('ada-the-handle', 'agent'), await staff('sue-the-handle', 'supervisor')];
  [vera, walt] = await Promise.all(
    ['Vera', 'Walt'].map(async (name) => {
      const comer = await site.come({ identity: await site.sign({ sub: name, name, email: `${name}@example.org` }) });
      const words = { departmentId: sales, clientId: randomUUID() as never, text: `words of ${name}`, fields: null };
      const { id } = await world.tickets.openTicket(comer.actor, words);
      return { ...comer, ticket: (await world.tickets.forDesk([id])).get(id)! };
    }),
  );
  socket = await apiSocket(host, vera!.token);
  void socket.until(STREAM, {}, (data) => {
    sent.push(JSON.stringify(data));
    return false;
  });
});

test('[D7] nothing of the desk’s side, no handle and no e-mail is in anything that a visitor is sent, while the desk is at work', async () => {
  const { id, conversationId, notesConversationId } = vera!.ticket;
  const notes = notesConversationId!;
  const desk = await Promise.all([apiSocket(host, ada!.token), apiSocket(host, sue!.token)]);
  const heard: string[] = [];
  for (const one of desk) void one.until(STREAM, {}, (data) => heard.push(JSON.stringify(data)) === 0);
  await world.tickets.takeTicket(ada!.actor, id);
  await world.tickets.close();
  await world.say(ada!.actor, conversationId, 'an answer');
  await world.say(ada!.actor, notes, NOTE, { mentionUserIds: [sue!.actor.userId] });
  await world.say(sue!.actor, notes, 'I know');
  const typing = 'mutation ($id: ID!) { typing(conversationId: $id) }';
  await ask(ada!.token, typing, { id: notes });
  await ask(ada!.token, typing, { id: conversationId });
  await world.tickets.transferTicket(ada!.actor, { ticketId: id, toAgentId: sue!.actor.userId, toDepartmentId: null, note: NOTE });
  await world.tickets.acceptOffer(sue!.actor, id);
  const skills = [{ skill: 'debt collection', level: 2, required: true }];
  await world.tickets.updateTicket(sue!.actor, { ticketId: id, priority: 87, tags: ['bad payer'], skills });
  await world.tickets.setVip(sue!.actor, { visitorId: vera!.actor.userId, vip: true });
  await world.tickets.close();
  const v = vera!.token;
  const ids = { ids: [ada, sue, vera, walt].map((one) => one!.actor.userId) };
  await ask(
    v,
    `{ me { id handle name } snapshot { cursor conversations { ${TALK} } } unread { total } departments(siteKey: "${site.siteKey}") { id name } }`,
  );
  await ask(v, `query ($id: ID!) { conversation(id: $id) { ${TALK} } events(conversationId: $id) { ${EVENTS} } }`, { id: conversationId });
  await ask(v, `query ($id: ID!) { ticket(id: $id) { ${TICKET} } tickets(view: "all") { total tickets { ${TICKET} } } }`, { id });
  await ask(v, 'query ($ids: [ID!]!) { users(ids: $ids) { id handle name avatarUrl kind } }', ids);
  await ask(v, '{ pull(after: "epoch.0") { ... on PullPage { entries { kind data events { kind text data } } } } }');
  await ask(v, 'mutation ($input: SendInput!) { send(input: $input) { id } }', {
    input: { conversationId, clientId: randomUUID(), text: 'thanks' },
  });
  await ask(
    v,
    'mutation ($id: ID!) { react(conversationId: $id, seq: 4, emoji: "👍") { seq reactions { emoji count } } markRead(conversationId: $id, seq: 4) { id } }',
    { id: conversationId },
  );
  await ask(v, `{ site(siteKey: "${site.siteKey}") { id name color greeting { en } fields { name } departments { name } } }`);
  const talks = { conversationId, first: 50, after: null, text: null };
  for (const [path, input] of [
    ['account.me', undefined],
    ['account.users', ids],
    ['conversation.snapshot', undefined],
    ['conversation.get', { conversationId }],
    ['conversation.members', talks],
    ['history.events', { conversationId, before: null, after: null, limit: 100 }],
    ['timeline.pull', { after: 'epoch.0', limit: 100 }],
    ['unread.counts', undefined],
    ['desk.ticket', { id }],
    ['desk.tickets', { view: 'all' }],
    ['visitor.site', { siteKey: site.siteKey }],
  ] as const) {
    expect([path, (await call(v, path, input)).error]).toEqual([path, undefined]);
  }
  // What is slow: news of presence is told after a while.
  await expect.poll(() => heard.some((text) => text.includes('thanks')), { timeout: 5_000 }).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 700));
  const all = sent.join('\n');
  for (const own of ['words of Vera', 'an answer', 'thanks', 'Name of agent', '"typing"', 'Vera'])
    expect([own, all.includes(own)]).toEqual([own, true]);
  const secrets = [ada, sue].flatMap((one) => [one!.handle, one!.email]);
  const others = [walt!.actor.userId, walt!.ticket.id, walt!.ticket.conversationId, 'words of Walt', 'Walt', site.boss.userId];
  const described = ['debt collection', '"priority":87', 'bad payer', '"vip":true'];
  const hidden = [
    ...secrets,
    ...others,
    ...described,
    NOTE,
    'I know',
    notes,
    '@example.org',
    '"presence"',
    'routing',
    (await site.keyOf()).secret,
  ];
  for (const one of hidden) expect([one, all.includes(one)]).toEqual([one, false]);
  expect(heard.join('').includes(`"presence","userId":"${vera!.actor.userId}"`)).toBe(false);
  expect((await ask(v, `query ($ids: [ID!]!) { users(ids: $ids) { id } }`, ids)).data?.users).toEqual(
    [ada, sue, vera].map((one) => ({ id: one!.actor.userId })),
  );
  await Promise.all(desk.map((one) => one.close()));
});

test('[D7] what a visitor may not call does not exist for them: every such field and procedure answers NOT_FOUND', async () => {
  const schema = buildSchema(SDL);
  const answers: [string, string][] = [];
  for (const name of CALLS.people) {
    const [type = '', field = ''] = name.split('.');
    const root = schema.getType(type);
    if (isObjectType(root)) {
      const { query, variables } = anyCall(root, field);
      const answer = type === 'Subscription' ? await socket.ask(query, variables) : await ask(vera!.token, query, variables);
      answers.push([name, codeOf(answer as Awaited<ReturnType<typeof ask>>)]);
    } else {
      const headers = { authorization: `Bearer ${vera!.token}`, origin: `http://${host}`, 'content-type': 'application/json' };
      const tries = await Promise.all(
        [{ headers }, { headers, method: 'POST', body: '{}' }].map(
          async (init) => (await fetch(`http://${host}/api/trpc/${name}`, init)).status,
        ),
      );
      answers.push([name, tries.includes(404) && !tries.includes(200) ? 'NOT_FOUND' : tries.join()]);
    }
  }
  expect(answers.filter(([, code]) => code !== 'NOT_FOUND')).toEqual([]);
});

test('[D9] whatever id a visitor tries in whatever they may call, it is not there unless it is theirs', async () => {
  const { id: ticketId, conversationId: id } = walt!.ticket;
  const own = vera!.ticket;
  const tries: readonly (readonly [string, string, object])[] = [
    ...[id, walt!.ticket.notesConversationId, own.notesConversationId].flatMap((one) => [
      ['query ($id: ID!) { conversation(id: $id) { id } }', 'conversation', { id: one }] as const,
      [`query ($id: ID!) { events(conversationId: $id) { ${EVENTS} } }`, 'events', { id: one }] as const,
      ['mutation ($id: ID!) { typing(conversationId: $id) }', 'typing', { id: one }] as const,
      ['mutation ($id: ID!) { markRead(conversationId: $id, seq: 1) { id } }', 'markRead', { id: one }] as const,
      ['mutation ($id: ID!) { edit(conversationId: $id, seq: 2, text: "x") { seq } }', 'edit', { id: one }] as const,
      ['mutation ($id: ID!) { recall(conversationId: $id, seq: 2) { seq } }', 'recall', { id: one }] as const,
      ['mutation ($id: ID!) { react(conversationId: $id, seq: 2, emoji: "👍") { seq } }', 'react', { id: one }] as const,
      [
        'mutation ($input: SendInput!) { send(input: $input) { id } }',
        'send',
        { input: { conversationId: one, clientId: randomUUID(), text: 'x' } },
      ] as const,
    ]),
    [`query ($id: ID!) { ticket(id: $id) { ${TICKET} } }`, 'ticket', { id: ticketId }],
    ['mutation ($id: ID!) { rate(ticketId: $id, score: 1) }', 'rate', { id: ticketId }],
    [
      'mutation ($id: ID!, $c: ID!) { openTicket(departmentId: $id, clientId: $c, text: "x") { id } }',
      'openTicket',
      { id: ticketId, c: randomUUID() },
    ],
  ];
  const answers = await Promise.all(
    tries.map(async ([query, name, variables]) => [name, codeOf(await ask(vera!.token, query, variables))]),
  );
  expect(answers.filter(([, code]) => code !== 'NOT_FOUND')).toEqual([]);
  const { data } = await ask(vera!.token, 'query ($ids: [ID!]!) { users(ids: $ids) { id } }', {
    ids: [walt!.actor.userId, site.boss.userId],
  });
  expect(data).toEqual({ users: [] });
  for (const path of ['conversation.get', 'conversation.members', 'history.events']) {
    expect((await call(vera!.token, path, { conversationId: id })).error?.data.code).toBe('NOT_FOUND');
  }
  const answer = await ask(vera!.token, `{ tickets(view: "queue") { tickets { ${TICKET} } } }`);
  expect(JSON.stringify(answer)).not.toContain(ticketId);
});
