// What the client promises: each figure of the bench with its goal. docs/performance.md says what they mean.
export type Unit = 'ms' | '%' | 'KiB' | 'px' | 'points' | '';

export interface Goal {
  readonly name: string;
  readonly unit: Unit;
  /** `most`: no more than this; `least`: no less. */
  readonly most?: number;
  readonly least?: number;
}

export interface Figure extends Goal {
  readonly measured: number;
}

/** By the name of the part that measures them (`--only`). */
export const GOALS = {
  weight: [{ name: 'script of the first load, compressed', unit: 'KiB', most: 250 }],
  list: [
    { name: 'list painted after a reload', unit: 'ms', most: 2000 },
    { name: 'list scrolled: frames over 50 ms', unit: '%', most: 1 },
  ],
  switch: [{ name: 'conversation switch from cache, p95', unit: 'ms', most: 50 }],
  input: [{ name: 'input to paint at 50 messages/s, p95', unit: 'ms', most: 100 }],
  scroll: [
    { name: 'history scrolled: frames over 50 ms', unit: '%', most: 1 },
    { name: 'layout shift while history loads', unit: '', most: 0 },
    { name: 'message in view moved by history', unit: 'px', most: 1 },
  ],
  memory: [
    { name: 'heap after 200 switches against 50', unit: '%', most: 10 },
    { name: 'DOM nodes after 200 switches against 50', unit: '%', most: 10 },
  ],
  lighthouse: [
    { name: 'Lighthouse, sign-in: performance', unit: 'points', least: 95 },
    { name: 'Lighthouse, sign-in: accessibility', unit: 'points', least: 95 },
    { name: 'Lighthouse, sign-in: best practices', unit: 'points', least: 95 },
    { name: 'Lighthouse, messenger: performance', unit: 'points', least: 95 },
    { name: 'Lighthouse, messenger: accessibility', unit: 'points', least: 95 },
    { name: 'Lighthouse, messenger: best practices', unit: 'points', least: 95 },
  ],
} as const satisfies Record<string, readonly Goal[]>;

export type Part = keyof typeof GOALS;
export const PARTS: readonly Part[] = ['weight', 'list', 'switch', 'input', 'scroll', 'memory', 'lighthouse'];

export function isPart(name: string): name is Part {
  return Object.hasOwn(GOALS, name);
}

/** The goals of a part with what was measured of each, in their order. */
export function figuresOf(part: Part, measured: readonly number[]): Figure[] {
  const goals: readonly Goal[] = GOALS[part];
  if (goals.length !== measured.length) throw new Error(`${part} has ${goals.length} goals, not ${measured.length}`);
  return goals.map((goal, index) => ({ ...goal, measured: measured[index] ?? Number.NaN }));
}

/** What was not measured (NaN) is missed. */
export function isMet({ measured, most, least }: Figure): boolean {
  return measured <= (most ?? Number.POSITIVE_INFINITY) && measured >= (least ?? Number.NEGATIVE_INFINITY);
}

/** How much more `after` is than `before`, %; 0 where it is less. */
export function growth(before: number, after: number): number {
  return Math.max(0, ((after - before) * 100) / before);
}

/** The share of the frames that took longer than `most` ms, %; frames are told by the times between them. */
export function longShare(deltas: readonly number[], most: number): number {
  return (deltas.filter((delta) => delta > most).length * 100) / deltas.length;
}
