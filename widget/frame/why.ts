// Why something did not go, in words.
import type { ErrorCode, ErrorDetails } from '../../core/protocol/errors.ts';
import type { Key } from '../messages/words.ts';

export interface Refusal {
  readonly code: ErrorCode | 'OFFLINE';
  readonly details: ErrorDetails;
}

export const whyKey = ({ code, details }: Refusal): Key => (details.reason === 'too_long' ? 'errors.tooLong' : `errors.${code}`);

/** Words that were not sent, in the field again: before what is written there. */
export const withUnsent = (unsent: string, written: string): string => (written.trim() === '' ? unsent : `${unsent}\n${written}`);
