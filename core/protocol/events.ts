// The one table of what can stand in a conversation's log and in a user's timeline. Codes are stored, never reused.

interface EventRow {
  readonly code: number;
  /** Counted as unread. */
  readonly countable: boolean;
  /** Names another event of the log by targetSeq and changes it. */
  readonly effect: boolean;
  /** Starts a new range of the members' timelines, ends one, or neither. */
  readonly range: 'starts' | 'ends' | 'inside';
}

export const EVENTS = {
  message: {
    code: 1,
    countable: true,
    effect: false,
    range: 'inside',
  },
  notice: { code: 2, countable: false, effect: false, range: 'inside' },
  edit: { code: 3, countable: false, effect: true, range: 'inside' },
  recall: { code: 4, countable: false, effect: true, range: 'inside' },
  reaction: { code: 5, countable: false, effect: true, range: 'inside' },
  join: { code: 6, countable: false, effect: false, range: 'starts' },
  leave: { code: 7, countable: false, effect: false, range: 'ends' },
  role: { code: 8, countable: false, effect: false, range: 'inside' },
  settings: { code: 9, countable: false, effect: false, range: 'inside' },
  fanOut: { code: 10, countable: false, effect: false, range: 'ends' },
} as const satisfies Record<string, EventRow>;

export type EventKind = keyof typeof EVENTS;

export const ENTRIES = {
  events: { code: 1 },
  joined: { code: 2 },
  left: { code: 3 },
  read: { code: 4 },
  fanOut: { code: 5 },
  mention: { code: 6 },
  prefs: { code: 7 },
} as const satisfies Record<string, { readonly code: number }>;

export type EntryKind = keyof typeof ENTRIES;

export const CONVERSATION_KINDS = ['DIRECT', 'GROUP', 'CHANNEL', 'SUPPORT', 'NOTES'] as const;
export const FAN_OUTS = ['WRITE', 'READ'] as const;
export const ROLES = ['OWNER', 'ADMIN', 'MEMBER'] as const;
export const USER_KINDS = ['PERSON', 'BOT', 'VISITOR'] as const;
export const TERMINAL_KINDS = ['WEB', 'ANDROID', 'IOS', 'DESKTOP', 'BOT'] as const;

export type ConversationKind = (typeof CONVERSATION_KINDS)[number];
export type FanOut = (typeof FAN_OUTS)[number];
export type Role = (typeof ROLES)[number];
export type UserKind = (typeof USER_KINDS)[number];
export type TerminalKind = (typeof TERMINAL_KINDS)[number];

const byCode = <K extends string>(table: Readonly<Record<K, { readonly code: number }>>) =>
  new Map(Object.entries<{ readonly code: number }>(table).map(([kind, row]) => [row.code, kind as K]));
const eventByCode = byCode<EventKind>(EVENTS);
const entryByCode = byCode<EntryKind>(ENTRIES);

export function eventKindOf(code: number): EventKind {
  const kind = eventByCode.get(code);
  if (!kind) throw new Error(`unknown event code ${code}`);
  return kind;
}

export function entryKindOf(code: number): EntryKind {
  const kind = entryByCode.get(code);
  if (!kind) throw new Error(`unknown entry code ${code}`);
  return kind;
}

/** Small enums are stored as their place in the list, from 1. */
export function codeOf<T extends string>(list: readonly T[], name: T): number {
  return list.indexOf(name) + 1;
}

export function nameOf<T extends string>(list: readonly T[], code: number): T {
  const name = list[code - 1];
  if (name === undefined) throw new Error(`unknown code ${code}`);
  return name;
}
