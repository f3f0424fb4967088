import { expect, test } from 'vitest';
import { joined, shapeOf, surprises } from './shape.ts';

const then = shapeOf({ kind: 'events', text: 'x', data: null, list: [{ seq: 1 }, { seq: 2, on: true }], counts: { '1234567': 3 } });

test('[api] what is more is no surprise', () => {
  const now = { kind: 'events', text: 'y', data: null, list: [{ seq: 1, on: false, more: 1 }], counts: { '7654321': 1 }, more: [] };
  expect(surprises(then, shapeOf(now))).toEqual([]);
  expect(surprises(joined(then, shapeOf({ text: null })), then)).toEqual([]);
});

test('[api] what is gone, of another type, null where it never was, or of another kind is told', () => {
  const now = shapeOf({ kind: 'event', text: null, list: [{ seq: '1' }], counts: {} });
  expect(surprises(then, now)).toEqual([
    '.kind is =event, it was =events',
    '.text is null, it was string',
    '.data is gone',
    '.list[].on is gone',
    '.list[].seq is string, it was number',
  ]);
});
