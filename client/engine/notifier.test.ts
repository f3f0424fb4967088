import { expect, test } from 'vitest';
import { HandClock } from '../../testing/client/clock.ts';
import { createNotifier } from './notifier.ts';

function start() {
  const clock = new HandClock();
  const counts = { before: 0, told: 0 };
  const notifier = createNotifier(clock, () => {
    counts.before += 1;
  });
  notifier.subscribe(() => {
    counts.told += 1;
  });
  return { clock, counts, notifier };
}

test('[pace] all own changes of one turn are told once, at once', async () => {
  const { clock, counts, notifier } = start();
  for (let n = 0; n < 5; n++) notifier.changed();
  expect(counts.told).toBe(0);
  await clock.pass(0);
  expect(counts.told).toBe(1);
  notifier.changed();
  await clock.pass(0);
  expect(counts.told).toBe(2);
});

test('[pace] what comes from others is told at once after a pause, and ten times a second in a flood, with the last of it', async () => {
  const { clock, counts, notifier } = start();
  notifier.calmly(notifier.changed);
  await clock.pass(0);
  expect(counts.told).toBe(1);
  for (let n = 0; n < 50; n++) {
    await clock.pass(20);
    notifier.calmly(notifier.changed);
  }
  expect(counts.told).toBeGreaterThanOrEqual(10);
  expect(counts.told).toBeLessThanOrEqual(11);
  const before = counts.told;
  await clock.pass(100);
  expect(counts.told).toBe(before + 1);
  await clock.pass(1_000);
  expect(counts.told).toBe(before + 1);
});

test('[pace] what follows from a change is done in its turn, and an own change tells all that waits', async () => {
  const { clock, counts, notifier } = start();
  notifier.changed();
  await clock.pass(0);
  notifier.calmly(notifier.changed);
  await clock.pass(0);
  expect(counts).toEqual({ before: 2, told: 1 });
  notifier.changed();
  await clock.pass(0);
  expect(counts).toEqual({ before: 3, told: 2 });
  await clock.pass(1_000);
  expect(counts.told).toBe(2);
});

test('[pace] nothing is told after its end', async () => {
  const { clock, counts, notifier } = start();
  notifier.changed();
  await clock.pass(0);
  notifier.calmly(notifier.changed);
  notifier.close();
  await clock.pass(1_000);
  expect(counts.told).toBe(1);
});
