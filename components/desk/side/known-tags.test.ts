import { expect, test } from 'vitest';
import { knownTags } from './known-tags.ts';

const tickets = [{ tags: ['refund', 'bike'] }, { tags: ['refund'] }, { tags: ['Repair'] }];

test('[desk] tags are found by what was typed, the most usual first, without those that the ticket has', () => {
  expect(knownTags(tickets, [], '')).toEqual(['refund', 'bike', 'Repair']);
  expect(knownTags(tickets, ['refund'], 're')).toEqual(['Repair']);
  expect(knownTags(tickets, [], 'zz')).toEqual([]);
});
