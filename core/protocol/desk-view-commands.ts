// The input of the calls of saved lists.
import { z } from 'zod';
import { id, opt, text } from './commands.ts';
import { DESK_LIMITS } from './desk.ts';
import { VIEW_LIMITS, VIEW_PRIORITIES, VIEW_STATES, type ViewFilter } from './desk-views.ts';
import type { DepartmentId, DeskViewId, TicketId, UserId } from './ids.ts';

const listOf = <T extends z.ZodType>(of: T, most: number) =>
  opt(z.array(of).max(most).readonly()).transform((list): readonly z.output<T>[] => [...new Set(list ?? [])]);

/** What is not said is whatever it is. */
export const viewFilter = z.strictObject({
  departmentIds: listOf(id<DepartmentId>(), VIEW_LIMITS.departments),
  states: listOf(z.enum(VIEW_STATES), VIEW_STATES.length),
  priorities: listOf(z.enum(VIEW_PRIORITIES), VIEW_PRIORITIES.length),
  tags: listOf(text(VIEW_LIMITS.tag), VIEW_LIMITS.tags),
  assignee: opt(z.union([z.literal(['me', 'nobody']), id<UserId>()])),
}) satisfies z.ZodType<ViewFilter>;

const view = { name: text(VIEW_LIMITS.name), filter: viewFilter, team: z.boolean() };
/** `team`: everybody's, else one's own. */
export const createViewInput = z.strictObject(view);
export const updateViewInput = z.strictObject({ id: id<DeskViewId>(), ...view });
export const viewInput = z.strictObject({ id: id<DeskViewId>() });

export const filteredTicketsInput = z.strictObject({
  filter: viewFilter,
  first: opt(z.int().min(1)).transform((first) => Math.min(first ?? 50, DESK_LIMITS.page)),
  after: opt(id<TicketId>()),
});
/** One's own and the team's. */
export const countFilteredInput = z.strictObject({ filters: z.array(viewFilter).max(2 * VIEW_LIMITS.count) });
