import { expect, test } from 'vitest';
import { type Field, handleOf, signInFaults, signUpFaults } from './faults.ts';

const form =
  (values: Readonly<Record<string, string>>): Field =>
  (name) =>
    values[name] ?? '';

const GOOD = { name: 'Ann 安', handle: 'ann', email: 'ann@example.org', password: 'correct horse', invitation: 'abc' };

test('[entrance] all that is wrong is told at once, in the order of the form', () => {
  expect(Object.keys(signUpFaults(form({}), true))).toEqual(['name', 'handle', 'email', 'password', 'invitation']);
  expect(signInFaults(form({}))).toEqual({ email: 'auth.emailBad', password: 'auth.passwordMissing' });
});

test('[entrance] what is right passes, with capitals and blanks around a handle too', () => {
  expect(signUpFaults(form(GOOD), true)).toEqual({});
  expect(signUpFaults(form({ ...GOOD, invitation: '' }), false)).toEqual({});
  expect(handleOf(form({ handle: ' Ann ' }))).toBe('ann');
  expect(signUpFaults(form({ ...GOOD, handle: ' Ann ' }), true)).toEqual({});
  expect(signInFaults(form({ email: ' ann@example.org ', password: ' ' }))).toEqual({});
});
