// Which faults come when: decided by the seed alone. Every kind comes before one comes again, and what would fall on
// something that is at fault already comes later.
import type { Random } from './random.ts';

export interface FaultKind {
  readonly name: string;
  /** What it falls on, of which one fault is open at a time; `instance` and `proxy`: of either instance. */
  readonly on: 'instance' | 'proxy' | 'postgres' | 'redis' | 'devices';
  /** How long it is open, ms. */
  readonly least: number;
  readonly most: number;
}

export interface Planned {
  readonly at: number;
  readonly until: number;
  readonly kind: FaultKind;
  /** Which instance, 0 or 1. */
  readonly instance: number;
}

const FIRST_MS = 3_000;
const GAP_MS = { least: 800, most: 3_600 };
/** Before the end all is to heal. */
const LAST_MS = 4_000;

export function planFaults(random: Random, kinds: readonly FaultKind[], totalMs: number): Planned[] {
  const planned: Planned[] = [];
  let bag: FaultKind[] = [];
  for (let at = FIRST_MS; at < totalMs - LAST_MS; at += random.int(GAP_MS.least, GAP_MS.most)) {
    if (bag.length === 0) bag = [...kinds];
    const instance = random.int(0, 1);
    const isFree = (kind: FaultKind) =>
      !planned.some((other) => other.until > at && other.kind.on === kind.on && (other.instance === instance || !isDouble(kind)));
    const free = bag.filter(isFree);
    if (free.length === 0) continue;
    const kind = random.pick(free);
    bag = bag.filter((other) => other !== kind);
    planned.push({ at, until: Math.min(at + random.int(kind.least, kind.most), totalMs - LAST_MS + 1_000), kind, instance });
  }
  return planned;
}

const isDouble = ({ on }: FaultKind) => on === 'instance' || on === 'proxy';
