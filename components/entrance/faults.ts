// What can be told of a form without the server, so that all of it is told at once and in the language of the page.

import { LIMITS } from '../../core/protocol/limits.ts';
import { isHandle } from '../../core/protocol/text.ts';

export type Field = (name: string) => string;

/** By the name of the field, in the order of the form. */
export type Faults = Readonly<Record<string, FaultText>>;

export type FaultText =
  | 'auth.emailBad'
  | 'auth.handleBad'
  | 'auth.invitationMissing'
  | 'auth.nameMissing'
  | 'auth.passwordMissing'
  | 'auth.passwordShort';

/** Something at something: what an address is, the server decides. */
const LIKE_EMAIL = /^\S+@\S+$/;

/** Handles are small letters: a keyboard of a phone begins with a capital. */
export const handleOf = (field: Field): string => field('handle').trim().toLowerCase();

function found(...faults: readonly (readonly [name: string, isWrong: boolean, text: FaultText])[]): Faults {
  return Object.fromEntries(faults.flatMap(([name, isWrong, text]) => (isWrong ? [[name, text]] : [])));
}

export function signInFaults(field: Field): Faults {
  return found(
    ['email', !LIKE_EMAIL.test(field('email').trim()), 'auth.emailBad'],
    ['password', field('password') === '', 'auth.passwordMissing'],
  );
}

export function signUpFaults(field: Field, invited: boolean): Faults {
  return found(
    ['name', field('name').trim() === '', 'auth.nameMissing'],
    ['handle', !isHandle(handleOf(field)), 'auth.handleBad'],
    ['email', !LIKE_EMAIL.test(field('email').trim()), 'auth.emailBad'],
    ['password', field('password').length < LIMITS.passwordMin, 'auth.passwordShort'],
    ['invitation', invited && field('invitation').trim() === '', 'auth.invitationMissing'],
  );
}
