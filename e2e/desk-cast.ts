// Who meets at the desk: a department of its own with its agents, and a visitor. They are made over the public API, as a shop's page
// and its owner would. The owner never answers there: she is in all journeys at once, and online after the first one.
import { type APIRequestContext, type Browser, expect } from '@playwright/test';
import { account, type Caller, command, newPerson, OWNER, returning } from './accounts.ts';

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

type Role = 'agent' | 'supervisor';

export interface Shop {
  readonly departmentId: string;
  readonly department: string;
  readonly siteKey: string;
  readonly agents: readonly Caller[];
  /** How long an agent is asked, ms. */
  offersFor(ms: number): Promise<void>;
  /** One more who answers there alone. */
  hire(name: string, role: Role): Promise<Caller>;
  /** What one of its agents knows, each at level 3. */
  teach(agent: Caller, skills: readonly string[]): Promise<void>;
}

/** A department of its own, and agents who answer in it alone; `site`: of the pages that show its widget. */
export async function shop(browser: Browser, names: readonly string[], site = origin): Promise<Shop> {
  const { request } = await returning(browser, OWNER);
  const department = `Orders ${crypto.randomUUID().slice(0, 6)}`;
  const { id: departmentId } = await ask<{ id: string }>(request, 'mutation ($n: String!) { createDepartment(name: $n) { id } }', {
    n: department,
  });
  const siteKey = await ask<string>(request, 'mutation ($o: [String!]!) { createSiteKey(name: "Kiln & Leaf", origins: $o) }', {
    o: [site],
  });
  const hire = async (name: string, role: Role) => {
    const agent = await account(browser, newPerson(name, 'desk'));
    const them = { u: agent.id, d: [departmentId], r: role };
    await ask(request, 'mutation ($u: ID!, $d: [ID!]!, $r: String) { setAgent(userId: $u, departmentIds: $d, role: $r) { load } }', them);
    return agent;
  };
  const teach = async ({ id }: Caller, skills: readonly string[]) => {
    await command(request, 'deskSetup.setSkills', { userId: id, skills: skills.map((skill) => ({ skill, level: 3 })) });
  };
  const offersFor = async (offerMs: number) => {
    const { result } = await (await request.get(`${origin}/api/trpc/deskSetup.departmentSetups`, { headers: { origin } })).json();
    const { version, name, strategy, hours, settings } = result.data.find(({ id }: { id: string }) => id === departmentId);
    const change = { departmentId, version, name, strategy, hours, settings: { ...settings, offerMs } };
    await command(request, 'deskSetup.updateDepartment', change);
  };
  const agents: Caller[] = [];
  for (const name of names) agents.push(await hire(name, 'agent'));
  return { departmentId, department, siteKey, agents, offersFor, hire, teach };
}

export interface Ticket {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly conversationId: string;
  readonly assignee: { readonly name: string } | null;
  readonly priority: number;
  readonly tags: readonly string[];
}

const TICKET = 'id number state conversationId assignee { name } priority tags';
const EVENTS = 'query ($id: ID!) { events(conversationId: $id) { events { kind senderId text data } } }';

export interface Visitor {
  /** Opens a ticket, or goes on with the open one; elsewhere than in the shop's department where another is named. */
  write(text: string, elsewhere?: string): Promise<Ticket>;
  ticket(id: string): Promise<Ticket>;
  /** All that they can read of it, as the server answers. */
  reads(conversationId: string): Promise<string>;
}

export async function visitor(browser: Browser, { siteKey, departmentId }: Shop): Promise<Visitor> {
  const { request } = await browser.newContext();
  const { token } = await ask<{ token: string }>(request, 'mutation ($k: ID!) { startVisitor(siteKey: $k) { token } }', { k: siteKey });
  const call = <T>(query: string, variables: object) => ask<T>(request, query, variables, token);
  return {
    write: (text, elsewhere = departmentId) =>
      call<Ticket>(`mutation ($d: ID!, $c: ID!, $t: String!) { openTicket(departmentId: $d, clientId: $c, text: $t) { ${TICKET} } }`, {
        d: elsewhere,
        c: crypto.randomUUID(),
        t: text,
      }),
    ticket: (id) => call<Ticket>(`query ($id: ID!) { ticket(id: $id) { ${TICKET} } }`, { id }),
    reads: async (id) => JSON.stringify(await call(EVENTS, { id })),
  };
}

export interface Hand {
  /** The one that waits. */
  take(): Promise<Ticket>;
  say(conversationId: string, text: string): Promise<void>;
  reads(conversationId: string): Promise<string>;
  resolve(id: string): Promise<void>;
}

/** An agent without a page: what they do is done over the API. */
export function hand({ request }: Caller, { departmentId }: Shop): Hand {
  const queue = `query ($d: ID) { tickets(view: "queue", departmentId: $d) { tickets { ${TICKET} } } }`;
  return {
    async take() {
      const { tickets } = await ask<{ tickets: Ticket[] }>(request, queue, { d: departmentId });
      return ask<Ticket>(request, `mutation ($t: ID!) { takeTicket(ticketId: $t) { ${TICKET} } }`, { t: tickets[0]?.id });
    },
    async say(conversationId, text) {
      const input = { conversationId, clientId: crypto.randomUUID(), text };
      await ask(request, 'mutation ($i: SendInput!) { send(input: $i) { seq } }', { i: input });
    },
    reads: async (id) => JSON.stringify(await ask(request, EVENTS, { id })),
    async resolve(id) {
      await ask(request, 'mutation ($t: ID!) { setTicketState(ticketId: $t, state: RESOLVED) { state } }', { t: id });
    },
  };
}
