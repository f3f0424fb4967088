// Visitors beside people over the real API: how they come, and that the messenger and administration know nothing of them.
import { beforeAll, expect, test } from 'vitest';
import { caller, newcomer } from '../../testing/factories/accounts.ts';
import { chatWorld } from '../../testing/factories/chat.ts';
import { edgeOver } from '../../testing/factories/edge.ts';
import { noOperations } from '../../testing/factories/observed.ts';
import { type Comer, siteOver } from '../../testing/factories/visitors.ts';
import { createAdmin } from '../features/admin/index.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let site: Awaited<ReturnType<typeof siteOver>>;
let host: string;
let ada: Awaited<ReturnType<typeof world.accounts.signUp>>;
let vera: Comer;

async function post(path: string, body: object, headers: Record<string, string>) {
  const all = { 'content-type': 'application/json', origin: `http://${host}`, ...headers };
  return fetch(`http://${host}/api/${path}`, { method: 'POST', body: JSON.stringify(body), headers: all });
}

async function ask(token: string, query: string, variables: object = {}) {
  const response = await post('graphql', { query, variables }, token ? { authorization: `Bearer ${token}` } : {});
  return (await response.json()) as { data?: Record<string, unknown>; errors?: { extensions: { code: string } }[] };
}

const codeOf = (answer: Awaited<ReturnType<typeof ask>>) => answer.errors?.[0]?.extensions.code ?? 'done';

beforeAll(async () => {
  world = await chatWorld();
  site = await siteOver(world);
  ({ host } = await edgeOver(world, world.log));
  ada = await world.accounts.signUp(newcomer('ada'), caller);
  vera = await site.come({ identity: await site.sign({ sub: 'Vera', name: 'Vera' }) });
});

test('[D7] people of the messenger do not find a visitor, talk to them apart from the desk or put them into groups; they are no accounts', async () => {
  const { token, actor } = ada;
  const id = vera.actor.userId;
  expect((await ask(token, '{ findUsers(text: "Vera") { id } }')).data).toEqual({ findUsers: [] });
  const group = await ask(token, 'mutation { createGroup(title: "Tea", memberIds: []) { id } }');
  const groupId = (group.data as { createGroup: { id: string } }).createGroup.id;
  for (const query of [
    'mutation ($id: ID!) { openDirect(userId: $id) { id } }',
    'mutation ($id: ID!) { createGroup(title: "Tea", memberIds: [$id]) { id } }',
    `mutation ($id: ID!) { addMembers(conversationId: "${groupId}", userIds: [$id]) { id } }`,
  ]) {
    expect([query, codeOf(await ask(token, query, { id }))]).toEqual([query, 'NOT_FOUND']);
  }
  const direct = await ask(vera.token, 'mutation ($id: ID!) { openDirect(userId: $id) { id } }', { id: actor.userId });
  expect(codeOf(direct)).toBe('NOT_FOUND');
  const admin = createAdmin({ ...world, operations: noOperations });
  const { accounts } = await admin.listAccounts(site.boss, { text: '', after: null, first: 100 });
  expect(accounts.filter(({ kind }) => kind === 'VISITOR')).toEqual([]);
  await expect(admin.disableAccount(site.boss, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('[D7] a session with a token leaves the cookie of whoever is signed in here alone', async () => {
  const { token } = await site.come();
  const response = await post('trpc/account.signOut', {}, { authorization: `Bearer ${token}`, cookie: `parley_session=${ada.token}` });
  expect([response.status, response.headers.get('set-cookie')]).toEqual([200, null]);
  expect([await world.accounts.authenticate(token), await world.accounts.authenticate(ada.token)]).toEqual([null, ada.actor]);
});

test('[D7] startVisitor, over GraphQL and tRPC: nobody needs to be signed in, and a wrong key is not there', async () => {
  const start = 'mutation ($key: ID!) { startVisitor(siteKey: $key) { token user { id handle name kind } } }';
  const { data } = await ask('', start, { key: site.siteKey });
  expect(data?.startVisitor).toMatchObject({ token: expect.any(String), user: { handle: null, kind: 'VISITOR' } });
  expect(codeOf(await ask('', start, { key: '77' }))).toBe('NOT_FOUND');
  const answer = await (await post('trpc/visitor.start', { siteKey: site.siteKey }, {})).json();
  expect(answer.result.data).toMatchObject({ token: expect.any(String), user: { handle: null, kind: 'VISITOR' } });
});
