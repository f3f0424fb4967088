// Where tickets stand in their queue, and how long they may still wait. An order is read once for all who ask within a moment,
// and again after each change that this process has made there.

import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { DepartmentId, TicketId } from '../../../core/protocol/ids.ts';
import { estimatedWait, type Pace } from '../../../core/routing/estimate.ts';
import { placesOf } from '../../../core/routing/order.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Pool } from '../../platform/db.ts';
import { loadPace, loadQueue } from './store-view.ts';

const ORDER_MS = 500;
/** A long order is read again at most so often, whatever changes there. */
const LONG = { places: 500, ms: 200 } as const;
const PACE_MS = 5_000;

export interface Standing {
  /** 1 = next. */
  readonly position: number | null;
  readonly estimatedWaitMs: number | null;
}

export interface Queues {
  of(departmentId: DepartmentId, ids: readonly TicketId[]): Promise<Map<TicketId, Standing>>;
  /** Something there has changed. */
  changed(departmentId: DepartmentId): void;
}

interface Kept<T> {
  readonly value: Promise<T>;
  readonly at: number;
}

/** What is loaded anew after a time; a load that failed is not kept. */
function keeping<T>(clock: Clock, load: (id: DepartmentId) => Promise<T>) {
  const kept = new Map<DepartmentId, Kept<T>>();
  return {
    get(id: DepartmentId, ms: number): Promise<T> {
      const there = kept.get(id);
      if (there && clock.elapsed() - there.at < ms) return there.value;
      const value = load(id);
      kept.set(id, { value, at: clock.elapsed() });
      value.catch(() => kept.delete(id));
      return value;
    },
  };
}

export function createQueues(pool: Pool, clock: Clock): Queues {
  const orders = keeping(clock, async (id) => placesOf((await loadQueue(pool, id)) ?? [], { vipSteps: DESK_LIMITS.vipSteps }));
  const paces = keeping<Pace>(clock, (id) => loadPace(pool, id, clock.now()));
  const changed = new Set<DepartmentId>();

  /** As it is now, but for a long one, which is as it was a moment ago. */
  async function order(id: DepartmentId, ids: readonly TicketId[]): Promise<Map<TicketId, number>> {
    const known = await orders.get(id, ORDER_MS);
    if (!changed.has(id) && ids.every((one) => known.has(one))) return known;
    changed.delete(id);
    return orders.get(id, known.size > LONG.places ? LONG.ms : 0);
  }

  return {
    async of(departmentId, ids) {
      const [places, pace] = await Promise.all([order(departmentId, ids), paces.get(departmentId, PACE_MS)]);
      return new Map(
        ids.map((id) => {
          const position = places.get(id) ?? null;
          return [id, { position, estimatedWaitMs: position === null ? null : estimatedWait(position, pace) }];
        }),
      );
    },
    changed: (id) => void changed.add(id),
  };
}
