// Any error as one of the table, for the edges: an AppError (also as a cause), an input that does not validate, a database
// that is away, or null.
import { z } from 'zod';
import { AppError } from '../../core/protocol/app-error.ts';
import { DatabaseAway } from './db.ts';

/** After what time it is worth asking again, ms. */
const AWAY_MS = 1_000;

function inputError(error: z.ZodError): AppError {
  const issue = error.issues[0];
  if (!issue) return new AppError('BAD_INPUT');
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : issue.path;
  return new AppError('BAD_INPUT', { field: path.map(String).join('.'), reason: issue.message });
}

/** The error of the table that `error` is or was caused by; null: nobody foresaw it. */
export function asAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof z.ZodError) return inputError(error);
  if (error instanceof DatabaseAway) return new AppError('BUSY', { retryAfterMs: AWAY_MS });
  return error instanceof Error && error.cause !== undefined ? asAppError(error.cause) : null;
}
