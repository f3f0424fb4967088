import { expect, test } from 'vitest';
import type { UserId } from '../../core/protocol/ids.ts';
import { invitationLink, invitationState } from './invitation-state.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const invitation = (more: { uses?: number; expiresAt?: string | null }) => ({
  id: 'x',
  createdBy: '1' as UserId,
  createdByName: 'Ann',
  uses: 0,
  maxUses: 2,
  expiresAt: null,
  createdAt: '2026-11-01T00:00:00.000Z',
  ...more,
});

test('[invitation] it is open until its end or its last use, whichever comes first', () => {
  expect(invitationState(invitation({}), NOW)).toBe('open');
  expect(invitationState(invitation({ uses: 1, expiresAt: '2026-11-24T12:00:00.001Z' }), NOW)).toBe('open');
  expect(invitationState(invitation({ expiresAt: '2026-11-24T12:00:00.000Z' }), NOW)).toBe('over');
  expect(invitationState(invitation({ uses: 2 }), NOW)).toBe('spent');
});

test('[invitation] the link carries the code whole', () => {
  const link = invitationLink('https://chat.example.org', 'a-b_c+d&e');
  expect(new URL(link).searchParams.get('invitation')).toBe('a-b_c+d&e');
});
