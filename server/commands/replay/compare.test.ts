// Whether a talk is complete, decided without a server.
import { expect, test } from 'vitest';
import { compare, type Said } from './compare.ts';

const v = (text: string): Said => ({ by: 'visitor', text });
const d = (text: string): Said => ({ by: 'desk', text });
const talk = [v('Hello'), d('Hello'), v('My bike squeaks.'), d('A drop of oil.'), v('OK'), d('OK')];
const none = { lost: 0, doubled: 0, disordered: 0, wrongSide: 0, invented: 0 };

test('[replay] a talk that stands as it was said is complete, also where both sides say the same', () => {
  expect(compare(talk, [...talk])).toBeNull();
  expect(compare([v('a'), d('b'), v('a')], [v('a'), d('b'), v('a')])).toBeNull();
});

test('[replay] each thing that can be wrong with it has its name', () => {
  expect(compare(talk, talk.slice(0, -1))).toEqual({ ...none, lost: 1 });
  expect(compare(talk, [...talk, d('A drop of oil.')])).toEqual({ ...none, doubled: 1 });
  expect(compare(talk, [...talk, d('Buy another.')])).toEqual({ ...none, invented: 1 });
  expect(compare(talk, [talk[1]!, talk[0]!, ...talk.slice(2)])).toEqual({ ...none, disordered: 1 });
  expect(compare(talk, talk.with(3, v('A drop of oil.')))).toEqual({ ...none, wrongSide: 1 });
  expect(compare(talk, [])).toEqual({ ...none, lost: 6 });
  expect(compare(talk, [...talk.slice(0, 3), v('a stranger')])).toEqual({ ...none, lost: 3, invented: 1 });
});
