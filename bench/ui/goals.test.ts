import { expect, test } from 'vitest';
import { type Figure, figuresOf, GOALS, growth, isMet, isPart, longShare, PARTS } from './goals.ts';

const figure = (change: Partial<Figure>): Figure => ({ name: 'x', unit: 'ms', measured: 50, ...change });

test('[bench] a goal is met at its edge, missed beyond it, and missed where nothing was measured', () => {
  expect(isMet(figure({ most: 50 }))).toBe(true);
  expect(isMet(figure({ most: 49.9 }))).toBe(false);
  expect(isMet(figure({ least: 50 }))).toBe(true);
  expect(isMet(figure({ least: 50.1 }))).toBe(false);
  expect(isMet(figure({ most: 50, measured: Number.NaN }))).toBe(false);
});

test('[bench] each part has a figure for each of its goals', () => {
  expect(Object.keys(GOALS).sort()).toEqual([...PARTS].sort());
  expect(figuresOf('switch', [31])).toEqual([{ ...GOALS.switch[0], measured: 31 }]);
  expect(() => figuresOf('list', [31])).toThrow('list has 2 goals, not 1');
  expect([isPart('memory'), isPart('toString')]).toEqual([true, false]);
});

test('[bench] growth is a share of what was, and less is no growth', () => {
  expect(growth(200, 210)).toBe(5);
  expect(growth(200, 150)).toBe(0);
});

test('[bench] long frames are counted as a share of all', () => {
  expect(longShare([16, 16, 50, 51], 50)).toBe(25);
  expect(longShare([], 50)).toBeNaN();
});
