// What the desk says of tickets over the real API: what is not named stays, null takes the subject away, tRPC and GraphQL do the same.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { caller, newcomer } from '../../testing/factories/accounts.ts';
import { chatWorld } from '../../testing/factories/chat.ts';
import { edgeOver } from '../../testing/factories/edge.ts';
import { siteOver } from '../../testing/factories/visitors.ts';

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: { readonly extensions: { readonly code: string; readonly field?: string; readonly reason?: string } }[];
}

const UPDATE = `mutation ($t: ID!, $p: Int, $s: String, $g: [String!], $k: [TicketSkillInput!]) {
  updateTicket(ticketId: $t, priority: $p, subject: $s, tags: $g, skills: $k) { priority subject tags vip skills { skill level required } version } }`;
let host: string;
let token: string;
let [first, second, visitorId]: string[] = [];

async function post(path: string, body: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, origin: `http://${host}` };
  return (await fetch(`http://${host}/api/${path}`, { method: 'POST', body: JSON.stringify(body), headers })).json();
}
const ask = (query: string, variables: object) => post('graphql', { query, variables }) as Promise<Answer>;
const update = async (variables: object) => (await ask(UPDATE, { t: first, ...variables })).data?.updateTicket;

beforeAll(async () => {
  const world = await chatWorld();
  const site = await siteOver(world);
  ({ host } = await edgeOver(world, world.log));
  const agent = await world.accounts.signUp(newcomer('describer'), caller);
  ({ token } = agent);
  const { actor: vera } = await site.come();
  const opened: string[] = [];
  for (const name of ['Sales', 'Help']) {
    const { id } = await world.agents.createDepartment(site.boss, { name });
    const words = { departmentId: id, clientId: randomUUID() as never, text: `words to ${name}`, fields: null };
    opened.push((await world.tickets.openTicket(vera, words)).id);
  }
  await world.agents.setAgent(site.boss, { userId: agent.actor.userId, departmentIds: [], role: 'supervisor', capacity: 5 });
  [first, second, visitorId] = [...opened, vera.userId];
});

test('[api] of a ticket changes what is named; null leaves, and takes the subject away', async () => {
  const skills = [{ skill: 'German', level: 2, required: true }];
  expect(await update({ p: 7, s: '  Lost parcel ', g: [' a ', 'b', 'a'], k: skills })).toEqual({
    priority: 7,
    subject: 'Lost parcel',
    tags: ['a', 'b'],
    vip: false,
    skills,
    version: 2,
  });
  expect(await update({ p: null, g: null })).toMatchObject({ priority: 7, subject: 'Lost parcel', tags: ['a', 'b'], skills, version: 2 });
  expect(await update({ s: null, g: [] })).toMatchObject({ priority: 7, subject: 'words to Sales', tags: [], version: 3 });
  for (const bad of [{ p: 101 }, { g: ['x'.repeat(51)] }, { g: [' '] }, { s: 'x'.repeat(201) }, { k: [...skills, ...skills] }]) {
    expect([bad, (await ask(UPDATE, { t: first, ...bad })).errors?.[0]?.extensions.code]).toEqual([bad, 'BAD_INPUT']);
  }
  const bare = (await post('trpc/desk.updateTicket', { ticketId: first, tags: ['web'] })) as { result: { data: object } };
  expect(bare.result.data).toMatchObject({ priority: 7, tags: ['web'], version: 4 });
});

test('[api] a visitor is marked, and two of their tickets are merged; again answers the same', async () => {
  const vip = () => ask('mutation ($v: ID!) { setVip(visitorId: $v, vip: true) }', { v: visitorId });
  expect([await vip(), await vip()]).toEqual([{ data: { setVip: true } }, { data: { setVip: true } }]);
  const merge = () =>
    ask('mutation ($t: ID!, $i: ID!) { mergeTickets(ticketId: $t, intoId: $i) { id state vip } }', { t: first, i: second });
  const merged = { data: { mergeTickets: { id: second, state: 'WAITING', vip: true } } };
  expect([await merge(), await merge()]).toEqual([merged, merged]);
  const back = await ask('mutation ($t: ID!, $i: ID!) { mergeTickets(ticketId: $t, intoId: $i) { id } }', { t: second, i: first });
  expect(back.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'state' });
});
