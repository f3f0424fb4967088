import { expect, test } from 'vitest';
import { assigneeOf, draftOf, tagsOf, toggled, viewOf } from './view-draft.ts';

test('[desk] tags of a list are parted by commas, also by Chinese ones, each once', () => {
  expect(tagsOf(' vat, refund，退款、 vat,, ')).toEqual(['vat', 'refund', '退款']);
});

test('[desk] a list without a name is not saved; what was saved is as it was read', () => {
  expect(viewOf({ ...draftOf(null), name: '  ' })).toBeNull();
  const saved = viewOf({ ...draftOf(null), name: ' VAT ', tags: 'vat' });
  expect(saved).toMatchObject({ name: 'VAT', team: false, filter: { tags: ['vat'], states: [], assignee: null } });
  expect(viewOf(draftOf({ ...saved!, id: '5' as never }))).toEqual(saved);
});

test('[desk] a choice goes in and out of its list; of assignees the empty one is whoever', () => {
  expect([toggled(['a'], 'b'), toggled(['a', 'b'], 'a')]).toEqual([['a', 'b'], ['b']]);
  expect([assigneeOf(''), assigneeOf('me'), assigneeOf('17'), assigneeOf('x')]).toEqual([null, 'me', '17', null]);
});
