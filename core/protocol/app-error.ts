// What use cases throw, with texts for developers who read the API's answer: apart from the table, which every page loads.
import type { ErrorCode, ErrorDetails, Refusal } from './errors.ts';

export const ERROR_MESSAGES: Readonly<Record<ErrorCode, string>> = {
  UNAUTHENTICATED: 'Sign in first.',
  NOT_FOUND: 'There is no such thing, or you may not see it.',
  FORBIDDEN: 'You may not do this here.',
  BAD_INPUT: 'The input is not valid.',
  CONFLICT: 'This clientId is known with another payload.',
  TOO_LATE: 'The time for this has passed.',
  OUT_OF_ORDER: 'Send the expected clientSeq first.',
  BUSY: 'The server is busy: try again shortly.',
  RATE_LIMITED: 'Too many requests: try again later.',
  INTERNAL: 'Something failed on the server: try again.',
};

/** What use cases throw. `message` is for developers and logs, never for people. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(details.reason ? `${ERROR_MESSAGES[code]} ${details.reason}` : ERROR_MESSAGES[code]);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

export function toAppError(refusal: Refusal): AppError {
  return new AppError(refusal.refused, refusal.details);
}
