// The one table of errors. Rules return refusals, use cases throw AppError(code) (app-error.ts), only the edges translate.
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
}

export const ERRORS = {
  UNAUTHENTICATED: { http: 401, retry: 'signIn', usesUp: false, stored: false, report: false },
  NOT_FOUND: { http: 404, retry: 'never', usesUp: true, stored: true, report: false },
  FORBIDDEN: { http: 403, retry: 'never', usesUp: true, stored: true, report: false },
  BAD_INPUT: { http: 400, retry: 'never', usesUp: true, stored: true, report: false },
  CONFLICT: { http: 409, retry: 'never', usesUp: true, stored: false, report: false },
  TOO_LATE: { http: 410, retry: 'never', usesUp: true, stored: true, report: false },
  OUT_OF_ORDER: { http: 409, retry: 'sameKey', usesUp: false, stored: false, report: false },
  BUSY: { http: 503, retry: 'sameKey', usesUp: false, stored: false, report: true },
  RATE_LIMITED: { http: 429, retry: 'sameKey', usesUp: false, stored: false, report: false },
  INTERNAL: { http: 500, retry: 'sameKey', usesUp: false, stored: false, report: true },
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

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERRORS, code);
}
