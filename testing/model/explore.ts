// Exhaustive exploration of a small system, breadth first: every state that some order of its actions leads to, each looked
// at once. The first rule that is broken is told by a shortest path to it.
import { createHash } from 'node:crypto';

/** What somebody may do in a state. */
export interface Action<State> {
  /** In words, for the path. */
  readonly label: string;
  readonly next: State;
  /** A rule that the step itself breaks. */
  readonly broken?: string | null;
}

export interface System<State> {
  readonly initial: State;
  actions(state: State): Iterable<Action<State>>;
  /** The same text for states from which the same follows. */
  key(state: State): string;
  /** The rule that is broken in this state; null: none. `last`: nothing more can be done in it. */
  broken(state: State, last: boolean): string | null;
}

export interface Explored {
  readonly states: number;
  readonly transitions: number;
  /** Steps to the farthest state. */
  readonly depth: number;
  /** Every state was seen: neither bound was met. */
  readonly whole: boolean;
  readonly violation: { readonly broken: string; readonly path: readonly string[] } | null;
}

export interface Bounds {
  readonly depth?: number;
  readonly states?: number;
}

interface Seen {
  readonly label: string;
  /** The state before it; null: the first one. */
  readonly from: Seen | null;
  readonly depth: number;
}

/** 96 bits: two of some millions of states share one with a chance below 1 in 10^15. */
const digest = (text: string) => createHash('sha1').update(text).digest('base64').slice(0, 16);

function pathTo(seen: Seen): string[] {
  const path: string[] = [];
  for (let at: Seen | null = seen; at?.from; at = at.from) path.unshift(at.label);
  return path;
}

export function explore<State>(system: System<State>, bounds: Bounds = {}): Explored {
  const limit = { depth: bounds.depth ?? Number.POSITIVE_INFINITY, states: bounds.states ?? Number.POSITIVE_INFINITY };
  const first: Seen = { label: '', from: null, depth: 0 };
  const known = new Set([digest(system.key(system.initial))]);
  let layer: { readonly state: State; readonly seen: Seen }[] = [{ state: system.initial, seen: first }];
  let transitions = 0;
  let whole = true;
  const result = (depth: number, violation: Explored['violation'] = null) => ({ states: known.size, transitions, depth, whole, violation });
  let depth = 0;
  for (; layer.length > 0; depth += 1) {
    const following: typeof layer = [];
    for (const { state, seen } of layer) {
      let last = true;
      for (const { label, next, broken } of system.actions(state)) {
        last = false;
        transitions += 1;
        const step: Seen = { label, from: seen, depth: seen.depth + 1 };
        if (broken) return result(step.depth, { broken, path: pathTo(step) });
        const key = digest(system.key(next));
        if (known.has(key)) continue;
        if (seen.depth >= limit.depth || known.size >= limit.states) {
          whole = false;
          continue;
        }
        known.add(key);
        following.push({ state: next, seen: step });
      }
      const broken = system.broken(state, last);
      if (broken) return result(seen.depth, { broken, path: pathTo(seen) });
    }
    layer = following;
  }
  return result(depth - 1);
}

/** For people. */
export function textOf(name: string, { states, transitions, depth, whole, violation }: Explored): string {
  const size = `${name}: ${states} states, ${transitions} transitions, ${depth} deep${whole ? '' : ', not all of them'}`;
  if (!violation) return `${size}: every rule holds`;
  return [`${size}`, `BROKEN ${violation.broken}`, ...violation.path.map((label, index) => `  ${index + 1}. ${label}`)].join('\n');
}
