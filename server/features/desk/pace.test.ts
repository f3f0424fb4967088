// Boards go out desk by desk, so many frames a moment.
import { expect, test } from 'vitest';
import { type TerminalId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { handClock } from '../../../testing/factories/hand-clock.ts';
import { POWER } from '../../platform/actor.ts';
import { Listener } from './listener.ts';
import { Pace } from './pace.ts';

function desk(frames: number): Listener {
  const actor = {
    userId: toId<UserId>('1'),
    terminalId: toId<TerminalId>('2'),
    terminalKind: 'WEB' as const,
    power: POWER.none,
    isVisitor: false,
  };
  const listener = new Listener(actor, { departmentIds: new Set(), all: true }, false);
  for (let n = 0; n < frames; n += 1) listener.putCalm(`ticket ${n}`, { offerEnded: toId(`${n + 1}`) });
  return listener;
}

function drained(listener: Listener): number {
  let count = 0;
  while (listener.take()) count += 1;
  return count;
}

test('[desk] a few frames go out at once; a round for many desks goes out bit by bit, in order, and all of it', async () => {
  const clock = handClock();
  const pace = new Pace(clock);
  const small = desk(3);
  pace.add(small);
  expect(drained(small)).toBe(3);
  const desks = Array.from({ length: 10 }, () => desk(100));
  for (const one of desks) pace.add(one);
  const out = () => desks.map(drained);
  expect(out().filter(Boolean).length).toBeLessThan(4);
  let left = 8;
  for (let round = 0; left > 0 && round < 50; round += 1) {
    await clock.pass(10);
    const now = out().filter(Boolean).length;
    expect(now).toBeLessThan(4);
    left -= now;
  }
  expect(out()).toEqual(desks.map(() => 0));
  await clock.pass(1_000);
  expect(clock.timers.size).toBe(0);
});

test('[desk] until it has its turn a desk keeps the latest of each; what is prompt does not wait, and lets nothing else out', () => {
  const listener = desk(2);
  listener.putCalm('ticket 0', { offerEnded: toId('77') });
  listener.put('offer 9', { offerEnded: toId('9') });
  expect([listener.take(), listener.take()]).toEqual([{ offerEnded: '9' }, null]);
  expect(listener.release()).toBe(2);
  expect([listener.take(), listener.take(), listener.take()]).toEqual([{ offerEnded: '77' }, { offerEnded: '2' }, null]);
});

test('[desk] a desk that has closed holds nothing and takes nobody’s turn', () => {
  const listener = desk(500);
  listener.clear();
  expect(listener.release()).toBe(0);
  expect(listener.take()).toBeNull();
});
