import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readable, type Stay, seesTarget, stayOf } from './view.ts';

const ended: Stay = { joinedSeq: 3, fromSeq: 1, toSeq: 10 };
const later: Stay = { joinedSeq: 20, fromSeq: 20, toSeq: 30 };
const present: Stay = { joinedSeq: 40, fromSeq: 40, toSeq: null };

test('[S18] a stay grants from where it may read to its leave event, both included', () => {
  const stays = [ended, later, present];
  expect([1, 10, 20, 30, 40, 999].map((seq) => stayOf(stays, seq))).toEqual([ended, ended, later, later, present, present]);
  expect([0, 11, 19, 31, 39].map((seq) => stayOf(stays, seq))).toEqual([null, null, null, null, null]);
  expect(stayOf([], 1)).toBeNull();
});

test('[S18] the present stay grants before ended ones, a later one before an earlier', () => {
  const all: Stay = { joinedSeq: 40, fromSeq: 1, toSeq: null };
  expect(stayOf([ended, all], 5)).toBe(all);
  expect(stayOf([all, ended], 5)).toBe(all);
  const whole: Stay = { joinedSeq: 20, fromSeq: 1, toSeq: 30 };
  expect(stayOf([ended, whole], 5)).toBe(whole);
});

test('[S19] an effect shows its content only when its target lies inside the stay', () => {
  expect([19, 20, 30, 31].map((seq) => seesTarget(later, seq))).toEqual([false, true, true, false]);
  expect([39, 40, 999].map((seq) => seesTarget(present, seq))).toEqual([false, true, true]);
});

test('[S18] readable ranges are merged, also when they touch', () => {
  expect(readable([present, later, ended])).toEqual([
    { fromSeq: 1, toSeq: 10 },
    { fromSeq: 20, toSeq: 30 },
    { fromSeq: 40, toSeq: null },
  ]);
  expect(readable([ended, { joinedSeq: 11, fromSeq: 11, toSeq: 12 }])).toEqual([{ fromSeq: 1, toSeq: 12 }]);
  expect(readable([ended, later, { joinedSeq: 40, fromSeq: 1, toSeq: null }])).toEqual([{ fromSeq: 1, toSeq: null }]);
});

test('[S18] readable ranges hold exactly what some stay grants, ascending and apart', () => {
  const stay = fc.record({ fromSeq: fc.integer({ min: 1, max: 30 }), length: fc.option(fc.nat(15)) }).map(({ fromSeq, length }): Stay => {
    return { joinedSeq: fromSeq, fromSeq, toSeq: length === null ? null : fromSeq + length };
  });
  fc.assert(
    fc.property(fc.array(stay, { maxLength: 6 }), (stays) => {
      const ranges = readable(stays);
      for (let seq = 1; seq <= 50; seq += 1) {
        const times = ranges.filter((range) => seq >= range.fromSeq && (range.toSeq === null || seq <= range.toSeq)).length;
        expect(times).toBe(stayOf(stays, seq) ? 1 : 0);
      }
      expect(ranges.slice(1).every((range, index) => range.fromSeq > (ranges[index]?.toSeq ?? Number.POSITIVE_INFINITY) + 1)).toBe(true);
    }),
  );
});
