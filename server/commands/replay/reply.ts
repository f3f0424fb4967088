// Answers of the public API, and what keeps one from coming.
import { ERRORS, isErrorCode } from '../../../core/protocol/errors.ts';

export type Data = Readonly<Record<string, unknown>>;

/** As it comes. */
export interface Reply {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly retryAfterMs?: number };
  }[];
}

/** No answer: nobody knows whether it was done. */
export class Lost extends Error {}

/** A named no of the server. */
export class ApiError extends Error {
  readonly code: string;
  readonly retryAfterMs: number;

  constructor(code: string, message: string, retryAfterMs: number) {
    super(`${code}: ${message}`);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

const AGAIN_MS = 500;

/** What says that it was not done; else the data. */
export function readReply({ data, errors }: Reply): Data | ApiError {
  const [error] = errors ?? [];
  if (!error && data) return data;
  const { code = 'NONE', retryAfterMs = 0 } = error?.extensions ?? {};
  return new ApiError(code, error?.message ?? 'an answer without data', retryAfterMs);
}

/** How long to wait before the same is asked again, ms; null: it is hopeless. */
export function againAfter(error: unknown): number | null {
  if (error instanceof Lost) return AGAIN_MS;
  if (!(error instanceof ApiError) || !isErrorCode(error.code) || ERRORS[error.code].retry !== 'sameKey') return null;
  return Math.max(AGAIN_MS, error.retryAfterMs);
}

/** One request over HTTP. @throws Lost, ApiError */
export async function post(url: string, token: string | null, query: string, variables: Data): Promise<Data> {
  const answer = readReply(await fetchReply(url, token, query, variables));
  if (answer instanceof Error) throw answer;
  return answer;
}

async function fetchReply(url: string, token: string | null, query: string, variables: Data): Promise<Reply> {
  try {
    const response = await fetch(`${url}/api/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(30_000),
    });
    return JSON.parse(await response.text());
  } catch (error) {
    throw new Lost(error instanceof Error ? error.message : 'no answer');
  }
}
