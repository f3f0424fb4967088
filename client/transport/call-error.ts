// What an error of either API says, as a CallError of the one table; what says nothing of the kind is no answer.
import { isErrorCode } from '../../core/protocol/errors.ts';
import { CallError } from '../engine/account.ts';

/** Of a GraphQL error, `{extensions: {code, ...details}}`. */
export function callErrorOf(error: unknown): CallError {
  if (typeof error === 'object' && error !== null && 'extensions' in error) {
    const { extensions } = error;
    if (typeof extensions === 'object' && extensions !== null && 'code' in extensions && isErrorCode(extensions.code)) {
      const { code, ...details } = extensions;
      return new CallError(code, details);
    }
  }
  return new CallError('OFFLINE');
}
