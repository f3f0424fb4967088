// What the bench tells: each number beside its limit of the same run, with what it has to reach, and what all was measured with.
import type { Durability } from './database.ts';

export type Unit = '/s' | 'ms' | 'KiB' | 's' | 'MiB' | 'ms CPU';

export interface Row {
  /** The letter of its workload. */
  readonly of: string;
  readonly name: string;
  readonly measured: number;
  /** What the machine does at most with the same work, measured in the same run; null: nothing to compare with. */
  readonly limit: number | null;
  readonly limitIs: string;
  readonly unit: Unit;
  readonly goal?: Goal;
}

/** A number that stands for itself. */
export const none = (of: string, name: string, measured: number, unit: Unit = 'ms'): Row => ({
  of,
  name,
  measured,
  limit: null,
  limitIs: '',
  unit,
});

/**
 * share: measured / limit, or limit / measured where less is better, is at least that. times: measured / limit is at most that.
 * most: measured is at most that.
 */
export interface Goal {
  readonly is: 'share' | 'times' | 'most';
  readonly floor: number;
  readonly aim: number;
}

export interface Report {
  readonly rows: readonly Row[];
  /** Sentences on what a workload did: batch sizes, sizes of frames. */
  readonly notes: readonly string[];
  readonly durability: Durability;
  readonly setting: { readonly node: string; readonly cores: number; readonly seconds: number; readonly rounds: number };
}

const LESS_IS_BETTER: ReadonlySet<Unit> = new Set(['ms', 's', 'KiB', 'MiB', 'ms CPU']);

/** Of a share: 1 is the limit itself. Null: there is no limit. */
function ratioOf({ measured, limit, unit, goal }: Row): number | null {
  if (limit === null) return null;
  return goal?.is !== 'times' && LESS_IS_BETTER.has(unit) ? limit / measured : measured / limit;
}

export type Verdict = 'aim' | 'floor' | 'BELOW';

/** Null: nothing is asked of it. */
export function verdictOf(row: Row): Verdict | null {
  const { goal, measured } = row;
  if (!goal) return null;
  const value = goal.is === 'most' ? measured : (ratioOf(row) ?? Number.NaN);
  const reaches = (bound: number) => (goal.is === 'share' ? value >= bound : value <= bound);
  return reaches(goal.aim) ? 'aim' : reaches(goal.floor) ? 'floor' : 'BELOW';
}

export const isGood = ({ rows }: Pick<Report, 'rows'>): boolean => rows.every((row) => verdictOf(row) !== 'BELOW');

export function textOf({ rows, notes, durability, setting }: Report): string {
  const cells = [['', '', 'measured', 'limit', 'ratio', 'floor', 'aim', '', 'limit'], ...rows.map(cellsOf)];
  const widths = cells[0]?.map((_, column) => Math.max(...cells.map((line) => line[column]?.length ?? 0))) ?? [];
  const table = cells.map((line) =>
    line
      .map((cell, column) => (column < 2 || column > 6 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const below = rows.filter((row) => verdictOf(row) === 'BELOW').map((row) => `(${row.of}) ${row.name}`);
  return [
    ...table,
    '',
    ...notes,
    `PostgreSQL ${durability.version}, fsync ${durability.fsync}, synchronous_commit ${durability.synchronousCommit}`,
    `Node ${setting.node}, ${setting.cores} cores, the median of ${setting.rounds} rounds of ${setting.seconds} s, limits on flooding off, all else as it comes`,
    below.length === 0 ? 'ok: every floor is reached' : `FAIL: below the floor: ${below.join('; ')}`,
  ].join('\n');
}

function cellsOf(row: Row): string[] {
  const { goal } = row;
  const bound = (value: number) => (goal?.is === 'most' ? `${value} ${row.unit}` : goal?.is === 'times' ? `${value} x` : String(value));
  const ratio = ratioOf(row);
  return [
    `(${row.of})`,
    row.name,
    amount(row.measured, row.unit),
    row.limit === null ? '' : amount(row.limit, row.unit),
    ratio === null ? '' : ratio.toFixed(2),
    goal ? bound(goal.floor) : '',
    goal ? bound(goal.aim) : '',
    verdictOf(row) ?? '',
    row.limitIs,
  ];
}

/** For machines: the rows with their ratios and verdicts. */
export function jsonOf(report: Report): string {
  const rows = report.rows.map((row) => ({ ...row, ratio: ratioOf(row), verdict: verdictOf(row) }));
  return JSON.stringify({ ok: isGood(report), ...report, rows });
}

function amount(value: number, unit: Unit): string {
  const digits = unit === '/s' ? 0 : value < 10 ? 2 : 1;
  return `${value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })} ${unit}`;
}
