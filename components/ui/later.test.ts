import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
});
afterEach(() => vi.useRealTimers());

test('[later] what is put off comes once the page is at rest, and what is put off after that too', async () => {
  const { fetchAtRest, startFetching } = await import('./later.tsx');
  const came: string[] = [];
  fetchAtRest(async () => came.push('first'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(came).toEqual([]);
  startFetching();
  await vi.advanceTimersByTimeAsync(2_900);
  expect(came).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(came).toEqual(['first']);
  fetchAtRest(async () => came.push('after a sign-in'));
  await vi.advanceTimersByTimeAsync(3_100);
  expect(came).toEqual(['first', 'after a sign-in']);
});
