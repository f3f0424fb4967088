import { expect, test } from 'vitest';
import { isGood, jsonOf, none, type Report, type Row, textOf, verdictOf } from './report.ts';

const rate = (measured: number): Row => ({
  of: 'a',
  name: '64 pairs: accepted',
  measured,
  limit: 10_000,
  limitIs: 'the same rows by bare SQL',
  unit: '/s',
  goal: { is: 'share', floor: 0.2, aim: 0.4 },
});
const report = (rows: readonly Row[]): Report => ({
  rows,
  notes: ['(a) batches: 37.3 messages a transaction'],
  durability: { version: '18.4', fsync: 'on', synchronousCommit: 'on' },
  setting: { node: '24.21.0', cores: 2, seconds: 4, rounds: 3 },
});

test('[bench] each number stands beside its limit with their ratio, its floor and its aim', () => {
  const lines = textOf(report([rate(1999), none('b', 'p99', 30)])).split('\n');
  const line = (name: string) => lines.find((text) => text.includes(name))?.replace(/\s+/g, ' ');
  expect(line('accepted')).toBe('(a) 64 pairs: accepted 1,999 /s 10,000 /s 0.20 0.2 0.4 BELOW the same rows by bare SQL');
  expect(line('p99')).toBe('(b) p99 30.0 ms');
  expect(line('PostgreSQL')).toBe('PostgreSQL 18.4, fsync on, synchronous_commit on');
  expect(line('FAIL')).toBe('FAIL: below the floor: (a) 64 pairs: accepted');
});

test('[bench] a share reaches its floor or its aim, and below the floor the whole fails', () => {
  expect([1999, 2000, 3999, 4000].map((measured) => verdictOf(rate(measured)))).toEqual(['BELOW', 'floor', 'floor', 'aim']);
  expect(isGood(report([rate(1999), rate(4000)]))).toBe(false);
  expect(isGood(report([rate(2000), none('a', 'p50', 1e9)]))).toBe(true);
});

test('[bench] where less is better a share is the limit by what was measured', () => {
  const took = (measured: number): Row => ({ ...rate(measured), limit: 1, unit: 's' });
  expect([2.5, 5, 5.1].map((seconds) => verdictOf(took(seconds)))).toEqual(['aim', 'floor', 'BELOW']);
});

test('[bench] of times and of a most what is more is worse', () => {
  const times = (measured: number): Row => ({ ...rate(measured), limit: 10, unit: 'KiB', goal: { is: 'times', floor: 5, aim: 3 } });
  expect([30, 50, 51].map((kib) => verdictOf(times(kib)))).toEqual(['aim', 'floor', 'BELOW']);
  const most = (measured: number): Row => ({ ...none('a', 'p99', measured), goal: { is: 'most', floor: 100, aim: 40 } });
  expect([40, 100, 101].map((ms) => verdictOf(most(ms)))).toEqual(['aim', 'floor', 'BELOW']);
});

test('[bench] machines read the same numbers', () => {
  const read = JSON.parse(jsonOf(report([rate(1500)])));
  expect(read.ok).toBe(false);
  expect(read.rows[0]).toMatchObject({ of: 'a', measured: 1500, limit: 10_000, ratio: 0.15, verdict: 'BELOW', unit: '/s' });
});
