import { expect, test } from 'vitest';
import { createOutflow, OUTFLOW } from './outflow.ts';

/** A reader that takes what is under way when told to. */
function reader() {
  const state = { bufferedAmount: 0, terminated: false, now: 0, sent: [] as string[] };
  const waiting: (() => void)[] = [];
  const outlet = {
    get bufferedAmount() {
      return state.bufferedAmount;
    },
    send(data: string, done?: () => void) {
      state.sent.push(data);
      state.bufferedAmount += data.length;
      if (done) waiting.push(done);
    },
    terminate() {
      state.terminated = true;
    },
  };
  const drain = () => {
    state.bufferedAmount = 0;
    for (const done of waiting.splice(0)) done();
  };
  return { state, drain, flow: createOutflow(outlet, () => state.now) };
}

const half = 'x'.repeat(OUTFLOW.wait / 2);

test('[slow] up to 1 MiB nobody waits; past it the next waits until all before is out', async () => {
  const { flow, drain, state } = reader();
  expect(flow.send(half)).toBeUndefined();
  expect(flow.send(half)).toBeUndefined();
  const sent = flow.send('more');
  expect(state.sent).toHaveLength(3);
  expect(sent).toBeInstanceOf(Promise);
  expect(flow.isSlow()).toBe(true);
  drain();
  await sent;
  expect([flow.isSlow(), state.terminated]).toEqual([false, false]);
  expect(flow.send('x')).toBeUndefined();
});

test('[slow] over 1 MiB for longer than 30 s is the end; a reader that catches up begins anew', () => {
  const { flow, drain, state } = reader();
  const fill = () => [half, half, half].forEach((data) => void flow.send(data));
  fill();
  state.now = OUTFLOW.waitMs;
  flow.check();
  expect(state.terminated).toBe(false);
  drain();
  flow.check();
  fill();
  state.now += OUTFLOW.waitMs;
  flow.check();
  expect(state.terminated).toBe(false);
  state.now += 1;
  flow.check();
  expect(state.terminated).toBe(true);
});

test('[slow] over 4 MiB for longer than 10 s is the end', () => {
  const { flow, state } = reader();
  for (let n = 0; n < 9; n += 1) void flow.send(half);
  state.now = OUTFLOW.highMs;
  flow.check();
  expect(state.terminated).toBe(false);
  state.now += 1;
  flow.check();
  expect(state.terminated).toBe(true);
});

test('[slow] behind 32 MiB nothing more is put', () => {
  const { flow, state } = reader();
  void flow.send('x'.repeat(OUTFLOW.most + 1));
  expect(state.terminated).toBe(false);
  expect(flow.send('x')).toBeUndefined();
  expect([state.terminated, state.sent.length]).toEqual([true, 1]);
});
