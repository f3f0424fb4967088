// Lists of tickets that are saved under a name: what stands in one, and the input of their calls.
import { z } from 'zod';
import { id, opt, text } from './commands.ts';
import { DESK_LIMITS, type TicketState } from './desk.ts';
import type { DepartmentId, DeskViewId, TicketId, UserId } from './ids.ts';

export const VIEW_LIMITS = {
  /** Of one owner, a person or the team. */
  count: 50,
  name: 60,
  /** Of one filter. */
  departments: 20,
  tags: 20,
  tag: 50,
  /** So many are counted; what is more is told as one more. */
  counted: 1_000,
} as const;

/** What is put away (CLOSED) has a list of its own: it grows without end, and these are counted all the time. */
export const VIEW_STATES = ['WAITING', 'OFFERED', 'ACTIVE', 'PENDING', 'SNOOZED', 'RESOLVED'] as const satisfies readonly TicketState[];

/** By its steps: above 0, 0, below it. */
export const VIEW_PRIORITIES = ['high', 'normal', 'low'] as const;

const listOf = <T extends z.ZodType>(of: T, most: number) => opt(z.array(of).max(most)).transform((list) => [...new Set(list ?? [])]);

/** A ticket stands in it that is of one of each; an empty list: whatever it is. */
export const viewFilter = z.strictObject({
  departmentIds: listOf(id<DepartmentId>(), VIEW_LIMITS.departments),
  /** Empty: all that are open. */
  states: listOf(z.enum(VIEW_STATES), VIEW_STATES.length),
  priorities: listOf(z.enum(VIEW_PRIORITIES), VIEW_PRIORITIES.length),
  /** One of them is enough. */
  tags: listOf(text(VIEW_LIMITS.tag), VIEW_LIMITS.tags),
  /** `me`: who looks. Null: whoever, also nobody. */
  assignee: opt(z.union([z.literal(['me', 'nobody']), id<UserId>()])),
});
export type ViewFilter = Readonly<z.output<typeof viewFilter>>;

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

export interface WireDeskView {
  readonly id: DeskViewId;
  readonly name: string;
  /** Everybody's, else the reader's own. */
  readonly team: boolean;
  readonly filter: ViewFilter;
}
