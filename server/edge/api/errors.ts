// Errors as they leave the API: a message for developers, and a code of the one table with its facts. What nobody foresaw
// is logged and leaves as INTERNAL, without its text.
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { AppError } from '../../../core/protocol/errors.ts';
import { asAppError } from '../../platform/app-error.ts';
import type { Log } from '../../platform/log.ts';

export function presentError(error: GraphQLError, log: Log): GraphQLFormattedError {
  const place = { ...(error.locations ? { locations: error.locations } : {}), ...(error.path ? { path: error.path } : {}) };
  const cause = error.originalError;
  if (!cause) return { message: error.message, ...place, extensions: { code: 'BAD_INPUT' } };
  const known = asAppError(cause);
  if (!known) log.error({ error: cause, path: error.path }, 'a field of the API failed');
  const { code, details, message } = known ?? new AppError('INTERNAL');
  return { message, ...place, extensions: { code, ...details } };
}
