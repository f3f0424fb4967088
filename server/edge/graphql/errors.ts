// Errors as the API tells them: the code and the facts of the one table. What GraphQL itself refuses is BAD_INPUT; what
// nobody foresaw is logged and leaves as INTERNAL, without its text.
import type { ExecutionResult, FormattedExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import { ERROR_MESSAGES } from '../../../core/protocol/app-error.ts';
import type { ErrorCode, ErrorDetails } from '../../../core/protocol/errors.ts';
import { asAppError } from '../../platform/app-error.ts';
import type { Log } from '../../platform/log.ts';

function present(error: GraphQLError, code: ErrorCode, details: ErrorDetails, message: string): GraphQLFormattedError {
  const { locations, path } = error;
  return { message, ...(locations ? { locations } : {}), ...(path ? { path } : {}), extensions: { code, ...details } };
}

/** `error.path` tells what failed while it ran from what was refused before. */
export function presentError(error: GraphQLError, log: Log): GraphQLFormattedError {
  const cause = error.originalError ?? error.cause;
  const known = asAppError(cause);
  if (known) return present(error, known.code, known.details, ERROR_MESSAGES[known.code]);
  const foreseen = error.path === undefined ? !(cause instanceof Error) || cause.name === 'GraphQLError' : cause === undefined;
  if (foreseen) return present(error, 'BAD_INPUT', {}, error.message);
  log.error({ error: cause, path: error.path }, 'an operation failed');
  return present(error, 'INTERNAL', {}, ERROR_MESSAGES.INTERNAL);
}

export function presentResult(result: ExecutionResult, log: Log): FormattedExecutionResult {
  const { errors, ...rest } = result;
  return errors ? { errors: errors.map((error) => presentError(error, log)), ...rest } : rest;
}
