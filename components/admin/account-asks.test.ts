import { expect, test } from 'vitest';
import type { AdminAccount } from '../../client/react/admin/provider.tsx';
import type { UserId } from '../../core/protocol/ids.ts';
import { deedsOn } from './account-asks.ts';

const account = (more: Partial<AdminAccount>): AdminAccount => ({
  id: '9' as UserId,
  handle: 'ann',
  name: 'Ann',
  email: 'ann@example.org',
  kind: 'PERSON',
  power: 0,
  disabledAt: null,
  createdAt: '2026-11-24T00:00:00.000Z',
  ...more,
});
const owner = { id: '1', power: 2 };
const admin = { id: '2', power: 1 };

test('[admin 2] nothing is offered on oneself or on the owner', () => {
  expect(deedsOn(account({ id: '2' as UserId, power: 1 }), admin)).toEqual([]);
  expect(deedsOn(account({ id: '1' as UserId, power: 2 }), admin)).toEqual([]);
  expect(deedsOn(account({ id: '1' as UserId, power: 2 }), owner)).toEqual([]);
});

test('[admin 2] the owner alone is offered to make and unmake admins, of people who are not disabled', () => {
  expect(deedsOn(account({}), owner)).toEqual(['resetPassword', 'signOut', 'makeAdmin', 'disable']);
  expect(deedsOn(account({ power: 1 }), owner)).toContain('dropAdmin');
  expect(deedsOn(account({}), admin)).toEqual(['resetPassword', 'signOut', 'disable']);
  expect(deedsOn(account({ kind: 'BOT' }), owner)).not.toContain('makeAdmin');
});

test('[admin] who has no sign-in has no password to reset; who is disabled can be enabled', () => {
  expect(deedsOn(account({ email: null }), admin)).toEqual(['signOut', 'disable']);
  expect(deedsOn(account({ disabledAt: '2026-11-24T00:00:00.000Z' }), owner)).toEqual(['resetPassword', 'signOut', 'enable']);
});
