// What one instance remembers of the queues that it has routed, so that a long one costs little: nothing depends on it.
import type { DepartmentId, TicketId } from '../../../core/protocol/ids.ts';
import type { Plan, RoutingAgent } from '../../../core/routing/world.ts';

type Wait = Plan['waits'][number];

/** Why a ticket waits is said again after so long, ms: another instance may have kept something else since. */
const SAME_MS = 60_000;
/** A queue with more is not read while nobody there has a free place... */
const LONG = 200;
/** ...for so long. */
const REST_MS = 5_000;

interface Remembered {
  readonly at: number;
  readonly waiting: number;
  readonly lookAgainAt: number | null;
  /** Of each ticket for which reasons it was last said to wait, and when. */
  readonly said: ReadonlyMap<TicketId, { readonly reasons: string; readonly at: number }>;
}

/** What is to be kept of a plan, and what is remembered once that is committed. */
export interface Saying {
  readonly fresh: readonly Wait[];
  readonly remember: () => void;
}

export class RoutingMemory {
  private readonly queues = new Map<DepartmentId, Remembered>();

  /** Its tickets are not to be read before it is known whether it rests. */
  isLong(id: DepartmentId): boolean {
    return (this.queues.get(id)?.waiting ?? 0) > LONG;
  }

  /** When to look again, where looking now would say nothing new; undefined: look. */
  restsUntil(id: DepartmentId, agents: readonly RoutingAgent[], now: number): number | null | undefined {
    const last = this.queues.get(id);
    if (!last || last.waiting <= LONG || now >= last.at + REST_MS || now < last.at) return undefined;
    if (last.lookAgainAt !== null && now >= last.lookAgainAt) return undefined;
    const isOpen = agents.some((one) => one.state === 'ONLINE' && one.leaseUntil > now && one.load < one.capacity);
    return isOpen ? undefined : last.lookAgainAt;
  }

  /** Waits that are for other reasons than they were said to be, or were said long ago. */
  saying(id: DepartmentId, { waits, lookAgainAt }: Plan, now: number): Saying {
    const before = this.queues.get(id)?.said;
    const said = new Map<TicketId, { readonly reasons: string; readonly at: number }>();
    const fresh: Wait[] = [];
    for (const wait of waits) {
      const reasons = `${wait.decision.agentId} ${Object.keys(wait.decision.passedOver).join()}`;
      const last = before?.get(wait.ticketId);
      const isSame = last?.reasons === reasons && now - last.at < SAME_MS;
      if (!isSame) fresh.push(wait);
      said.set(wait.ticketId, isSame ? last : { reasons, at: now });
    }
    return { fresh, remember: () => void this.queues.set(id, { at: now, waiting: waits.length, lookAgainAt, said }) };
  }

  /** Nothing waits there. */
  forget(id: DepartmentId): void {
    this.queues.delete(id);
  }
}
