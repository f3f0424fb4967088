import type { Session } from './session.ts';

/** What a statement does: its values, and the rows that it answers as the driver gives them. */
export type Statement = (
  on: Session,
  values: readonly unknown[],
) => readonly Record<string, unknown>[] | Promise<readonly Record<string, unknown>[]>;
