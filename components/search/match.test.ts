import { expect, test } from 'vitest';
import { wordsOf } from './fold.ts';
import { createIndex } from './index.ts';
import { RANK } from './match.ts';
import { loadPinyin } from './pinyin.ts';

const index = createIndex(await loadPinyin());

/** The rank and the signs that are meant. */
function found(text: string, query: string): [rank: number, meant: string] | null {
  const match = index.match(text, wordsOf(query));
  const signs = [...text];
  return match && [match.rank, match.marks.map((at) => signs[at]).join('')];
}

test('[search] the whole text is best, then its beginning, the beginnings of words, any part', () => {
  expect(found('Garden', 'garden')).toEqual([RANK.exact, 'Garden']);
  expect(found('Garden club', 'gard')).toEqual([RANK.prefix, 'Gard']);
  expect(found('Garden club', 'club')).toEqual([RANK.word, 'club']);
  expect(found('Garden club', 'lub')).toEqual([RANK.part, 'lub']);
  expect(found('Garden club', 'rose')).toBeNull();
});

test('[search] words stand in any order, initials in theirs', () => {
  expect(found('Autumn Launch 秋季上新', 'lau au')).toEqual([RANK.word, 'AuLau']);
  expect(found('Autumn Launch', 'al')).toEqual([RANK.word, 'AL']);
  expect(found('Autumn Launch', 'la au rose')).toBeNull();
});

test('[search] case, accents and width do not matter, and the mark stands on what is shown', () => {
  expect(found('Tomás Varela', 'TOMAS')).toEqual([RANK.prefix, 'Tomás']);
  expect(found('Ｐａｒｌｅｙ', 'parley')).toEqual([RANK.exact, 'Ｐａｒｌｅｙ']);
  expect(found('Straße ﬁn', 'fin')).toEqual([RANK.word, 'ﬁn']);
  expect(found('김도현', '김도')).toEqual([RANK.prefix, '김도']);
});

test('[search] Chinese names are found by pinyin: in full, by initials, in part, mixed, and by their signs', () => {
  for (const query of ['linxiaoyu', 'lin xiao yu', 'lxy', 'linxy', 'lin xiaoy', 'l晓y'])
    expect(found('林晓雨', query)).toEqual([RANK.pinyinStart, '林晓雨']);
  expect(found('林晓雨', 'lin x')).toEqual([RANK.pinyinStart, '林晓']);
  expect(found('林晓雨', 'xiao')).toEqual([RANK.pinyin, '晓']);
  expect(found('林晓雨', '晓')).toEqual([RANK.part, '晓']);
  expect(found('林晓雨', 'lyx')).toBeNull();
  expect(found('产品 launch 群', 'cpl')).toEqual([RANK.pinyinStart, '产品l']);
});

test('[search] surnames have their own reading', () => {
  const names = { 单小明: 'shan', 曾国: 'zeng', 解缙: 'xie', 仇英: 'qiu', 盖叔: 'ge', 区小姐: 'ou', 查良镛: 'zha', 尉迟恭: 'yuchi' };
  for (const [name, reading] of Object.entries(names)) expect(found(name, reading)?.[0], name).toBe(RANK.pinyinStart);
});

test('[search] a sign of two readings is found by both, and ü as it is typed', () => {
  expect(found('李行', 'lihang')).toEqual(found('李行', 'lixing'));
  expect(found('吕绿', 'lvlv')?.[1]).toBe('吕绿');
  expect(found('吕绿', 'lulu')?.[1]).toBe('吕绿');
});

test('[search] a long text of like signs costs no more than its length', () => {
  expect(found('石'.repeat(80), `${'sh'.repeat(75)}q`)).toBeNull();
});

test('[search] without pinyin the signs alone are found', () => {
  const plain = createIndex(null);
  expect(plain.match('林晓雨', ['lin'])).toBeNull();
  expect(plain.match('林晓雨', ['晓雨'])?.marks).toEqual([1, 2]);
});
