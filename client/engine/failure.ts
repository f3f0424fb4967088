// What to do about a call that failed. Anything but a CallError is a bug of ours and goes on.
import { ERRORS } from '../../core/protocol/errors.ts';
import { CallError } from './account.ts';

/** never: hopeless as it is; later: again with the same key; signIn: the session is over. */
export type Remedy = 'never' | 'later' | 'signIn';

export function asCallError(error: unknown): CallError {
  if (error instanceof CallError) return error;
  throw error;
}

export function remedyOf({ code }: CallError): Remedy {
  if (code === 'OFFLINE') return 'later';
  const { retry } = ERRORS[code];
  return retry === 'sameKey' ? 'later' : retry;
}

/** For what may be lost: typing, acknowledgements, presence. What is missing comes again by itself. */
export async function hint(asked: Promise<unknown>): Promise<void> {
  try {
    await asked;
  } catch (error) {
    asCallError(error);
  }
}
