import { expect, test, vi } from 'vitest';
import { createSdk } from './sdk.ts';

function setUp() {
  const done: unknown[] = [];
  const note = (name: string) => (given?: unknown) => void done.push(given === undefined ? name : [name, given]);
  const sdk = createSdk({
    open: note('open'),
    close: note('close'),
    toggle: note('toggle'),
    identify: note('identify'),
    setAttributes: note('attributes'),
  });
  return { ...sdk, done };
}

test('[widget] calls of before are done in their order; what there is not is said', () => {
  const { parley, done } = setUp();
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  parley.push(['open'], ['identify', 'jwt'], ['explode'], ['push', ['open']], ['toggle']);
  expect([done, warned.mock.calls.length]).toEqual([['open', ['identify', 'jwt'], 'toggle'], 2]);
});

test('[widget] a listener hears until it is taken away; one that fails stops no other', () => {
  vi.useFakeTimers();
  const { parley, tell } = setUp();
  const heard: number[] = [];
  parley.on('unread', () => {
    throw new Error("the page's own");
  });
  const off = parley.on('unread', (count) => heard.push(count));
  tell('unread', 1);
  off();
  tell('unread', 2);
  expect(heard).toEqual([1]);
  expect(() => vi.runAllTimers()).toThrow("the page's own");
  vi.useRealTimers();
});

test('[widget] who asks late hears that it is ready; an event that is not there is the caller’s mistake', () => {
  const { parley, tell } = setUp();
  tell('ready', undefined);
  let ready = 0;
  parley.on('ready', () => {
    ready += 1;
  });
  expect(ready).toBe(1);
  expect(() => parley.on('redy' as 'ready', () => undefined)).toThrow(TypeError);
});
