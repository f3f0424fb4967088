import { expect, test } from 'vitest';
import { toId, type UserId } from '../../core/protocol/ids.ts';
import { calledIn, queryAt } from './mention-query.ts';

test('[mention] an @ at the beginning of a word asks for people, in an address it does not', () => {
  expect(queryAt('hi @an', 6)).toEqual({ from: 3, query: 'an' });
  expect(queryAt('@', 1)).toEqual({ from: 0, query: '' });
  expect(queryAt('你好@林', 4)).toEqual({ from: 2, query: '林' });
  expect(queryAt('ann@example', 11)).toBeNull();
  expect(queryAt('@an is', 6)).toBeNull();
  expect(queryAt('none', 4)).toBeNull();
});

test('[mention] only those whose names still stand in the text are called, everybody by the word alone', () => {
  const ann = { id: toId<UserId>('1'), name: 'Ann' };
  const bo = { id: toId<UserId>('2'), name: 'Bo' };
  expect(calledIn('@Ann and Bo', [ann, bo, ann], ['all'])).toEqual({ mentionUserIds: [ann.id], mentionAll: false });
  expect(calledIn('@all come, @allison too', [], ['all']).mentionAll).toBe(true);
  expect(calledIn('@allison', [], ['all']).mentionAll).toBe(false);
});
