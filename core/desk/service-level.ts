// What is left of a service level's target, for a clock that stands while it is paused or the department is closed.
import type { BusinessHours } from '../protocol/desk-hours.ts';
import { isOpen, openMsBetween } from './hours.ts';

/** Times in ms since 1970. */
export interface ServiceClock {
  /** How long it may take, ms of running time. */
  readonly targetMs: number;
  readonly startedAt: number;
  /** When it stood still, in any order, also overlapping; `to` null: it stands now. */
  readonly paused: readonly { readonly from: number; readonly to: number | null }[];
  /** Null: it runs day and night. */
  readonly hours: BusinessHours | null;
}

/** soon: under a quarter is left. over: it stays so, paused or not. */
export type ServiceState = 'fine' | 'soon' | 'over' | 'paused';

export interface ServiceLevel {
  /** Below 0: over by so much. */
  readonly leftMs: number;
  readonly state: ServiceState;
}

/** How it stands at `now`. */
export function serviceLevelAt(clock: ServiceClock, now: number): ServiceLevel {
  const leftMs = clock.targetMs - runningMs(clock, now);
  return { leftMs, state: stateOf(clock, leftMs, now) };
}

function stateOf({ targetMs, paused, hours }: ServiceClock, leftMs: number, now: number): ServiceState {
  if (leftMs <= 0) return 'over';
  const stands = paused.some(({ from, to }) => from <= now && (to === null || now < to));
  if (stands || (hours && !isOpen(hours, now))) return 'paused';
  return leftMs * 4 < targetMs ? 'soon' : 'fine';
}

function runningMs({ startedAt, paused, hours }: ServiceClock, now: number): number {
  const running = (from: number, to: number) => (to <= from ? 0 : hours ? openMsBetween(hours, from, to) : to - from);
  let [sum, at] = [0, startedAt];
  for (const { from, to } of paused.toSorted((a, b) => a.from - b.from)) {
    sum += running(at, Math.min(from, now));
    at = Math.max(at, to ?? now);
  }
  return sum + running(at, now);
}
