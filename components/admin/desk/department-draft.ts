// A department's set-up while it is edited, and what of it cannot be saved. Pure.
import type { Strategy } from '../../../core/protocol/desk.ts';
import type { BusinessHours } from '../../../core/protocol/desk-hours.ts';
import { type DepartmentSettings, SETTING_BOUNDS } from '../../../core/protocol/desk-settings.ts';
import type { WantedSkill } from '../../../core/protocol/desk-skills.ts';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import type { WireDepartmentSetup } from '../../../core/protocol/wire-setup.ts';
import { type Duration, durationOf, msOf } from './duration.ts';
import { isSound } from './hours-draft.ts';

const TIMES = {
  firstAnswer: SETTING_BOUNDS.firstAnswerMs,
  resolution: SETTING_BOUNDS.resolutionMs,
  offer: SETTING_BOUNDS.offerMs,
  sticky: SETTING_BOUNDS.stickyMs,
  stickyWait: SETTING_BOUNDS.stickyWaitMs,
  relax: SETTING_BOUNDS.relaxAfterMs,
  overflow: SETTING_BOUNDS.overflowAfterMs,
  autoResolve: SETTING_BOUNDS.autoResolveMs,
} as const;
export type TimeName = keyof typeof TIMES;

/** What a switch turns on gets this where there was nothing. */
const USUAL: Record<TimeName, Duration> = {
  firstAnswer: { count: '5', unit: 'minute' },
  resolution: { count: '1', unit: 'day' },
  offer: { count: '30', unit: 'second' },
  sticky: { count: '1', unit: 'day' },
  stickyWait: { count: '20', unit: 'second' },
  relax: { count: '2', unit: 'minute' },
  overflow: { count: '5', unit: 'minute' },
  autoResolve: { count: '3', unit: 'day' },
};

/** A time that is off. */
export interface Timed {
  readonly on: boolean;
  readonly time: Duration;
}

export interface DepartmentDraft {
  readonly name: string;
  readonly strategy: Strategy;
  readonly hours: BusinessHours | null;
  readonly away: { readonly en: string; readonly zh: string };
  readonly overflowTo: DepartmentId | null;
  readonly skills: readonly WantedSkill[];
  readonly times: Readonly<Record<TimeName, Timed>>;
}

const timed = (name: TimeName, ms: number | null, on = ms !== null): Timed => ({
  on,
  time: ms === null || (!on && ms === 0) ? USUAL[name] : durationOf(ms),
});

export function draftOf({ name, strategy, hours, settings }: WireDepartmentSetup): DepartmentDraft {
  const { targets, overflowTo } = settings;
  const times = {
    firstAnswer: timed('firstAnswer', targets.firstAnswerMs),
    resolution: timed('resolution', targets.resolutionMs),
    offer: timed('offer', settings.offerMs),
    sticky: timed('sticky', settings.stickyMs, settings.stickyMs > 0),
    stickyWait: timed('stickyWait', settings.stickyWaitMs),
    relax: timed('relax', settings.relaxAfterMs),
    overflow: timed('overflow', settings.overflowAfterMs, overflowTo !== null),
    autoResolve: timed('autoResolve', settings.autoResolveMs),
  };
  return { name, strategy, hours, away: settings.away, overflowTo, skills: settings.skills, times };
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** `theirs` with what was changed here since `base` was read. */
export function mergeDrafts(base: DepartmentDraft, mine: DepartmentDraft, theirs: DepartmentDraft): DepartmentDraft {
  const pick = <O extends object, K extends keyof O>(was: O, here: O, there: O, key: K): O[K] =>
    isSame(was[key], here[key]) ? there[key] : here[key];
  const own = <K extends keyof DepartmentDraft>(key: K) => pick(base, mine, theirs, key);
  const away = (lang: 'en' | 'zh') => pick(base.away, mine.away, theirs.away, lang);
  const names = Object.keys(TIMES) as TimeName[];
  const times = Object.fromEntries(names.map((name) => [name, pick(base.times, mine.times, theirs.times, name)]));
  return {
    name: own('name'),
    strategy: own('strategy'),
    hours: own('hours'),
    away: { en: away('en'), zh: away('zh') },
    overflowTo: own('overflowTo'),
    skills: own('skills'),
    times: times as DepartmentDraft['times'],
  };
}

/** Undefined: it is fine, or off. */
export function timeFault({ times }: DepartmentDraft, name: TimeName): { readonly least: number; readonly most: number } | undefined {
  const { on, time } = times[name];
  const ms = msOf(time);
  const { least, most } = TIMES[name];
  return on && (ms === null || ms < least || ms > most) ? { least, most } : undefined;
}

/** What would be saved; null: something cannot be. */
export function settingOf(
  draft: DepartmentDraft,
): { name: string; strategy: Strategy; hours: BusinessHours | null; settings: DepartmentSettings } | null {
  const names = Object.keys(TIMES) as TimeName[];
  const sound =
    draft.name.trim() !== '' && (draft.hours === null || isSound(draft.hours)) && names.every((name) => !timeFault(draft, name));
  if (!sound || Object.values(draft.away).some((text) => text.length > SETTING_BOUNDS.awayText)) return null;
  const ms = (name: TimeName) => (draft.times[name].on ? msOf(draft.times[name].time) : null);
  const { overflowTo, away } = draft;
  const settings: DepartmentSettings = {
    stickyMs: ms('sticky') ?? 0,
    stickyWaitMs: ms('stickyWait') ?? 0,
    offerMs: ms('offer') ?? 0,
    relaxAfterMs: ms('relax'),
    overflowAfterMs: overflowTo === null ? 0 : (ms('overflow') ?? 0),
    overflowTo: draft.times.overflow.on ? overflowTo : null,
    autoResolveMs: ms('autoResolve'),
    skills: [...draft.skills],
    away,
    targets: { firstAnswerMs: ms('firstAnswer'), resolutionMs: ms('resolution') },
  };
  return { name: draft.name.trim(), strategy: draft.strategy, hours: draft.hours, settings };
}
