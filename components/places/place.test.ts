import { expect, test } from 'vitest';
import { conversationOf, parsePlace, ticketOf } from './place.ts';

test('[places] an address names one of the pages, or none', () => {
  for (const path of ['/', '/c/123', '/c/anything']) expect(parsePlace(path)).toBe('chats');
  for (const path of ['/settings', '/settings/keys', '/settings/account']) expect(parsePlace(path)).toBe('settings');
  for (const path of ['/desk', '/desk/123']) expect(parsePlace(path)).toBe('desk');
  expect(parsePlace('/desk/board')).toBe('board');
  for (const path of ['/admin', '/admin/accounts', '/admin/guide', '/admin/audit']) expect(parsePlace(path)).toBe('admin');
  for (const path of ['/c', '/c/', '/c/1/2', '/settings/no', '/settings/keys/x', '/admin/keys', '/desk/mine', '/nowhere', '//', '/x/'])
    expect(parsePlace(path)).toBeNull();
});

test('[places] the open conversation is the second part of the address', () => {
  expect(conversationOf('/c/123')).toBe('123');
  for (const path of ['/', '/c', '/c/', '/settings/123']) expect(conversationOf(path)).toBeNull();
});

test('[places] the open ticket is the second part of the address', () => {
  expect(ticketOf('/desk/123')).toBe('123');
  for (const path of ['/', '/desk', '/desk/', '/c/123']) expect(ticketOf(path)).toBeNull();
});
