// The one table of errors. Rules return refusals, use cases throw AppError(code), only the edges translate.
// Texts for people stand in the translations under the same code.

/** never: hopeless as it is; sameKey: again with the same clientId; signIn: after signing in again. */
type Retry = 'never' | 'sameKey' | 'signIn';

interface ErrorRow {
  readonly http: number;
  readonly retry: Retry;
  /** Whether a send that gets it has used its clientSeq up. */
  readonly usesUp: boolean;
  /** Whether the refusal is stored under the send's key, so that a retry hears it again. */
  readonly stored: boolean;
  /** Whether operators hear of it. */
  readonly report: boolean;
  /** For developers who read the API's answer. */
  readonly message: string;
}

export const ERRORS = {
  UNAUTHENTICATED: { http: 401, retry: 'signIn', usesUp: false, stored: false, report: false, message: 'Sign in first.' },
  NOT_FOUND: {
    http: 404,
    retry: 'never',
    usesUp: true,
    stored: true,
    report: false,
    message: 'There is no such thing, or you may not see it.',
  },
  FORBIDDEN: { http: 403, retry: 'never', usesUp: true, stored: true, report: false, message: 'You may not do this here.' },
  BAD_INPUT: { http: 400, retry: 'never', usesUp: true, stored: true, report: false, message: 'The input is not valid.' },
  CONFLICT: {
    http: 409,
    retry: 'never',
    usesUp: true,
    stored: false,
    report: false,
    message: 'This clientId is known with another payload.',
  },
  TOO_LATE: { http: 410, retry: 'never', usesUp: true, stored: true, report: false, message: 'The time for this has passed.' },
  OUT_OF_ORDER: { http: 409, retry: 'sameKey', usesUp: false, stored: false, report: false, message: 'Send the expected clientSeq first.' },
  BUSY: { http: 503, retry: 'sameKey', usesUp: false, stored: false, report: true, message: 'The server is busy: try again shortly.' },
  RATE_LIMITED: {
    http: 429,
    retry: 'sameKey',
    usesUp: false,
    stored: false,
    report: false,
    message: 'Too many requests: try again later.',
  },
  INTERNAL: {
    http: 500,
    retry: 'sameKey',
    usesUp: false,
    stored: false,
    report: true,
    message: 'Something failed on the server: try again.',
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;

/** Facts a client can act on: the clientSeq to send next, how long to wait, which field was wrong and why. */
export interface ErrorDetails {
  readonly expected?: number;
  readonly retryAfterMs?: number;
  readonly field?: string;
  readonly reason?: string;
}

/** A named no: what a rule answers instead of a plan. */
export interface Refusal {
  readonly refused: ErrorCode;
  readonly details?: ErrorDetails;
}

export function refuse(code: ErrorCode, details?: ErrorDetails): Refusal {
  return details ? { refused: code, details } : { refused: code };
}

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value;
}

/** What use cases throw. `message` is for developers and logs, never for people. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(details.reason ? `${ERRORS[code].message} ${details.reason}` : ERRORS[code].message);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

export function toAppError(refusal: Refusal): AppError {
  return new AppError(refusal.refused, refusal.details);
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}
