// Arrivals and ends of the last hour, counted in slices: what lies back far enough changes no more and is never counted again, so
// that a busy desk is not read whole each second.
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import type { BoardPoint } from '../../../core/protocol/wire-setup.ts';

export const SLICE_MS = 10_000;
const POINT_MS = 300_000;
const HOUR_MS = 3_600_000;
/** A deed is committed so long after its time at most; what comes later is missed by the plot, and by nothing else. */
const SETTLED_MS = 20_000;

export interface Slice {
  /** Where it begins, ms; a multiple of SLICE_MS. */
  readonly at: number;
  readonly departmentId: DepartmentId;
  readonly arrived: number;
  readonly closed: number;
}

const floor = (at: number, step: number) => Math.floor(at / step) * step;
/** Twelve points; the last one is under way. */
const firstPoint = (now: number) => floor(now, POINT_MS) - HOUR_MS + POINT_MS;

export class Flow {
  private slices: readonly Slice[] = [];
  /** Slices before it are counted for good. */
  private settled = 0;

  /** From when on is to be counted, ms. */
  from(now: number): number {
    return Math.max(this.settled, firstPoint(now));
  }

  /** `counted`: all slices from `from(now)` on. */
  put(counted: readonly Slice[], from: number, now: number): void {
    this.slices = [...this.slices.filter(({ at }) => at < from && at >= firstPoint(now)), ...counted];
    this.settled = Math.max(from, floor(now - SETTLED_MS, SLICE_MS));
  }

  /** Of one department, oldest first; quiet times are there too. */
  points(departmentId: DepartmentId, now: number): BoardPoint[] {
    const first = firstPoint(now);
    const points = Array.from({ length: HOUR_MS / POINT_MS }, (_, i) => ({ at: first + i * POINT_MS, arrived: 0, closed: 0 }));
    for (const slice of this.slices) {
      const point = points[Math.floor((slice.at - first) / POINT_MS)];
      if (!point || slice.departmentId !== departmentId) continue;
      point.arrived += slice.arrived;
      point.closed += slice.closed;
    }
    return points;
  }
}
