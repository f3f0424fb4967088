// What a department may set beside its strategy and hours, in one place: as it is stored, where what is not set is as DESK_LIMITS
// has it, and as it is sent, whole and within bounds. Times in ms.
import { z } from 'zod';
import { DESK_LIMITS } from './desk.ts';
import { wantedSkills } from './desk-skills.ts';
import { type DepartmentId, isId, toId } from './ids.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From and to, both in; ms, and text in UTF-16 units. */
export const SETTING_BOUNDS = {
  stickyMs: { least: 0, most: 30 * DAY },
  stickyWaitMs: { least: 0, most: 10 * MINUTE },
  offerMs: { least: 5_000, most: 10 * MINUTE },
  relaxAfterMs: { least: 0, most: DAY },
  overflowAfterMs: { least: 0, most: DAY },
  autoResolveMs: { least: MINUTE, most: 90 * DAY },
  firstAnswerMs: { least: 10_000, most: 30 * DAY },
  resolutionMs: { least: MINUTE, most: 90 * DAY },
  awayText: 1_000,
} as const;

const within = ({ least, most }: { readonly least: number; readonly most: number }) => z.int().min(least).max(most);
const departmentId = z
  .string()
  .refine(isId, 'not an id')
  .transform((id) => toId<DepartmentId>(id));
const awayText = z
  .string()
  .max(SETTING_BOUNDS.awayText, 'too_long')
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'not_text');

const away = z.strictObject({ en: awayText, zh: awayText });
const targets = z.strictObject({
  firstAnswerMs: within(SETTING_BOUNDS.firstAnswerMs).nullable(),
  resolutionMs: within(SETTING_BOUNDS.resolutionMs).nullable(),
});

/** As it is sent: all of it. */
export const departmentSettingsInput = z.strictObject({
  /** A ticket goes to the agent who had the visitor's last one so long ago at most; 0: never. */
  stickyMs: within(SETTING_BOUNDS.stickyMs),
  /** ...and waits for them so long where they have no place. */
  stickyWaitMs: within(SETTING_BOUNDS.stickyWaitMs),
  /** An offer waits for its agent so long. */
  offerMs: within(SETTING_BOUNDS.offerMs),
  /** After so long in the queue required skills are only preferred; null: never. */
  relaxAfterMs: within(SETTING_BOUNDS.relaxAfterMs).nullable(),
  /** What a ticket asks of its agent that is opened here, or comes here from another department. */
  skills: wantedSkills,
  /** What nobody could take for so long goes to `overflowTo`. */
  overflowAfterMs: within(SETTING_BOUNDS.overflowAfterMs),
  /** Null: it stays. */
  overflowTo: departmentId.nullable(),
  /** A ticket that is the visitor's turn is resolved after so long; null: never. */
  autoResolveMs: within(SETTING_BOUNDS.autoResolveMs).nullable(),
  /** What a visitor is answered outside of the hours, by language; '': the widget's own words. */
  away,
  /** Service levels; null: none. */
  targets,
});

const NO_TARGETS = { firstAnswerMs: null, resolutionMs: null };

/** As it is stored: what is missing is usual, what others keep beside it is left out. */
export const departmentSettings = z.object({
  stickyMs: z.number().default(DESK_LIMITS.stickyMs),
  stickyWaitMs: z.number().default(DESK_LIMITS.stickyWaitMs),
  offerMs: z.number().default(DESK_LIMITS.offerMs),
  relaxAfterMs: z.number().nullable().default(null),
  skills: wantedSkills.default([]),
  overflowAfterMs: z.number().default(0),
  overflowTo: departmentId.nullable().default(null),
  autoResolveMs: z.number().nullable().default(DESK_LIMITS.autoResolveMs),
  away: z.object({ en: z.string(), zh: z.string() }).default({ en: '', zh: '' }),
  targets: z.object({ firstAnswerMs: z.number().nullable(), resolutionMs: z.number().nullable() }).default(NO_TARGETS),
});

export type DepartmentSettings = z.output<typeof departmentSettings>;
