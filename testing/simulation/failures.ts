// Which failures are those of the world, and how others are told.
import { DatabaseAway, sqlState } from '../../server/platform/db.ts';

/** The database did not do it, or its answer was lost. */
export const isOfDatabase = (error: unknown) => sqlState(error) !== null || error instanceof DatabaseAway;

export function describe(about: unknown): string {
  const error = typeof about === 'object' && about !== null && 'error' in about ? about.error : about;
  return error instanceof Error ? `${error.name}: ${error.message} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : JSON.stringify(error);
}
