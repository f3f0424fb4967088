import { expect, test } from 'vitest';
import { CallError } from '../../client/engine/account.ts';
import type { ClientId, DepartmentId } from '../../core/protocol/ids.ts';
import type { WireTicket } from '../../core/protocol/wire-desk.ts';
import { HandClock } from '../../testing/client/clock.ts';
import type { OpenTicket } from './calls.ts';
import type { Keep } from './keep.ts';
import { OpeningBox } from './opening.ts';

const FIRST: OpenTicket = { departmentId: '3' as DepartmentId, clientId: 'c' as ClientId, text: 'Hello', fields: null };
const SECOND: OpenTicket = { ...FIRST, clientId: 'd' as ClientId, text: 'And this' };
const TICKET = { id: '9' } as WireTicket;

function setUp(answers: (WireTicket | CallError)[], kept = new Map<string, unknown>(), held?: PromiseWithResolvers<void>) {
  const clock = new HandClock();
  const sent: OpenTicket[] = [];
  const opened: WireTicket[] = [];
  let refused = 0;
  const keep: Keep = {
    read: <T>(name: string) => (kept.get(name) ?? null) as T | null,
    write: (name, value) => void (value === null ? kept.delete(name) : kept.set(name, value)),
    listen: () => undefined,
  };
  const box = new OpeningBox({
    keep,
    calls: {
      async open(what) {
        sent.push(what);
        await held?.promise;
        const answer = answers.shift() ?? TICKET;
        if (answer instanceof CallError) throw answer;
        return answer;
      },
    },
    ensure: async () => undefined,
    refused: async () => {
      refused += 1;
    },
    opened: (ticket) => opened.push(ticket),
    after: (ms, run) => clock.after(ms, run),
    now: () => clock.now(),
  });
  return { box, clock, sent, opened, kept, refused: () => refused };
}

test('[widget] the first message is kept until the desk has it, and goes again with the same key', async () => {
  const { box, clock, sent, opened, kept } = setUp([new CallError('OFFLINE'), new CallError('BUSY')]);
  box.put(FIRST);
  await clock.pass(500);
  expect([sent.length, kept.get('opening'), box.failing.get()]).toEqual([1, expect.objectContaining(FIRST), true]);
  await clock.pass(10_000);
  expect([sent, opened, kept.size, box.cell.get(), box.failing.get()]).toEqual([[FIRST, FIRST, FIRST], [TICKET], 0, null, false]);
});

test('[widget] a page that is loaded anew sends what was not sent before', async () => {
  const { kept } = setUp([]);
  kept.set('opening', { ...FIRST, at: 1, error: null });
  const again = setUp([], kept);
  await again.clock.pass(1);
  expect([again.sent, again.opened, kept.size]).toEqual([[FIRST], [TICKET], 0]);
});

test('[widget] what is refused for good stays, with why, and is not sent again', async () => {
  const { box, clock, sent, kept } = setUp([new CallError('BAD_INPUT', { reason: 'too_long' })]);
  box.put(FIRST);
  await clock.pass(120_000);
  expect([sent.length, box.cell.get()?.error, kept.has('opening')]).toEqual([
    1,
    { code: 'BAD_INPUT', details: { reason: 'too_long' } },
    true,
  ]);
  box.drop();
  expect(kept.size).toBe(0);
});

test('[widget] a session that is over is begun anew, and the message goes then; a limit is waited for', async () => {
  const { box, clock, sent, opened, refused } = setUp([
    new CallError('UNAUTHENTICATED'),
    new CallError('RATE_LIMITED', { retryAfterMs: 20_000 }),
  ]);
  box.put(FIRST);
  await clock.pass(500);
  // It is no fault of the line.
  expect([refused(), box.failing.get()]).toEqual([1, false]);
  await clock.pass(600);
  expect([refused(), sent.length]).toEqual([1, 2]);
  await clock.pass(19_000);
  expect(sent.length).toBe(2);
  await clock.pass(2_000);
  expect([sent.length, opened]).toEqual([3, [TICKET]]);
});

test('[widget] another first message does not take the place of one that waits or was refused', async () => {
  const { box, clock, sent, kept } = setUp([new CallError('OFFLINE'), new CallError('BAD_INPUT')]);
  box.put(FIRST);
  expect(box.put(SECOND)).toBe(false);
  await clock.pass(10_000);
  expect([sent, box.put(SECOND), kept.get('opening')]).toEqual([[FIRST, FIRST], false, expect.objectContaining(FIRST)]);
  box.drop();
  expect(box.put(SECOND)).toBe(true);
});

test('[widget] one that is put while the answer to the last is under way is sent after it, and its refusal is not written over it', async () => {
  const held = Promise.withResolvers<void>();
  const { box, clock, sent, opened, kept } = setUp([new CallError('BAD_INPUT'), TICKET], new Map(), held);
  box.put(FIRST);
  await clock.pass(1);
  box.drop();
  box.put(SECOND);
  held.resolve();
  await clock.pass(1);
  expect([sent, opened, kept.size]).toEqual([[FIRST, SECOND], [TICKET], 0]);
});
