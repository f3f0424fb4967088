// What the bench of the client tells: each figure beside its goal, notes under them, and what they were measured with.
import { type Figure, isMet, type Unit } from './goals.ts';

export interface Setting {
  readonly browser: string;
  readonly cores: number;
  readonly conversations: number;
  readonly messages: number;
  readonly quick: boolean;
}

export interface Report {
  readonly figures: readonly Figure[];
  /** What has no goal but explains the figures. */
  readonly notes: readonly string[];
  readonly setting: Setting;
}

export function isGood({ figures }: Pick<Report, 'figures'>): boolean {
  return figures.length > 0 && figures.every(isMet);
}

function amount(value: number, unit: Unit): string {
  if (Number.isNaN(value)) return 'not measured';
  const text = value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 1 });
  return unit === '' ? text : `${text} ${unit}`;
}

function goalOf({ most, least, unit }: Figure): string {
  return most === undefined ? `>= ${amount(least ?? 0, unit)}` : `<= ${amount(most, unit)}`;
}

export function textOf({ figures, notes, setting }: Report): string {
  const width = Math.max(...figures.map(({ name }) => name.length)) + 2;
  const line = (name: string, measured: string, goal: string, ok: string) =>
    `${name.padEnd(width)}${measured.padStart(14)}${goal.padStart(16)}  ${ok}`;
  const missed = figures.filter((figure) => !isMet(figure));
  return [
    line('', 'measured', 'goal', 'ok'),
    ...figures.map((figure) => line(figure.name, amount(figure.measured, figure.unit), goalOf(figure), isMet(figure) ? 'yes' : 'NO')),
    '',
    ...notes,
    `${setting.browser}, ${setting.cores} cores, ${setting.conversations} conversations, ${setting.messages} messages in one${setting.quick ? ', quick' : ''}`,
    isGood({ figures }) ? 'ok: every goal is met' : `FAIL: ${missed.length} of ${figures.length} goals are missed`,
  ].join('\n');
}

export function jsonOf(report: Report): string {
  return JSON.stringify({
    ok: isGood(report),
    ...report,
    figures: report.figures.map((figure) => ({ ...figure, ok: isMet(figure) })),
  });
}
