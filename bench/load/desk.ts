// A desk at work: agents whose desks are open and who take what they are offered, visitors who come at a rate. Each ticket is
// opened, offered, accepted and closed; the time from the call that opens it to the offer at its agent is what is measured.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Pool } from '../../server/platform/db.ts';
import { type Quantiles, Window } from '../stats.ts';
import { Client } from './client.ts';
import {
  ACCEPT,
  AGENT_STATE,
  CLOSE,
  CREATE_DEPARTMENT,
  CREATE_SITE_KEY,
  DESK,
  OPEN_TICKET,
  SET_AGENT,
  START_VISITOR,
  TEXT,
} from './operations.ts';
import { type Account, inTurn } from './users.ts';

const WARM_MS = 1_500;
const DRAIN_MS = 30_000;
const AT_ONCE = 32;
/** An agent's work on a ticket. */
const HANDLE_MS = 1_000;
const OWNER_POWER = 2;
const OFFER = /"desk":\{"offer":\{.*?"ticket":\{"id":"(\d+)"/;

const idOf = (data: unknown) => z.object({ id: z.string() }).parse(data).id;

export interface DeskPlace {
  readonly departmentIds: readonly string[];
  readonly siteKey: string;
}

/** By `owner`, who is made one: `count` departments, and these agents spread over them. */
export async function setUp(
  { url, pool }: { readonly url: string; readonly pool: Pool },
  owner: Account,
  agents: readonly Account[],
  count: number,
): Promise<DeskPlace> {
  await pool.query('update users set power = $2 where id = $1', [owner.id, OWNER_POWER]);
  const client = await Client.open(url, owner.token);
  const departmentIds: string[] = [];
  for (let n = 1; n <= count; n++)
    departmentIds.push(idOf((await client.request(CREATE_DEPARTMENT, { name: `Department ${n}` })).createDepartment));
  await inTurn(agents, AT_ONCE, async ({ id: userId }, at) => {
    await client.request(SET_AGENT, { userId, departmentIds: [departmentIds[at % count]], role: 'agent' });
  });
  const made = await client.request(CREATE_SITE_KEY, { name: 'Bench', origins: ['https://shop.example.org'] });
  await client.close();
  return { departmentIds, siteKey: z.string().parse(made.createSiteKey) };
}

/** New visitors, each on a socket of their own. */
export async function openVisitors(url: string, siteKey: string, count: number): Promise<Client[]> {
  const visitors: Client[] = [];
  await inTurn(Array.from({ length: count }), AT_ONCE, async (_none, at) => {
    const answer = await fetch(`${url}/api/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: START_VISITOR, variables: { siteKey } }),
    });
    const { data } = z.object({ data: z.object({ startVisitor: z.object({ token: z.string() }) }) }).parse(await answer.json());
    visitors[at] = await Client.open(url, data.startVisitor.token);
  });
  return visitors;
}

export interface DeskWorked {
  readonly arrived: number;
  readonly accepted: number;
  readonly closed: number;
  /** From the call to the offer, ms. */
  readonly toOffer: Quantiles;
  /** From the call to its answer, ms. */
  readonly toAnswer: Quantiles;
  /** Frames that all desks together were sent, a second. */
  readonly frames: number;
}

export class Desk {
  private agents: Client[] = [];
  private arrived = new Window();
  private answered = new Window();
  private offered = new Window();
  private accepted = new Window();
  private closed = new Window();
  private frames = new Window();
  private readonly asked = new Map<string, number>();
  private readonly offers = new Map<string, number>();
  private under = 0;
  private failed: ((error: unknown) => void) | null = null;

  async comeOnline(url: string, accounts: readonly Account[]): Promise<void> {
    await inTurn(accounts, AT_ONCE, async ({ token }) => {
      const client = await Client.open(url, token);
      client.subscribe(DESK, {}, (frame) => this.hear(client, frame));
      await client.request(AGENT_STATE, { state: 'ONLINE' });
      this.agents.push(client);
    });
  }

  async leave(): Promise<void> {
    await inTurn(this.agents, AT_ONCE, async (client) => {
      await client.request(AGENT_STATE, { state: 'OFFLINE' });
      await client.close();
    });
    this.agents = [];
  }

  /** `rate` arrivals a second, evenly, each by another visitor. @throws where a ticket is not offered, accepted and closed */
  async run(visitors: readonly Client[], { departmentIds }: DeskPlace, rate: number, seconds: number): Promise<DeskWorked> {
    const windows = [this.arrived, this.answered, this.offered, this.accepted, this.closed, this.frames].map(() => new Window());
    [this.arrived, this.answered, this.offered, this.accepted, this.closed, this.frames] = windows as [
      Window,
      Window,
      Window,
      Window,
      Window,
      Window,
    ];
    const { promise: failure, reject } = Promise.withResolvers<never>();
    this.failed = reject;
    failure.catch(() => undefined);
    const start = performance.now();
    for (const window of windows) {
      window.open(start + WARM_MS);
      window.close(start + WARM_MS + seconds * 1_000);
    }
    for (const [n, visitor] of visitors.entries()) {
      const at = start + (n * 1_000) / rate;
      const wait = at - performance.now();
      if (wait > 0) await Promise.race([delay(wait), failure]);
      void this.arrive(visitor, departmentIds[n % departmentIds.length] ?? '', Math.min(at, performance.now())).catch(reject);
    }
    for (const until = performance.now() + DRAIN_MS; this.under > 0; await Promise.race([delay(20), failure]))
      if (performance.now() > until)
        throw new Error(`${this.under} tickets were not offered, accepted and closed within ${DRAIN_MS / 1_000} s`);
    return {
      arrived: this.arrived.perSecond,
      accepted: this.accepted.perSecond,
      closed: this.closed.perSecond,
      toOffer: this.offered.latency,
      toAnswer: this.answered.latency,
      frames: this.frames.perSecond,
    };
  }

  private async arrive(visitor: Client, departmentId: string, at: number): Promise<void> {
    this.under += 1;
    this.arrived.count(at);
    const data = await visitor.request(OPEN_TICKET, { departmentId, clientId: randomUUID(), text: TEXT });
    const id = idOf(data.openTicket);
    this.answered.count(at, performance.now() - at);
    const offeredAt = this.offers.get(id);
    if (offeredAt === undefined) this.asked.set(id, at);
    else this.offered.count(at, offeredAt - at);
    this.offers.delete(id);
  }

  private hear(agent: Client, frame: string): void {
    const now = performance.now();
    this.frames.count(now);
    const id = OFFER.exec(frame)?.[1];
    if (id === undefined) return;
    const at = this.asked.get(id);
    if (at === undefined) this.offers.set(id, now);
    else this.offered.count(at, now - at);
    this.asked.delete(id);
    void this.handle(agent, id).catch((error: unknown) => this.failed?.(error));
  }

  private async handle(agent: Client, id: string): Promise<void> {
    await agent.request(ACCEPT, { id });
    this.accepted.count(performance.now());
    await delay(HANDLE_MS);
    await agent.request(CLOSE, { id });
    this.closed.count(performance.now());
    this.under -= 1;
  }
}
