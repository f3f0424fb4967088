// Who may make an account, and who may do what to whose.
import { type Refusal, refuse } from '../../../core/protocol/errors.ts';

/** The setting: everybody, those with an invitation, nobody. The first account of an empty installation is always let in. */
export const SIGNUP_MODES = ['open', 'invitation', 'closed'] as const;
export type SignupMode = (typeof SIGNUP_MODES)[number];

export function decideEntry(mode: SignupMode, first: boolean, invited: boolean): Refusal | null {
  if (first || mode === 'open') return null;
  if (mode === 'closed') return refuse('FORBIDDEN', { reason: 'signup_closed' });
  return invited ? null : refuse('BAD_INPUT', { field: 'invitation', reason: 'not_valid' });
}
