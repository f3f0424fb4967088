// The input of the desk's set-up and of the supervisor's board: calls of the web client alone.
import { z } from 'zod';
import { id, opt, text } from './commands.ts';
import { AGENT_STATES, DESK_LIMITS, STRATEGIES } from './desk.ts';
import { businessHours } from './desk-hours.ts';
import { departmentSettingsInput } from './desk-settings.ts';
import { SKILL_LIMITS, skills } from './desk-skills.ts';
import type { AuditId, CannedReplyId, DepartmentId, UserId } from './ids.ts';
import { LIMITS } from './limits.ts';

export const SETUP_LIMITS = {
  skills: SKILL_LIMITS,
  /** Of one owner, a person or the team. */
  canned: { count: 1_000, shortcut: 40, title: 100, text: 4_000 },
  /** Rows of one page. */
  audit: 100,
  /** Of the board's list of what waits. */
  waiting: 200,
} as const;

const departmentId = id<DepartmentId>();
const userId = id<UserId>();
/** Of what is changed, as it was read: another one has changed it since where this differs. */
const version = z.int().min(0);

export const departmentInput = z.strictObject({ departmentId });
export const updateDepartmentInput = z.strictObject({
  departmentId,
  version,
  name: text(LIMITS.nameUnits),
  strategy: z.enum(STRATEGIES),
  /** Null: always open. */
  hours: businessHours.nullable(),
  settings: departmentSettingsInput,
});

export const agentInput = z.strictObject({ userId });
export const setSkillsInput = z.strictObject({ userId, skills });
export const setAgentStateOfInput = z
  .strictObject({ userId, state: opt(z.enum(AGENT_STATES)), capacity: opt(z.int().min(1).max(DESK_LIMITS.capacity.most)) })
  .refine(({ state, capacity }) => state !== null || capacity !== null, 'nothing is set');

export const auditInput = z.strictObject({
  /** Older than this one. */
  before: opt(id<AuditId>()),
  first: opt(z.int().min(1)).transform((first) => Math.min(first ?? 50, SETUP_LIMITS.audit)),
});

const { canned } = SETUP_LIMITS;
const shortcut = z
  .string()
  .max(canned.shortcut, 'too_long')
  .transform((typed) => typed.toLowerCase())
  .refine((typed) => /^[\p{L}\p{N}_-]+$/u.test(typed), 'not a shortcut');
const reply = { shortcut, title: text(canned.title), text: text(canned.text) };
/** `team`: everybody's, else one's own; of the team's `departmentId` null: of all departments. */
export const createCannedInput = z
  .strictObject({ ...reply, team: z.boolean(), departmentId: opt(departmentId) })
  .refine(({ team, departmentId: of }) => team || of === null, 'an own reply has no department');
export const updateCannedInput = z.strictObject({ id: id<CannedReplyId>(), ...reply, departmentId: opt(departmentId) });
export const cannedReplyInput = z.strictObject({ id: id<CannedReplyId>() });
/** Of a talk in this department; null: all that one may use. */
export const cannedRepliesInput = z.strictObject({ departmentId: opt(departmentId) });

export const waitingInput = z.strictObject({
  /** Null: of all departments. */
  departmentId: opt(departmentId),
  /** Only what nobody answers. */
  unanswered: opt(z.boolean()).transform((only) => only ?? false),
  /** How many before the first. */
  from: z.int().min(0),
  first: opt(z.int().min(1)).transform((first) => Math.min(first ?? 100, SETUP_LIMITS.waiting)),
});
