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
  readonly until: number;
}

/** What is loaded anew after a time; a load that failed is not kept. */
function keeping<T>(ms: number, clock: Clock, load: (id: DepartmentId) => Promise<T>) {
  const kept = new Map<DepartmentId, Kept<T>>();
  return {
    get(id: DepartmentId): Promise<T> {
      const there = kept.get(id);
      if (there && there.until > clock.elapsed()) return there.value;
      const value = load(id);
      kept.set(id, { value, until: clock.elapsed() + ms });
      value.catch(() => kept.delete(id));
      return value;
    },
    drop: (id: DepartmentId) => void kept.delete(id),
  };
}

export function createQueues(pool: Pool, clock: Clock): Queues {
  const orders = keeping(ORDER_MS, clock, async (id) => placesOf(await loadQueue(pool, id), { vipSteps: DESK_LIMITS.vipSteps }));
  const paces = keeping<Pace>(PACE_MS, clock, (id) => loadPace(pool, id, clock.now()));
  return {
    async of(departmentId, ids) {
      let places = await orders.get(departmentId);
      if (ids.some((id) => !places.has(id))) {
        orders.drop(departmentId);
        places = await orders.get(departmentId);
      }
      const pace = await paces.get(departmentId);
      return new Map(
        ids.map((id) => {
          const position = places.get(id) ?? null;
          return [id, { position, estimatedWaitMs: position === null ? null : estimatedWait(position, pace) }];
        }),
      );
    },
    changed: orders.drop,
  };
}
