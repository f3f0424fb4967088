// The input of the desk's commands, as commands.ts is for the messenger's.
import { z } from 'zod';
import { id, opt, text } from './commands.ts';
import { AGENT_STATES, DESK_LIMITS, DESK_ROLES } from './desk.ts';
import type { DepartmentId, SiteKeyId, UserId } from './ids.ts';
import { LIMITS } from './limits.ts';

const departmentId = id<DepartmentId>();
const capacity = z.int().min(1).max(DESK_LIMITS.capacity.most);

/** An origin as browsers write it: a scheme and a host, a port where it is not the usual one. */
const origin = z.string().refine((value) => {
  const url = URL.parse(value);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === value;
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
export const setAgentStateInput = z.strictObject({ state: z.enum(AGENT_STATES), capacity: opt(capacity) });
export const agentsInput = z.strictObject({ departmentId: opt(departmentId) });
export const departmentsInput = z.strictObject({ siteKey: id<SiteKeyId>() });
