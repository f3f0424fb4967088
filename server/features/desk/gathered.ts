// News that come within a moment are told together, once; what could not be told is told again, with what has come since.
import type { DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import { type DeskNews, NO_DESK_NEWS } from '../../platform/bus/message.ts';
import type { Clock } from '../../platform/clock.ts';
import { DatabaseAway } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';

const AGAIN_MS = 1_000;

export interface Touched {
  /** Where it was or is. */
  readonly departmentIds: Set<DepartmentId>;
  /** Who had it, has it, or is asked. */
  readonly agentIds: Set<UserId>;
}

export interface GatherDeps {
  readonly clock: Clock;
  readonly log: Log;
}

type Tell = (tickets: ReadonlyMap<TicketId, Touched>, agentIds: ReadonlySet<UserId>) => Promise<void>;

export class Gathered {
  private readonly deps: GatherDeps;
  /** How long the first of them waits for others. */
  private readonly ms: () => number;
  private readonly tell: Tell;
  private tickets = new Map<TicketId, Touched>();
  private agents = new Set<UserId>();
  private callOff: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private closed = false;

  constructor(deps: GatherDeps, ms: () => number, tell: Tell) {
    this.deps = deps;
    this.ms = ms;
    this.tell = tell;
  }

  note({ tickets, loads, people }: DeskNews): void {
    for (const [id, departmentIds, agentIds] of tickets) {
      const touched = this.tickets.get(id) ?? { departmentIds: new Set(), agentIds: new Set() };
      this.tickets.set(id, touched);
      for (const one of departmentIds) touched.departmentIds.add(one);
      for (const one of agentIds) touched.agentIds.add(one);
    }
    for (const id of [...loads, ...people]) this.agents.add(id);
    this.schedule(this.ms());
  }

  async close(): Promise<void> {
    this.closed = true;
    this.callOff?.();
    await this.running;
  }

  private schedule(ms: number): void {
    if (this.closed || this.running || this.tickets.size + this.agents.size === 0) return;
    this.callOff ??= this.deps.clock.after(ms, () => {
      this.callOff = null;
      this.running = this.run();
      return this.running;
    });
  }

  private async run(): Promise<void> {
    const { tickets, agents } = this;
    this.tickets = new Map();
    this.agents = new Set();
    let wait = this.ms();
    try {
      await this.tell(tickets, agents);
    } catch (error) {
      if (!(error instanceof DatabaseAway)) this.deps.log.warn({ error }, 'the desks were not told what has changed: they are told again');
      const news = [...tickets].map(([id, { departmentIds, agentIds }]) => [id, [...departmentIds], [...agentIds]] as const);
      this.note({ ...NO_DESK_NEWS, tickets: news, loads: [...agents] });
      wait = AGAIN_MS;
    }
    this.running = null;
    this.schedule(wait);
  }
}
