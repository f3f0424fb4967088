import { describe, expect, it } from 'vitest';
import { nextPortion, PORTION } from './portion.ts';

describe('portions of presence', () => {
  it('grow where few hear, to the most', () => {
    let people: number = PORTION.first;
    for (let round = 0; round < 10; round++) people = nextPortion(people, people * 3);
    expect(people).toBe(PORTION.most);
  });
  it('shrink where many hear, at once', () => {
    expect(nextPortion(100, 50_000)).toBe(2);
    expect(nextPortion(100, 10_000_000)).toBe(PORTION.least);
  });
  it('stand where the signals are as many as they may be', () => {
    expect(nextPortion(25, 1_000)).toBe(25);
  });
});
