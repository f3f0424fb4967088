// Lengths of time as people set them: a whole number and a unit. Pure.

export const UNITS = ['second', 'minute', 'hour', 'day'] as const;
export type Unit = (typeof UNITS)[number];

const MS: Record<Unit, number> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

export interface Duration {
  /** As typed: it may be no number. */
  readonly count: string;
  readonly unit: Unit;
}

/** In the largest unit of which it is a whole number. */
export function durationOf(ms: number): Duration {
  const unit = UNITS.findLast((one) => ms > 0 && ms % MS[one] === 0) ?? 'second';
  return { count: String(ms / MS[unit]), unit };
}

/** Null: that is no length of time. */
export function msOf({ count, unit }: Duration): number | null {
  return /^\d{1,9}$/.test(count.trim()) ? Number(count) * MS[unit] : null;
}
