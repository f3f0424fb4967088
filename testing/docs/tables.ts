// The generated tables of docs/architecture.md, from the tables of the code itself.
import arrows from '../../.dependency-cruiser.mjs';
import { ERROR_MESSAGES } from '../../core/protocol/app-error.ts';
import { ERRORS, type ErrorCode } from '../../core/protocol/errors.ts';
import { ENTRY_FIELDS, EVENT_FIELDS } from '../../core/protocol/event-fields.ts';
import { ENTRIES, type EntryKind, EVENTS, type EventKind } from '../../core/protocol/events.ts';
import { LIMITS } from '../../core/protocol/limits.ts';
import { HELD, RATES, type Rate, type RateName, rowOf } from '../../core/protocol/rates.ts';
import { REDIS_KEYS } from '../../server/platform/redis-keys.ts';
import { code, table } from './markdown.ts';

const yes = (value: boolean) => (value ? 'yes' : '');

export function errorTable(): string {
  const rows = Object.entries(ERRORS).map(([name, row]) => [
    code(name),
    String(row.http),
    { never: 'never', sameKey: 'with the same key', signIn: 'after signing in' }[row.retry],
    yes(row.usesUp),
    yes(row.stored),
    yes(row.report),
    ERROR_MESSAGES[name as ErrorCode],
  ]);
  return table(['Code', 'HTTP', 'Again', 'Uses up clientSeq', 'Kept under its key', 'Reported', 'Means'], rows);
}

export function eventTable(): string {
  const rows = Object.entries(EVENTS).map(([kind, row]) => [
    code(kind),
    String(row.code),
    yes(row.countable),
    yes(row.effect),
    row.range === 'inside' ? '' : `${row.range} a range`,
    EVENT_FIELDS[kind as EventKind],
  ]);
  return table(['Event', 'Code', 'Counted as unread', 'Changes another', 'In timelines', 'Fields'], rows);
}

export function entryTable(): string {
  const rows = Object.entries(ENTRIES).map(([kind, row]) => [code(kind), String(row.code), ENTRY_FIELDS[kind as EntryKind]]);
  return table(['Entry', 'Code', 'Fields'], rows);
}

/** `source` is the text of core/protocol/limits.ts, for the comments. */
export function limitTable(source: string): string {
  const rows = Object.entries(LIMITS).map(([name, value]) => [code(name), inUnits(name, value), commentOf(source, name)]);
  return table(['Limit', 'Value', 'Means'], rows);
}

function commentOf(source: string, name: string): string {
  return new RegExp(`/\\*\\* ([^*]+) \\*/\\s+${name}:`).exec(source)?.[1] ?? '';
}

const STEPS: readonly [end: RegExp, steps: readonly [size: number, unit: string][]][] = [
  [
    /Ms$/,
    [
      [86_400_000, 'd'],
      [3_600_000, 'h'],
      [60_000, 'min'],
      [1000, 's'],
      [1, 'ms'],
    ],
  ],
  [
    /Bytes$/,
    [
      [1_048_576, 'MiB'],
      [1024, 'KiB'],
      [1, 'bytes'],
    ],
  ],
];

function inUnits(name: string, value: number): string {
  const steps = STEPS.find(([end]) => end.test(name))?.[1] ?? [];
  const [size, unit] = steps.find(([step]) => value % step === 0) ?? [1, name.endsWith('Units') ? 'UTF-16 units' : ''];
  return `${(value / size).toLocaleString('en')} ${unit}`.trim();
}

export function redisTable(): string {
  const rows = Object.values(REDIS_KEYS).map((key) => [code(key.pattern), key.type, inUnits('Ms', key.ttlS * 1000), key.owner, key.fields]);
  return table(['Key', 'Type', 'Lives', 'Owner', 'Holds'], rows);
}

/** Which doors each feature may enter, from the rules that enforce it. */
export function arrowTable(): string {
  const rules = arrows.forbidden?.filter((rule) => /^feature-(?!unlisted$|door$)/.test(rule.name ?? '')) ?? [];
  if (rules.length === 0) throw new Error('the arrows have no rule of a feature');
  const rows = rules.map(({ name = '', comment = '' }) => {
    const doors = /doors of \[(.*)\]$/.exec(comment)?.[1];
    if (doors === undefined) throw new Error(`the rule ${name} does not tell its doors`);
    return [code(name.replace('feature-', '')), doors === '' ? 'none' : doors];
  });
  return table(['Feature', 'May enter the doors of'], rows);
}

const inRate = (rate: Rate | undefined) => {
  if (!rate) return '';
  const pace = rate.everyMs <= 1000 ? `${(1000 / rate.everyMs).toLocaleString('en')} a second` : `1 each ${rate.everyMs / 1000} s`;
  return `${rate.burst.toLocaleString('en')}, then ${pace}`;
};

export function rateTable(): string {
  const rows = (Object.keys(RATES) as RateName[]).map((name) => {
    const { user, address, email, told } = rowOf(name);
    return [code(name), inRate(user), inRate(address), inRate(email), told];
  });
  return table(['What', 'A user', 'An address', 'An e-mail', 'Counts'], rows);
}

export function heldTable(): string {
  return table(
    ['Open at once', 'Most'],
    [
      ['WebSockets of a user', HELD.user.toLocaleString('en')],
      ['WebSockets of an address', HELD.address.toLocaleString('en')],
    ],
  );
}
