import { expect, test } from 'vitest';
import { figuresOf } from './goals.ts';
import { isGood, jsonOf, type Report, textOf } from './report.ts';

const setting = { browser: 'Chromium 156', cores: 2, conversations: 10_000, messages: 100_000, quick: false };
const report = (weight: number): Report => ({
  figures: [...figuresOf('weight', [weight]), ...figuresOf('memory', [3.25, 0])],
  notes: ['heap: 30.0 MiB, then 31.0 MiB'],
  setting,
});

test('[bench] each figure stands beside its goal, and says whether it is met', () => {
  const lines = textOf(report(251.5))
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim());
  expect(lines[1]).toBe('script of the first load, compressed 251.5 KiB <= 250 KiB NO');
  expect(lines[2]).toBe('heap after 200 switches against 50 3.25 % <= 10 % yes');
  expect(lines).toContain('heap: 30.0 MiB, then 31.0 MiB');
  expect(lines).toContain('Chromium 156, 2 cores, 10000 conversations, 100000 messages in one');
  expect(lines.at(-1)).toBe('FAIL: 1 of 3 goals are missed');
});

test('[bench] all met is good, one missed or nothing measured is not', () => {
  expect([isGood(report(250)), isGood(report(250.1)), isGood({ figures: [] })]).toEqual([true, false, false]);
  expect(textOf(report(200)).endsWith('ok: every goal is met')).toBe(true);
});

test('[bench] machines read the same', () => {
  const read: unknown = JSON.parse(jsonOf(report(251.5)));
  expect(read).toMatchObject({ ok: false, setting, figures: [{ measured: 251.5, most: 250, ok: false }, { ok: true }, { ok: true }] });
});
