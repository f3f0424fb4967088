// The input of the desk's commands, as commands.ts is for the messenger's.
import { z } from 'zod';
import { clientId, id, opt, plain, text } from './commands.ts';
import { AGENT_STATES, DESK_LIMITS, DESK_ROLES, TICKET_STATES, TICKET_VIEWS } from './desk.ts';
import { wantedSkills } from './desk-skills.ts';
import type { ConversationId, DepartmentId, SiteKeyId, TicketId, UserId } from './ids.ts';
import { LIMITS } from './limits.ts';

const departmentId = id<DepartmentId>();
const ticketId = id<TicketId>();
const capacity = z.int().min(1).max(DESK_LIMITS.capacity.most);

/** Names and numbers: a URL's host may be `*`, or have what ends a directive of the policy that it will stand in. */
const HOST = /^([a-z0-9.-]+|\[[0-9a-f:.]+\])(:\d+)?$/;

/** An origin as browsers write it: a scheme and a host, a port where it is not the usual one. */
export const origin = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && HOST.test(url.host) && url.origin === value;
}, 'not an origin');

export const createDepartmentInput = z.strictObject({ name: text(LIMITS.nameUnits) });
export const createSiteKeyInput = z.strictObject({
  name: text(LIMITS.nameUnits),
  origins: z.array(origin).min(1).max(DESK_LIMITS.origins),
});
export const setAgentInput = z.strictObject({
  userId: id<UserId>(),
  departmentIds: z.array(departmentId).max(DESK_LIMITS.departments),
  role: opt(z.enum(DESK_ROLES)).transform((role) => role ?? 'agent'),
  capacity: opt(capacity).transform((places) => places ?? DESK_LIMITS.capacity.usual),
});
/** `reason`: of AWAY alone; a word of AWAY_REASONS, or their own. */
export const setAgentStateInput = z.strictObject({
  state: z.enum(AGENT_STATES),
  capacity: opt(capacity),
  reason: opt(text(DESK_LIMITS.awayReason)),
});
export const agentsInput = z.strictObject({ departmentId: opt(departmentId) });
export const departmentsInput = z.strictObject({ siteKey: id<SiteKeyId>() });

/** `fields`: what the form before the talk asked; names and values as text, numbers or yes and no. */
export const openTicketInput = z.strictObject({
  departmentId,
  clientId,
  text: z.string(),
  fields: opt(
    z
      .record(text(DESK_LIMITS.field.name), z.union([plain(DESK_LIMITS.field.value), z.number(), z.boolean()]))
      .refine((fields) => Object.keys(fields).length <= DESK_LIMITS.field.count, 'too many fields'),
  ),
});
export const ticketInput = z.strictObject({ id: ticketId });
export const ticketsOfNotesInput = z.strictObject({ conversationIds: z.array(id<ConversationId>()).max(DESK_LIMITS.page) });
export const lastWordsInput = z.strictObject({ ticketIds: z.array(ticketId).max(DESK_LIMITS.page) });
export const ticketsInput = z.strictObject({
  view: opt(z.enum(TICKET_VIEWS)).transform((view) => view ?? 'mine'),
  departmentId: opt(departmentId),
  first: opt(z.int().min(1)).transform((first) => Math.min(first ?? 50, DESK_LIMITS.page)),
  after: opt(ticketId),
});
export const ofTicketInput = z.strictObject({ ticketId });
export const declineOfferInput = z.strictObject({ ticketId, reason: opt(text(DESK_LIMITS.note)) });
/** To one or the other. */
export const transferTicketInput = z
  .strictObject({ ticketId, toAgentId: opt(id<UserId>()), toDepartmentId: opt(departmentId), note: opt(text(DESK_LIMITS.note)) })
  .refine(({ toAgentId, toDepartmentId }) => (toAgentId === null) !== (toDepartmentId === null), 'one of toAgentId, toDepartmentId');
export const setTicketStateInput = z.strictObject({ ticketId, state: z.enum(TICKET_STATES), until: opt(z.iso.datetime({ offset: true })) });

/** Trimmed, once each. */
const tags = z
  .array(
    z
      .string()
      .transform((tag) => tag.trim())
      .pipe(text(DESK_LIMITS.tags.units)),
  )
  .transform((list) => [...new Set(list)])
  .refine((list) => list.length <= DESK_LIMITS.tags.count, 'too many tags');
const subject = z
  .string()
  .transform((typed) => typed.trim() || null)
  .pipe(text(DESK_LIMITS.subject).nullable());
const { least, most } = DESK_LIMITS.priority;
/** What is not named, and but for the subject also what is null, stays; the subject null or empty: none. */
export const updateTicketInput = z.strictObject({
  ticketId,
  priority: opt(z.int().min(least).max(most)),
  subject: subject.nullable().optional(),
  tags: opt(tags),
  skills: opt(wantedSkills),
});
export const mergeTicketsInput = z.strictObject({ ticketId, intoId: ticketId });
export const setVipInput = z.strictObject({ visitorId: id<UserId>(), vip: z.boolean() });
export const rateInput = z.strictObject({
  ticketId,
  score: z.int().min(1).max(DESK_LIMITS.rating),
  comment: opt(text(DESK_LIMITS.note)),
});
