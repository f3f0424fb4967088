import { expect, test } from 'vitest';
import { type ConversationView, WRITE } from '../../../client/react/chat/hooks.ts';
import { type ConversationId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { createIndex } from '../../search/index.ts';
import { loadPinyin } from '../../search/pinyin.ts';
import { type Filter, filterRows } from './filter.ts';
import { inPlaces, placesOf } from './use-calm-order.ts';

const QUIET = {
  role: 'MEMBER' as const,
  memberCount: 2,
  head: 0,
  readSeq: 0,
  lastMessage: null,
  lastAt: 0,
  typing: [],
  draft: '',
  mode: WRITE,
  pinned: false,
  muted: false,
};

function row(id: string, part: Partial<ConversationView>): ConversationView {
  const counts = { unread: 0, mentions: 0, queued: 0, failed: 0 };
  return { ...QUIET, ...counts, id: toId<ConversationId>(id), kind: 'GROUP', title: null, peer: null, ...part };
}

const lin = { id: toId<UserId>('1'), handle: 'lin.x', name: '林晓雨', avatarUrl: null, kind: 'PERSON' as const };
const rows = [
  row('1', { kind: 'DIRECT', peer: lin }),
  row('2', { title: 'Autumn Launch', unread: 2 }),
  row('3', { title: 'Books', unread: 1, mentions: 1 }),
];
const index = createIndex(await loadPinyin());
const ids = (filter: Filter, query = '', open: string | null = null) =>
  filterRows(rows, filter, query, open === null ? null : toId<ConversationId>(open), index).map(({ id }) => id);

test('[list] each filter shows its rows', () => {
  expect(ids('filterAll')).toEqual(['1', '2', '3']);
  expect(ids('filterUnread')).toEqual(['2', '3']);
  expect(ids('filterMentions')).toEqual(['3']);
  expect(ids('filterGroups')).toEqual(['2', '3']);
});

test('[list] names are found in any case, people by their handle too', () => {
  expect(ids('filterAll', ' LAUNCH ')).toEqual(['2']);
  expect(ids('filterAll', '晓')).toEqual(['1']);
  expect(ids('filterAll', '@lin')).toEqual(['1']);
  expect(ids('filterAll', 'lxy')).toEqual(['1']);
  expect(ids('filterGroups', 'lin')).toEqual([]);
});

test('[list] the open conversation stays in a filter that reading it has emptied, and not in a search, and without a filter all rows are the list itself', () => {
  expect(ids('filterUnread', '', '1')).toEqual(['1', '2', '3']);
  expect(ids('filterUnread', 'books', '1')).toEqual(['3']);
  expect(filterRows(rows, 'filterAll', ' ', null, index)).toBe(rows);
});

test('[calm] rows keep their places under the pointer, new ones stand first', () => {
  const placed = (...stood: string[]) => inPlaces(rows, placesOf(stood.map((id) => ({ id })))).map(({ id }) => id);
  expect(placed('3', '1')).toEqual(['2', '3', '1']);
  expect(placed('9', '1', '2', '3')).toEqual(['1', '2', '3']);
});
