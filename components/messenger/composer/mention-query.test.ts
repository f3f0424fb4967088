import { expect, test } from 'vitest';
import { toId, type UserId } from '../../../core/protocol/ids.ts';
import { wordsOf } from '../../search/fold.ts';
import { createIndex } from '../../search/index.ts';
import { loadPinyin } from '../../search/pinyin.ts';
import { calledIn, membersMeant, queryAt } from './mention-query.ts';

test('[mention] an @ at the beginning of a word asks for people, in an address it does not', () => {
  expect(queryAt('hi @an', 6)).toEqual({ from: 3, query: 'an' });
  expect(queryAt('@', 1)).toEqual({ from: 0, query: '' });
  expect(queryAt('你好@林', 4)).toEqual({ from: 2, query: '林' });
  expect(queryAt('ann@example', 11)).toBeNull();
  expect(queryAt('@an is', 6)).toBeNull();
  expect(queryAt('none', 4)).toBeNull();
});

const person = (id: string, name: string) => ({ id: toId<UserId>(id), name });
const [ann, bo, lin, linxi] = [person('1', 'Ann'), person('2', 'Bo'), person('3', '林'), person('4', '林晓')];

test('[mention] those are called whose names stand in the text behind an @, picked or written by hand', () => {
  expect(calledIn('@Ann and Bo', [ann, bo, ann], [])).toEqual({ mentionUserIds: [ann.id], mentionAll: false });
  expect(calledIn('@Bo @Ann', [bo], [ann, bo]).mentionUserIds).toEqual([bo.id, ann.id]);
  expect(calledIn('@Anna @Annex', [ann], [ann]).mentionUserIds).toEqual([]);
});

test('[mention] of namesakes only who was picked is called, and of two names at one place the longer', () => {
  const other = person('5', 'Ann');
  expect(calledIn('@Ann', [other], [ann, other]).mentionUserIds).toEqual([other.id]);
  expect(calledIn('@林晓你好', [], [lin, linxi]).mentionUserIds).toEqual([linxi.id]);
});

test('[mention] everybody is called by the word alone, in each language', () => {
  expect(calledIn('@all come', [], []).mentionAll).toBe(true);
  expect(calledIn('@所有人请看', [], []).mentionAll).toBe(true);
  expect(calledIn('@allison', [], []).mentionAll).toBe(false);
});

test('[mention] a member is meant by name, by how it is read, or by handle; the best meant comes first', async () => {
  const index = createIndex(await loadPinyin());
  const members = [
    { name: 'Hanna Wu', handle: 'hanna' },
    { name: '吴一帆', handle: 'yifan' },
    { name: 'Sam', handle: 'wolf' },
  ];
  const meant = (query: string) =>
    membersMeant(members, query, (text) => index.match(text, wordsOf(query))?.rank ?? 0).map(({ name }) => name);
  expect(meant('')).toEqual(['Hanna Wu', '吴一帆', 'Sam']);
  expect(meant('wu')).toEqual(['Hanna Wu', '吴一帆']);
  expect(meant('wyf')).toEqual(['吴一帆']);
  expect(meant('YIF')).toEqual(['吴一帆']);
  expect(meant('wolf')).toEqual(['Sam']);
  expect(meant('x')).toEqual([]);
});
