// The input of every command, as zod schemas: parsed once at the edge, over whichever transport it came.
// Unknown fields are refused (nobody sets senderId, seq, role or kind from outside). Limits: limits.ts.
import { z } from 'zod';
import { TERMINAL_KINDS } from './events.ts';
import { type ConversationId, isId, parseClientId, type UserId } from './ids.ts';
import { LIMITS } from './limits.ts';
import { isHandle, textFault } from './text.ts';

export const id = <T extends string>() =>
  z
    .string()
    .refine(isId, 'not an id')
    .transform((text) => text as T);
const seq = z.int().min(0);
const conversationId = id<ConversationId>();
const userId = id<UserId>();
export const text = (limit: number) =>
  z.string().superRefine((value, context) => {
    const fault = textFault(value, limit);
    if (fault) context.addIssue({ code: 'custom', message: fault });
  });
/** What goes into a query: may be empty, but must be storable. */
export const plain = (max: number) =>
  z
    .string()
    .max(max, 'too_long')
    .refine((value) => !value.includes('\0') && value.isWellFormed(), 'not_text');
const limited = (max: number) =>
  z
    .int()
    .min(1)
    .transform((n) => Math.min(n, max));
const ids = z.array(userId).max(LIMITS.idsPerList);
export const clientId = z.string().transform((value, context) => {
  const parsed = parseClientId(value);
  if (parsed) return parsed;
  context.addIssue({ code: 'custom', message: 'not a UUID' });
  return z.NEVER;
});
export const opt = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

export const deviceInput = z.strictObject({
  kind: z.enum(TERMINAL_KINDS),
  name: opt(text(LIMITS.deviceNameUnits)),
});
const password = z.string().min(LIMITS.passwordMin, 'too_short').max(LIMITS.passwordMax, 'too_long');
const email = z.email().max(254);

export const signUpInput = z.strictObject({
  handle: z.string().refine(isHandle, 'not a handle'),
  name: text(LIMITS.nameUnits),
  email,
  password,
  device: opt(deviceInput),
  invitation: opt(z.string().max(100)),
});
export const signInInput = z.strictObject({
  email: plain(254),
  password: plain(LIMITS.passwordMax),
  device: opt(deviceInput),
});

export const demoSignInInput = z.strictObject({
  handle: z.string().refine(isHandle, 'not a handle'),
  device: opt(deviceInput),
});

export const sendInput = z.strictObject({
  conversationId,
  clientId,
  lane: opt(plain(LIMITS.laneIdUnits).min(1)),
  clientSeq: opt(z.int().min(1)),
  text: opt(z.string()),
  attachmentIds: opt(z.array(z.string()).max(LIMITS.idsPerList)),
  replyToSeq: opt(z.int().min(1)),
  mentionUserIds: opt(z.array(userId).max(LIMITS.idsPerList)),
  mentionAll: opt(z.boolean()),
  readSeq: opt(seq),
});
/** The part of a send that its key and its lane need: what else it holds may be wrong and still uses them up. */
export const sendKeyInput = z.object({
  conversationId,
  clientId,
  lane: sendInput.shape.lane,
  clientSeq: sendInput.shape.clientSeq,
});

export const openDirectInput = z.strictObject({ userId });
export const createGroupInput = z.strictObject({
  title: text(LIMITS.nameUnits),
  memberIds: ids,
  kind: z
    .enum(['GROUP', 'CHANNEL'])
    .nullish()
    .transform((kind) => kind ?? 'GROUP'),
});
export const addMembersInput = z.strictObject({ conversationId, userIds: ids.min(1) });
export const removeMemberInput = z.strictObject({ conversationId, userId });
export const usersInput = z.strictObject({ ids: z.array(userId).max(LIMITS.pageRows) });
export const conversationInput = z.strictObject({ conversationId });
export const renameInput = z.strictObject({ conversationId, title: text(LIMITS.nameUnits) });
export const setRoleInput = z.strictObject({ conversationId, userId, role: z.enum(['OWNER', 'ADMIN', 'MEMBER']) });
export const editInput = z.strictObject({ conversationId, seq: z.int().min(1), text: text(LIMITS.textUnits) });
export const recallInput = z.strictObject({ conversationId, seq: z.int().min(1) });
export const reactInput = z.strictObject({
  conversationId,
  seq: z.int().min(1),
  emoji: text(LIMITS.emojiUnits),
  on: z
    .boolean()
    .nullish()
    .transform((on) => on ?? true),
});
export const reactorsInput = z.strictObject({ conversationId, seq: z.int().min(1) });
export const markReadInput = z.strictObject({ conversationId, seq });
/** What is not named stays as it is. */
export const setPrefsInput = z.strictObject({ conversationId, pinned: opt(z.boolean()), muted: opt(z.boolean()) });
export const typingInput = z.strictObject({
  conversationId,
  on: z
    .boolean()
    .nullish()
    .transform((on) => on ?? true),
});
export const ackInput = z.strictObject({ cursor: z.string().max(100) });
export const pullInput = z.strictObject({
  after: z.string().max(100),
  limit: limited(LIMITS.pageRows)
    .nullish()
    .transform((n) => n ?? 200),
});
export const eventsInput = z.strictObject({
  conversationId,
  before: opt(seq),
  after: opt(seq),
  limit: limited(LIMITS.pageRows)
    .nullish()
    .transform((n) => n ?? 50),
});
export const membersInput = z.strictObject({
  conversationId,
  first: limited(LIMITS.pageRows)
    .nullish()
    .transform((n) => n ?? 100),
  after: opt(userId),
  /** A part of the name or handle. */
  text: opt(plain(LIMITS.searchUnits)),
});
export const findUsersInput = z.strictObject({
  text: plain(LIMITS.searchUnits),
  first: limited(LIMITS.pageRows)
    .nullish()
    .transform((n) => n ?? 20),
});
export const searchInput = z.strictObject({
  text: plain(LIMITS.searchUnits),
  conversationId: opt(conversationId),
  first: limited(LIMITS.pageRows)
    .nullish()
    .transform((n) => n ?? 20),
});
