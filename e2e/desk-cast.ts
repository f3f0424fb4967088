// Who meets at the desk: a department of its own with its agents, and a visitor. They are made over the public API, as a shop's page
// and its owner would.
import { type APIRequestContext, type Browser, expect } from '@playwright/test';
import { account, type Caller, newPerson, OWNER, returning } from './accounts.ts';

const { origin } = new URL(process.env.E2E_URL ?? 'http://localhost:3000');

/** The field that is asked for. `token`: of a visitor; else whose session `request` has. */
async function ask<T>(request: APIRequestContext, query: string, variables: object, token?: string): Promise<T> {
  const headers: Record<string, string> = token === undefined ? { origin } : { origin, authorization: `Bearer ${token}` };
  const answer = await request.post(`${origin}/api/graphql`, { data: { query, variables }, headers });
  const { data, errors } = await answer.json();
  expect(errors, query).toBeUndefined();
  const [value] = Object.values<T>(data);
  if (value === undefined) throw new Error(`${query} answered nothing`);
  return value;
}

export interface Shop {
  readonly departmentId: string;
  readonly department: string;
  readonly siteKey: string;
  readonly agents: readonly Caller[];
}

/** A department of its own, and agents who answer in it alone. */
export async function shop(browser: Browser, names: readonly string[]): Promise<Shop> {
  const { request } = await returning(browser, OWNER);
  const department = `Orders ${crypto.randomUUID().slice(0, 6)}`;
  const { id: departmentId } = await ask<{ id: string }>(request, 'mutation ($n: String!) { createDepartment(name: $n) { id } }', {
    n: department,
  });
  const siteKey = await ask<string>(request, 'mutation ($o: [String!]!) { createSiteKey(name: "Shop", origins: $o) }', { o: [origin] });
  const agents: Caller[] = [];
  for (const name of names) {
    const agent = await account(browser, newPerson(name, 'desk'));
    await ask(request, 'mutation ($u: ID!, $d: [ID!]!) { setAgent(userId: $u, departmentIds: $d) { load } }', {
      u: agent.id,
      d: [departmentId],
    });
    agents.push(agent);
  }
  return { departmentId, department, siteKey, agents };
}

export interface Ticket {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly conversationId: string;
  readonly assignee: { readonly name: string } | null;
}

const TICKET = 'id number state conversationId assignee { name }';

export interface Visitor {
  /** Opens a ticket, or goes on with the open one. */
  write(text: string): Promise<Ticket>;
  ticket(id: string): Promise<Ticket>;
  /** All that they can read of it, as the server answers. */
  reads(conversationId: string): Promise<string>;
}

export async function visitor(browser: Browser, { siteKey, departmentId }: Shop): Promise<Visitor> {
  const { request } = await browser.newContext();
  const { token } = await ask<{ token: string }>(request, 'mutation ($k: ID!) { startVisitor(siteKey: $k) { token } }', { k: siteKey });
  const call = <T>(query: string, variables: object) => ask<T>(request, query, variables, token);
  return {
    write: (text) =>
      call<Ticket>(`mutation ($d: ID!, $c: ID!, $t: String!) { openTicket(departmentId: $d, clientId: $c, text: $t) { ${TICKET} } }`, {
        d: departmentId,
        c: crypto.randomUUID(),
        t: text,
      }),
    ticket: (id) => call<Ticket>(`query ($id: ID!) { ticket(id: $id) { ${TICKET} } }`, { id }),
    reads: async (id) =>
      JSON.stringify(await call('query ($id: ID!) { events(conversationId: $id) { events { kind senderId text data } } }', { id })),
  };
}
