// Lists of tickets that are saved under a name: what stands in one.
import type { TicketState } from './desk.ts';
import type { DepartmentId, DeskViewId, UserId } from './ids.ts';

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

/** By its steps, as core/desk/priority.ts names them. */
export const VIEW_PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;

/** A ticket stands in it that is of one of each; an empty list: whatever it is. */
export interface ViewFilter {
  readonly departmentIds: readonly DepartmentId[];
  /** Empty: all that are open. */
  readonly states: readonly (typeof VIEW_STATES)[number][];
  readonly priorities: readonly (typeof VIEW_PRIORITIES)[number][];
  /** One of them is enough. */
  readonly tags: readonly string[];
  /** `me`: who looks. Null: whoever, also nobody. */
  readonly assignee: 'me' | 'nobody' | UserId | null;
}

/** All that is open. */
export const WHOLE_FILTER: ViewFilter = { departmentIds: [], states: [], priorities: [], tags: [], assignee: null };

export interface WireDeskView {
  readonly id: DeskViewId;
  readonly name: string;
  /** Everybody's, else the reader's own. */
  readonly team: boolean;
  readonly filter: ViewFilter;
}
