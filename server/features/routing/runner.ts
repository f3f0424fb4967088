// The desk that runs by itself, in each instance: a queue is routed when something of it or of its agents has changed, and once a
// second whatever is due is done, by the database's clock. PostgreSQL decides: several instances at it wait for each other's
// locks and find it done. While the database is away nothing is; its rows wait, and the next second finds them.
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Connection, DatabaseAway } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import { createTurns } from '../../platform/turns.ts';
import type { Agents } from '../agent/index.ts';
import type { RoutedBehind, Tickets } from '../ticket/index.ts';
import { doDue } from './due.ts';
import { freedBy, requeueGone, withdrawFrom } from './leases.ts';
import type { RoutingMeter } from './meter.ts';
import type { RoutingDeps } from './route-queue.ts';
import type { Routing } from './routing.ts';
import { type DueWork, loadDueWork } from './store-due.ts';
import { loadQueuesOf, renewLeases } from './store-leases.ts';

const SWEEP_MS = 1_000;
const RENEW_MS = 20_000;
/** A queue in which something waits is looked at so often at least, in case another instance died before it did. */
const LOOK_MS = 5_000;
/** Queues at a time: each holds a connection. */
const AT_ONCE = 4;

export interface RunnerDeps extends RoutingDeps {
  readonly routing: Routing;
  readonly tickets: RoutingDeps['tickets'] & Pick<Tickets, 'onCommitted' | 'repair' | 'routedBy'>;
  readonly agents: Pick<Agents, 'changed' | 'onChanged'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter: RoutingMeter;
  /** ms of the wall clock; without it the database's clock. For tests. */
  readonly now?: () => number;
}

export interface Runner {
  /** Something of these queues has changed: their settings, their tickets. */
  look(departmentIds: Iterable<DepartmentId>): void;
  /** The desk of this agent is open here until the answer is called: their lease lives. */
  hold(agentId: UserId): () => void;
  /** Told of tickets that nobody answers, after the commit that says so. */
  onUnanswered(listener: (ids: readonly TicketId[]) => void): void;
  /** What is due, now; for tests. Without it that happens once a second. */
  sweep(): Promise<void>;
  /** When no queue is being routed. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface Look {
  readonly at: number;
  readonly againAt: number | null;
}

export function startRunner(deps: RunnerDeps): Runner {
  return new DeskRunner(deps);
}

class DeskRunner implements Runner {
  private readonly deps: RunnerDeps;
  /** From this process's clock to the database's. */
  private offset = 0;
  private readonly looks = new Map<DepartmentId, Look>();
  private readonly unansweredListeners: ((ids: readonly TicketId[]) => void)[] = [];
  private readonly open = new Map<UserId, number>();
  private renewedAt = Number.NEGATIVE_INFINITY;
  private freed = new Set<UserId>();
  private moved = new Set<UserId>();
  private closed = false;
  private callOff = () => {};
  private sweeping: Promise<void> | null = null;
  private readonly queues = createTurns<DepartmentId>((id) => this.quietly(() => this.route(id)), AT_ONCE);
  private readonly people = createTurns<'agents'>(() => this.quietly(() => this.followAgents()), 1);

  constructor(deps: RunnerDeps) {
    this.deps = deps;
    deps.tickets.onCommitted((done) => {
      deps.meter.committed(done);
      for (const { wishes } of done) for (const wish of wishes) if (wish.kind === 'route') this.queues.ask(wish.departmentId);
      this.note(this.freed, freedBy(done));
    });
    deps.agents.onChanged((ids) => this.note(this.moved, ids));
    deps.tickets.routedBy((on, ids, last) => this.routeBehind(on, ids, last));
    this.schedule();
  }

  look(departmentIds: Iterable<DepartmentId>): void {
    for (const id of departmentIds) this.queues.ask(id);
  }

  hold(agentId: UserId): () => void {
    this.open.set(agentId, (this.open.get(agentId) ?? 0) + 1);
    void this.quietly(() => this.renew([agentId]));
    return () => {
      const left = (this.open.get(agentId) ?? 1) - 1;
      if (left > 0) this.open.set(agentId, left);
      else this.open.delete(agentId);
    };
  }

  onUnanswered(listener: (ids: readonly TicketId[]) => void): void {
    this.unansweredListeners.push(listener);
  }

  sweep(): Promise<void> {
    this.sweeping ??= this.quietly(() => this.sweepOnce()).finally(() => {
      this.sweeping = null;
    });
    return this.sweeping;
  }

  async settled(): Promise<void> {
    await this.people.settled();
    await this.queues.settled();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.callOff();
    this.people.stop();
    this.queues.stop();
    await this.sweeping;
    await this.settled();
  }

  private now(): number {
    return this.deps.now?.() ?? this.deps.clock.now() + this.offset;
  }

  private schedule(): void {
    if (this.closed) return;
    this.callOff = this.deps.clock.after(SWEEP_MS, async () => {
      await this.sweep();
      this.schedule();
    });
  }

  /** What fails comes again with the next sweep: its rows are still due. */
  private async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof DatabaseAway) return;
      this.deps.log.error({ error }, 'the desk could not do what was due: it comes again');
    }
  }

  private note(into: Set<UserId>, ids: readonly UserId[]): void {
    if (ids.length === 0) return;
    for (const id of ids) into.add(id);
    this.people.ask('agents');
  }

  /** Agents who have room again, or are others than before, may take what waits in any of their queues. */
  private async followAgents(): Promise<void> {
    const { freed, moved } = this;
    this.freed = new Set();
    this.moved = new Set();
    if (moved.size > 0) await withdrawFrom(this.deps, [...moved], this.now());
    this.look(await loadQueuesOf(this.deps.db.pool, [...new Set([...freed, ...moved])]));
  }

  private async route(id: DepartmentId): Promise<void> {
    const now = this.now();
    const { routing, meter } = this.deps;
    const routed = await meter.routed(now, () => routing.route(id, now));
    this.looks.set(id, { at: now, againAt: routed.lookAgainAt });
    if (routed.unanswered.length > 0) for (const listener of this.unansweredListeners) listener(routed.unanswered);
  }

  private async routeBehind(on: Connection, ids: readonly DepartmentId[], last: Promise<unknown>[]): Promise<RoutedBehind | null> {
    if (this.closed) return null;
    const now = this.now();
    const { routing, tickets, meter } = this.deps;
    const routed = await routing.routeBehind(on, ids, now, last);
    if (routed.size === 0) return null;
    const told = async () => {
      for (const [id, { lookAgainAt, remember }] of routed) {
        remember();
        this.looks.set(id, { at: now, againAt: lookAgainAt });
      }
      const done = [...routed.values()].flatMap((one) => one.done);
      meter.offered(now, done);
      tickets.committed(done);
    };
    return { ids: new Set(routed.keys()), committed: () => void this.quietly(told) };
  }

  private async renew(agentIds: readonly UserId[]): Promise<void> {
    if (agentIds.length === 0) return;
    const back = await renewLeases(this.deps.db.pool, agentIds, this.now());
    if (back.length > 0) this.deps.agents.changed(back);
  }

  private async sweepOnce(): Promise<void> {
    const asked = this.deps.clock.now();
    const work = await loadDueWork(this.deps.db.pool, this.deps.now?.() ?? null);
    this.offset = offsetOf(work.now, asked, this.deps.clock.now());
    const elapsed = this.deps.clock.elapsed();
    if (elapsed - this.renewedAt >= RENEW_MS) {
      await this.renew([...this.open.keys()]);
      this.renewedAt = elapsed;
    }
    try {
      await this.doWork(work);
    } finally {
      this.lookWhereDue(work);
    }
  }

  private async doWork({ now, offers, leases, tickets, talks }: DueWork): Promise<void> {
    const { routing, agents, meter } = this.deps;
    if (leases) {
      const gone = await requeueGone(this.deps, now);
      meter.gone(gone.length);
      agents.changed(gone);
    }
    if (offers) await routing.sweep(now);
    if (tickets) await doDue(this.deps, now);
    if (talks) await this.deps.tickets.repair();
  }

  private lookWhereDue({ now, queues }: DueWork): void {
    const waiting = new Set(queues.map(({ id }) => id));
    for (const id of this.looks.keys()) if (!waiting.has(id)) this.looks.delete(id);
    for (const { id, open } of queues) {
      const last = this.looks.get(id);
      const isDue = !last || now - last.at >= LOOK_MS || (last.againAt !== null && last.againAt <= now);
      if (open || isDue) this.queues.ask(id);
    }
  }
}

/** From our clock to the database's, which said `theirs` between our two moments: as far as one knows they agree, where that lies between. */
function offsetOf(theirs: number, asked: number, heard: number): number {
  if (theirs >= asked - 1 && theirs <= heard + 1) return 0;
  return theirs - (asked + heard) / 2;
}
