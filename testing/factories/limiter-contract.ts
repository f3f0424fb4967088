// What holds of limits in memory and over Redis alike. Rates whose tokens come once an hour stand still for a test; the one
// that comes each 20 ms is waited for.
import { expect, test } from 'vitest';
import type { Buckets, Limiter } from '../../server/platform/rates/limiter.ts';

const HOUR_MS = 3_600_000;
const SLOW = { burst: 5, everyMs: HOUR_MS };

async function takeAll(buckets: Buckets, who: string): Promise<number> {
  for (let taken = 0; ; taken += 1) {
    if (buckets.wait(who) > 0) return taken;
    buckets.take(who);
  }
}

async function askAll(buckets: Buckets, who: string): Promise<number> {
  for (let taken = 0; ; taken += 1) if ((await buckets.ask(who)) > 0) return taken;
}

/** `open`: another limiter each time, over nothing. */
export function limiterContract(open: () => Promise<Limiter>): void {
  test('[limits] a bucket holds as many as it says, and then tells how long the next takes', async () => {
    const buckets = (await open()).buckets('x', SLOW);
    expect(await takeAll(buckets, 'ann')).toBe(5);
    expect(buckets.wait('ann')).toBeGreaterThan(HOUR_MS - 60_000);
    expect(buckets.wait('ann')).toBeLessThanOrEqual(HOUR_MS);
    expect(await buckets.ask('ann')).toBeGreaterThan(HOUR_MS - 60_000);
  });

  test('[limits] what is asked for and what is taken at once come from one bucket', async () => {
    const buckets = (await open()).buckets('x', SLOW);
    expect(await buckets.ask('ann')).toBe(0);
    buckets.take('ann');
    expect(await askAll(buckets, 'ann')).toBe(3);
    expect(buckets.wait('ann')).toBeGreaterThan(0);
  });

  test('[limits] asked at once, no more than there are are granted', async () => {
    const buckets = (await open()).buckets('x', SLOW);
    const waits = await Promise.all(Array.from({ length: 12 }, () => buckets.ask('ann')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
  });

  test('[limits] another one, and another kind, is not touched', async () => {
    const limiter = await open();
    const buckets = limiter.buckets('x', SLOW);
    await askAll(buckets, 'ann');
    expect(await askAll(buckets, 'ben')).toBe(5);
    expect(await askAll(limiter.buckets('y', SLOW), 'ann')).toBe(5);
  });

  test('[limits] what is given back can be taken again, and no bucket holds more than it did', async () => {
    const buckets = (await open()).buckets('x', SLOW);
    await buckets.giveBack('ann');
    expect(await askAll(buckets, 'ann')).toBe(5);
    await buckets.giveBack('ann');
    await buckets.giveBack('ann');
    expect(await askAll(buckets, 'ann')).toBe(2);
  });

  test('[limits] time brings them back, one by one', async () => {
    const buckets = (await open()).buckets('x', { burst: 3, everyMs: 20 });
    for (let i = 0; i < 3; i++) expect(await buckets.ask('ann')).toBe(0);
    await expect.poll(() => buckets.wait('ann'), { interval: 1 }).toBe(0);
    await expect.poll(() => buckets.ask('ann'), { interval: 1 }).toBe(0);
  });
}
