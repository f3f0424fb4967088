import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Wire } from '../../../testing/client/wire.ts';
import { createDeskStream } from './stream.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The push of a tab that has no socket of its own. */
function open() {
  const wire = new Wire();
  const said: string[] = [];
  const stream = createDeskStream({ listen: () => null }, () => wire.asSocket());
  const { close } = stream.open({
    opened: () => said.push('opened'),
    frame: () => said.push('frame'),
    ended: () => said.push('ended'),
  });
  return { wire, said, close };
}

const pong = { type: 'pong' };

test('[desk] a push that is refused closes its socket', () => {
  const { wire, said } = open();
  wire.admit();
  wire.answer({ data: null, errors: [{}] });
  expect([said, wire.isClosed]).toEqual([['opened', 'ended'], true]);
  vi.advanceTimersByTime(120_000);
  expect(wire.sent.filter(({ type }) => type === 'ping')).toEqual([]);
});

test('[desk] a quiet push stands while it answers, and is given up a minute after its last word', () => {
  const { wire, said } = open();
  wire.admit();
  for (let minute = 0; minute < 5; minute += 1) {
    vi.advanceTimersByTime(40_000);
    wire.hear(pong);
  }
  expect([said, wire.isClosed]).toEqual([['opened'], false]);
  vi.advanceTimersByTime(60_000);
  expect([said, wire.isClosed]).toEqual([['opened', 'ended'], true]);
});

test('[desk] a socket that never comes about is given up too', () => {
  const { wire, said } = open();
  vi.advanceTimersByTime(60_000);
  expect([said, wire.isClosed, wire.sent]).toEqual([['ended'], true, []]);
});
