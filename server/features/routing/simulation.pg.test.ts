// A busy desk: two instances that route, visitors, agents who come and go, change their mind and their capacity, give tickets other
// priorities, hand them on, a
// supervisor who takes over and merges, connections that die in the middle of anything. At the end every rule is recounted.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Deed } from '../../../core/desk/deeds.ts';
import type { DeskActor, Ticket } from '../../../core/desk/ticket.ts';
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import { brokenDeskRules } from '../../../testing/factories/broken-desk-rules.ts';
import { brokenDeskOrder, recordDeskOrder } from '../../../testing/factories/desk-order.ts';
import { type DeskInstance, deskWorld } from '../../../testing/factories/desk-world.ts';
import type { Actor } from '../../platform/actor.ts';
import { asAppError } from '../../platform/app-error.ts';
import { DatabaseAway } from '../../platform/db.ts';

/** PARLEY_SIMULATE=20000 plays as many tickets. */
const TICKETS = Number(process.env.PARLEY_SIMULATE ?? 300);
const SEED = Number(process.env.PARLEY_SEED ?? Date.now() % 1_000_000);
const AGENTS = 10;
const VISITORS = 6;

function randomFrom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  return { next, pick, chance: (p: number) => next() < p };
}

type World = Awaited<ReturnType<typeof deskWorld>>;

class Busy {
  readonly random = randomFrom(SEED);
  readonly ids: TicketId[] = [];
  private readonly known = new Set<TicketId>();
  readonly done: Record<string, number> = {};
  over = false;
  private readonly world: World;
  private readonly instances: readonly DeskInstance[];
  private readonly queues: readonly DepartmentId[];
  private visitors = 0;

  constructor(world: World, instances: readonly DeskInstance[], queues: readonly DepartmentId[]) {
    this.world = world;
    this.instances = instances;
    this.queues = queues;
  }

  /** A refusal and a connection that died are answers; anything else ends the test. */
  async may<T>(work: Promise<T>): Promise<T | null> {
    try {
      return await work;
    } catch (error) {
      if (asAppError(error) || error instanceof DatabaseAway) return null;
      throw error;
    }
  }

  /** The time stands in each deed; from an instance of the two. */
  async act(id: TicketId, deed: Deed, actor: DeskActor): Promise<void> {
    const done = await this.may(this.random.pick(this.instances).tickets.act(id, deed, actor));
    if (done) this.done[deed.kind] = (this.done[deed.kind] ?? 0) + 1;
  }

  /** Time goes on, and what is due is done. */
  async clock(): Promise<void> {
    while (!this.over) {
      await this.world.clock.pass(500);
      if (this.random.chance(0.2)) await Promise.all(this.instances.map(({ runner }) => runner.sweep()));
      await sleep(5);
    }
  }

  /** One visitor after the other, some with a ticket in two departments; some write again. */
  async visit(): Promise<void> {
    while (this.visitors < TICKETS) {
      this.visitors += 1;
      const instance = this.random.pick(this.instances);
      const id = await this.may(this.world.open(instance, this.random.pick(this.queues)));
      this.opened(id);
      const old = this.ids.length > 0 ? this.random.pick(this.ids) : null;
      const ticket = old && (await this.may(instance.tickets.load(old)));
      if (!ticket) continue;
      const visitor = { kind: 'visitor', id: ticket.visitorId } as const;
      if (this.random.chance(0.3)) await this.act(ticket.id, { kind: 'visitorSpeaks', at: this.world.clock.now() }, visitor);
      if (this.random.chance(0.1)) this.opened(await this.may(this.world.open(instance, this.random.pick(this.queues), ticket.visitorId)));
    }
  }

  private opened(id: TicketId | null): void {
    if (id === null || this.known.has(id)) return;
    this.known.add(id);
    this.ids.push(id);
  }

  async answer({ userId }: Actor): Promise<void> {
    const { random, world } = this;
    let release: () => void = () => undefined;
    while (!this.over) {
      if (random.chance(0.05)) {
        release();
        release = random.chance(0.7) ? random.pick(this.instances).runner.hold(userId) : () => undefined;
        const state = random.pick(['ONLINE', 'ONLINE', 'ONLINE', 'AWAY', 'OFFLINE'] as const);
        await this.may(
          random.pick(this.instances).agents.setAgentState(this.actor(userId), { state, capacity: random.pick([2, 4, 6, null]) }),
        );
      }
      const mine = await this.may(this.mine(userId));
      const ticket = mine && mine.length > 0 ? random.pick(mine) : null;
      if (ticket) await this.act(ticket.id, this.deedFor(ticket), this.agent(userId));
      else if (this.ids.length > 0 && random.chance(0.2))
        await this.act(random.pick(this.ids), { kind: 'take', at: world.clock.now() }, this.agent(userId));
      else if (this.ids.length > 0 && random.chance(0.25)) {
        const priority = random.pick([-1, 0, 1, 5]);
        await this.act(random.pick(this.ids), { kind: 'describe', at: world.clock.now(), priority, tags: ['busy'] }, this.agent(userId));
      } else await sleep(10);
    }
    release();
  }

  private async mine(userId: UserId): Promise<Ticket[]> {
    const { rows } = await this.world.db.pool.query<{ ticket_id: TicketId }>(
      `select ticket_id from offer where agent_id = $1 and ended_at is null union
       select id from ticket where assignee_id = $1 and state in (3, 4, 5)`,
      [userId],
    );
    const [first] = this.instances as [DeskInstance];
    const tickets = await Promise.all(rows.map(({ ticket_id: id }) => first.tickets.load(id)));
    return tickets.flatMap((ticket) => ticket ?? []);
  }

  private deedFor({ state, departmentId }: Ticket): Deed {
    const { random } = this;
    const at = this.world.clock.now();
    if (state === 'OFFERED') return { kind: random.chance(0.85) ? 'accept' : 'decline', at };
    const kind = random.pick([
      'resolve',
      'resolve',
      'resolve',
      'close',
      'setPending',
      'snooze',
      'wake',
      'toAgent',
      'toDepartment',
      'giveBack',
    ] as const);
    if (kind === 'snooze') return { kind, at, until: at + random.pick([1_000, 20_000, 200_000]) };
    const agentId = random.pick(this.world.people).userId;
    if (kind === 'toAgent') return { kind: 'transferToAgent', at, agentId, expiresAt: at + 30_000 };
    if (kind === 'toDepartment') return { kind: 'transferToDepartment', at, departmentId: random.pick(this.queues), visitorsOpenId: null };
    if (kind === 'giveBack') return { kind: 'transferToDepartment', at, departmentId, visitorsOpenId: null };
    return { kind, at };
  }

  /** A supervisor takes over, also above their capacity, closes and merges. */
  async supervise({ userId }: Actor): Promise<void> {
    const supervisor: DeskActor = { kind: 'agent', id: userId, role: 'supervisor', departmentIds: [] };
    while (!this.over) {
      await sleep(20);
      if (this.ids.length < 2) continue;
      const [id, intoId] = [this.random.pick(this.ids), this.random.pick(this.ids)];
      const at = this.world.clock.now();
      const deed = this.random.pick<Deed>([
        { kind: 'take', at },
        { kind: 'close', at },
        { kind: 'merge', at, intoId },
        { kind: 'reopen', at, visitorsOpenId: null },
      ]);
      await this.act(id, deed, supervisor);
    }
  }

  /** A process that dies loses its connections, wherever it is. */
  async crash(): Promise<void> {
    while (!this.over) {
      await sleep(150);
      await this.may(
        this.world.db.probe.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
             and query not like 'listen%' order by random() limit 1`,
        ),
      );
    }
  }

  private actor(userId: UserId): Actor {
    return this.world.people.find((one) => one.userId === userId) as Actor;
  }

  private agent(id: UserId): DeskActor {
    return { kind: 'agent', id, role: 'agent', departmentIds: this.queues };
  }
}

test(`[D1] [D2] [D3] [D4] [D5] [D8] a busy desk of two instances that crash (seed ${SEED})`, { timeout: 300_000 }, async () => {
  const world = await deskWorld(AGENTS + 1);
  const [sue, ...agents] = world.people as [Actor, ...Actor[]];
  const { pool } = world.db;
  const settings = { stickyMs: 0, closeMs: 60_000, autoResolveMs: 120_000 };
  const queues: DepartmentId[] = [];
  for (const name of ['Sales', 'Help', 'Repairs']) queues.push(await world.department(name, world.people, { capacity: 4, settings }));
  await recordDeskOrder(pool);
  const instances = [world.instance(), world.instance()];
  const busy = new Busy(world, instances, queues);
  for (const agent of agents) await instances[0]!.agents.setAgentState(agent, { state: 'ONLINE', capacity: 4 });
  const others = [busy.clock(), busy.crash(), busy.supervise(sue), ...agents.map((agent) => busy.answer(agent))];
  await Promise.all(Array.from({ length: VISITORS }, () => busy.visit()));
  busy.over = true;
  await Promise.all(others);

  // Time passes, nobody renews a lease: everything that is due is done.
  for (let n = 0; n < 4; n += 1) {
    await world.clock.pass(50_000);
    for (const { runner } of instances) await runner.settled();
  }
  expect(await brokenDeskRules(pool, world.clock.now())).toEqual([]);
  const { broken, offers } = await brokenDeskOrder(pool);
  expect(broken).toEqual([]);

  // Whoever has room takes what waits, all of it.
  const { rows } = await pool.query<{ waiting: number }>('select count(*)::int as waiting from ticket where state = 1');
  const room = Math.min(100, Math.ceil((rows[0]?.waiting ?? 0) / AGENTS) + 10);
  for (const agent of agents) await instances[1]!.agents.setAgentState(agent, { state: 'ONLINE', capacity: room });
  await world.clock.pass(2_000);
  for (const { runner } of instances) await runner.settled();
  expect((await pool.query('select id from ticket where state = 1')).rows).toEqual([]);
  expect(await brokenDeskRules(pool, world.clock.now())).toEqual([]);
  const opened = await pool.query<{ count: number }>('select count(*)::int as count from ticket');
  expect(opened.rows[0]?.count).toBeGreaterThanOrEqual(busy.ids.length);
  expect(offers).toBeGreaterThan(TICKETS / 2);
  expect(world.logged).toEqual([]);
  console.info(`seed ${SEED}: ${opened.rows[0]?.count} tickets, ${offers} offers, ${JSON.stringify(busy.done)}`);
});
