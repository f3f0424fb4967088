// What people call the steps of a priority. Pure.

/** Steps of a minute's waiting each: an urgent ticket stands where it would had it come half an hour earlier. */
export const PRIORITIES = { low: -10, normal: 0, high: 10, urgent: 30 } as const;
export type Priority = keyof typeof PRIORITIES;

/** Any number of steps by its nearest word: what a program has set is told too. */
export function priorityOf({ priority }: { readonly priority: number }): Priority {
  if (priority < 0) return 'low';
  if (priority === 0) return 'normal';
  return priority < PRIORITIES.urgent ? 'high' : 'urgent';
}
