import { expect, test } from 'vitest';
import type { TerminalKind } from '../../../core/protocol/events.ts';
import { type TerminalId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { Listener } from '../timeline/index.ts';
import { Board } from './board.ts';

const ANN = toId<UserId>('11');
const GRACE = LIMITS.presenceGraceMs;

/** A board, streams that are opened and closed at will, and a clock in the hand. */
function world() {
  let now = Date.UTC(2026, 0, 1);
  const timers = new Map<symbol, { at: number; run: () => Promise<void> | void }>();
  const streams = new Map<UserId, Listener[]>();
  const of = (userId: UserId) => streams.get(userId) ?? [];
  const board = new Board({
    kindsOf: (userId) => of(userId).map(({ terminalKind }) => terminalKind),
    clock: {
      now: () => now,
      elapsed: () => now,
      after(ms, run) {
        const id = Symbol('timer');
        timers.set(id, { at: now + ms, run });
        return () => void timers.delete(id);
      },
    },
    wake() {},
  });
  return {
    board,
    timers,
    open(userId: UserId, terminalKind: TerminalKind) {
      streams.set(userId, [...of(userId), { userId, terminalId: toId<TerminalId>('1'), terminalKind }]);
      board.opened(userId);
    },
    close(userId: UserId) {
      streams.set(userId, of(userId).slice(1));
      board.moved(userId, true);
    },
    pass(ms: number) {
      now += ms;
      for (const [id, timer] of timers) {
        if (timer.at > now) continue;
        timers.delete(id);
        void timer.run();
      }
    },
  };
}

test('[S24] online with the kinds of the open streams; offline only after the grace, as seen at the last stream', () => {
  const { board, open, close, pass } = world();
  expect(board.present(ANN, '2025-12-31T00:00:00.000Z')).toMatchObject({ online: false, lastSeen: '2025-12-31T00:00:00.000Z' });
  open(ANN, 'WEB');
  open(ANN, 'ANDROID');
  open(ANN, 'WEB');
  expect(board.tell(ANN)).toMatchObject({ online: true, terminals: ['ANDROID', 'WEB'], lastSeen: null });
  close(ANN);
  expect(board.tell(ANN)).toBeNull();
  close(ANN);
  expect(board.tell(ANN)).toMatchObject({ online: true, terminals: ['WEB'] });
  close(ANN);
  pass(GRACE - 1);
  expect([board.online(), board.tell(ANN)]).toEqual([[ANN], null]);
  pass(1);
  expect(board.online()).toEqual([]);
  expect(board.tell(ANN)).toMatchObject({ online: false, terminals: [], lastSeen: '2026-01-01T00:00:00.000Z' });
  expect(board.tell(ANN)).toBeNull();
});

test('[S24] who comes back within the grace was never away, and the grace counts from the last going', () => {
  const { board, open, close, pass, timers } = world();
  open(ANN, 'WEB');
  board.tell(ANN);
  close(ANN);
  pass(GRACE - 1);
  open(ANN, 'WEB');
  expect(timers.size).toBe(0);
  expect(board.tell(ANN)).toBeNull();
  close(ANN);
  pass(GRACE - 1);
  expect(board.online()).toEqual([ANN]);
  pass(1);
  expect(board.online()).toEqual([]);
});

test('[S24] a going that was not told before the return is never told', () => {
  const { board, open, close, pass } = world();
  open(ANN, 'WEB');
  board.tell(ANN);
  close(ANN);
  pass(GRACE);
  open(ANN, 'WEB');
  expect(board.tell(ANN)).toBeNull();
  expect(board.online()).toEqual([ANN]);
});

test('[presence] news is taken in parts, comes back when it could not be told, and is forgotten with the people', () => {
  const { board, open, close, pass, timers } = world();
  const people = Array.from({ length: 150 }, (_, n) => toId<UserId>(String(100 + n)));
  for (const userId of people) open(userId, 'WEB');
  const first = board.take(100);
  expect([first.changed.size, first.newcomers.size]).toEqual([100, 100]);
  board.putBack(first);
  const sizes = [board.take(100), board.take(100), board.take(100)].map((news) => news.changed.size);
  expect(sizes).toEqual([100, 50, 0]);
  expect(board.hasNews()).toBe(false);
  for (const userId of people) {
    board.tell(userId);
    close(userId);
  }
  pass(GRACE);
  expect(timers.size).toBe(0);
  expect(people.map((userId) => board.tell(userId)?.online)).toEqual(people.map(() => false));
  expect(board.online()).toEqual([]);
});
