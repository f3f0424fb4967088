import { expect, test } from 'vitest';
import { decideEntry, SIGNUP_MODES } from './rules.ts';

test('[entry] the first account is let in whatever the setting', () => {
  for (const mode of SIGNUP_MODES) expect(decideEntry(mode, true, false)).toBeNull();
});

test('[entry] later ones by the setting', () => {
  expect(decideEntry('open', false, false)).toBeNull();
  expect(decideEntry('invitation', false, true)).toBeNull();
  expect(decideEntry('invitation', false, false)).toMatchObject({ refused: 'BAD_INPUT', details: { field: 'invitation' } });
  expect(decideEntry('closed', false, true)).toMatchObject({ refused: 'FORBIDDEN' });
});
