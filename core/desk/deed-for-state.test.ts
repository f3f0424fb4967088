import { expect, test } from 'vitest';
import { active, ada, after, NOW } from '../../testing/factories/desk-tickets.ts';
import { deedsForState } from './deed-for-state.ts';

test('[desk] what is closed is not resolved, and the refusal is about its state', () => {
  const closed = after(active(), [{ kind: 'close', at: NOW + 9_000 }, ada]);
  expect(deedsForState(closed, 'RESOLVED', { at: NOW + 10_000, until: null, actor: ada })).toMatchObject({
    refused: 'CONFLICT',
    details: { reason: 'state' },
  });
});
