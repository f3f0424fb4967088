// A line of the desk's log in words: what was done, and what differs. Pure but for the words.

import type { Translate } from '../../../client/react/i18n/translate.ts';
import type { WireAuditEntry } from '../../../core/protocol/wire-setup.ts';
import { durationOf } from './duration.ts';

const FACTS = [
  'name',
  'strategy',
  'hours',
  'stickyMs',
  'stickyWaitMs',
  'offerMs',
  'relaxAfterMs',
  'overflowAfterMs',
  'overflowTo',
  'autoResolveMs',
  'away',
  'targets',
  'role',
  'capacity',
  'departmentIds',
  'skills',
  'state',
  'shortcut',
  'title',
  'text',
  'departmentId',
  'agentId',
  'origins',
  'enforced',
  'settings',
  'vip',
] as const;
type Fact = (typeof FACTS)[number];

export interface FactLine {
  readonly key: string;
  readonly name: string;
  /** Null: there was none, or is none any more. */
  readonly before: string | null;
  readonly after: string | null;
}

const isFact = (key: string): key is Fact => FACTS.some((fact) => fact === key);
const NAMED = ['strategy', 'role', 'state'] as const;

/** `names`: of departments and people, by id. */
export function factLines(entry: WireAuditEntry, t: Translate, names: ReadonlyMap<string, string>): FactLine[] {
  const keys = [...new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})])];
  return keys.map((key) => ({
    key,
    name: isFact(key) ? t(`setup.fact_${key}`) : key,
    before: wordsOf(key, entry.before?.[key], t, names),
    after: wordsOf(key, entry.after?.[key], t, names),
  }));
}

function wordsOf(key: string, value: unknown, t: Translate, names: ReadonlyMap<string, string>): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'number') return key.endsWith('Ms') ? timeOf(value, t) : String(value);
  if (typeof value === 'boolean') return t(value ? 'setup.yes' : 'setup.no');
  if (typeof value === 'string') return NAMED.some((named) => named === key) ? stated(value, t) : (names.get(value) ?? value);
  if (Array.isArray(value)) return value.map((one: unknown) => wordsOf(key, one, t, names) ?? '').join(', ') || null;
  return Object.entries(value)
    .map(([field, one]: [string, unknown]) => `${field}: ${wordsOf(field, one, t, names) ?? '-'}`)
    .join('; ');
}

function timeOf(ms: number, t: Translate): string {
  const { count, unit } = durationOf(ms);
  return t(`setup.time_${unit}`, { count: Number(count) });
}

const STATED = {
  leastLoaded: 'setup.strategy_leastLoaded',
  roundRobin: 'setup.strategy_roundRobin',
  longestIdle: 'setup.strategy_longestIdle',
  agent: 'setup.role_agent',
  supervisor: 'setup.role_supervisor',
  admin: 'setup.role_admin',
  ONLINE: 'setup.state_ONLINE',
  AWAY: 'setup.state_AWAY',
  OFFLINE: 'setup.state_OFFLINE',
} as const;

const isStated = (value: string): value is keyof typeof STATED => Object.hasOwn(STATED, value);
const stated = (value: string, t: Translate) => (isStated(value) ? t(STATED[value]) : value);
