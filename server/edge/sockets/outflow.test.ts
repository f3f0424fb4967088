import { expect, test } from 'vitest';
import { OUTFLOW, Outflow } from './outflow.ts';

/** A reader that takes frames when told to. */
function reader() {
  const state = { now: 0, late: 0, given: [] as string[] };
  const taking: (() => void)[] = [];
  const outlet = {
    send(data: string, sent: () => void) {
      state.given.push(data);
      taking.push(sent);
    },
  };
  const late = () => {
    state.late += 1;
  };
  const flow = new Outflow({ outlet, elapsed: () => state.now, late });
  const take = (count = Number.POSITIVE_INFINITY) => {
    for (let n = 0; n < count && taking.length > 0; n += 1) taking.shift()?.();
  };
  return { state, take, flow, under: () => taking.length };
}

/** In bytes, not in characters. */
const half = `${'水'.repeat(OUTFLOW.under / 6)}xx`;

const all = (sent: readonly (Promise<void> | undefined)[]) => Promise.all(sent.map((one) => Promise.resolve(one)));

async function isDone(sent: Promise<void> | undefined): Promise<boolean> {
  return Promise.race([Promise.resolve(sent).then(() => true), new Promise<false>((resolve) => setImmediate(() => resolve(false)))]);
}

test('[slow] up to 1 MiB nobody waits; past it what follows waits in order until there is room', async () => {
  const { flow, take, state } = reader();
  expect([flow.send(half), flow.send(half)]).toEqual([undefined, undefined]);
  const sent = [flow.send('one'), flow.send('two')];
  expect([state.given.length, flow.isSlow()]).toEqual([2, true]);
  expect(await isDone(sent[0])).toBe(false);
  take(1);
  await all(sent);
  expect([state.given.slice(2), flow.isSlow(), state.late]).toEqual([['one', 'two'], false, 0]);
});

test('[slow] a frame over 1 MiB goes alone, and the next waits until it is out', async () => {
  const { flow, take, state } = reader();
  const large = flow.send('x'.repeat(OUTFLOW.waiting * 2));
  const small = flow.send('x');
  expect([state.given.length, await isDone(large), await isDone(small)]).toEqual([1, false, false]);
  take(1);
  await all([large, small]);
  expect([state.given.length, state.late]).toEqual([2, 0]);
});

test('[slow] nothing taken for longer than 30 s with over 1 MiB there is the end; who takes a little goes on', () => {
  const { flow, take, state } = reader();
  for (let n = 0; n < 4; n += 1) void flow.send(half);
  state.now = OUTFLOW.stillMs;
  flow.check();
  take(1);
  state.now += OUTFLOW.stillMs;
  flow.check();
  expect(state.late).toBe(0);
  state.now += 1;
  flow.check();
  flow.check();
  expect(state.late).toBe(1);
});

test('[slow] up to 1 MiB may lie for any time, and then the 30 s begin anew', () => {
  const { flow, take, state } = reader();
  void flow.send(half);
  state.now = OUTFLOW.stillMs * 3;
  flow.check();
  expect(state.late).toBe(0);
  take();
  void flow.send(half);
  void flow.send(half);
  void flow.send(half);
  flow.check();
  expect(state.late).toBe(0);
});

test('[slow] more than 4 MiB waiting is the end: what waits is given up, who waited goes on, nothing more is given', async () => {
  const { flow, take, state, under } = reader();
  const sent = Array.from({ length: 2 + 8 }, () => flow.send(half));
  expect(state.late).toBe(0);
  sent.push(flow.send('x'));
  expect(state.late).toBe(1);
  await all(sent);
  expect(flow.send('x')).toBeUndefined();
  expect(under()).toBe(2);
  take();
  expect(state.given).toHaveLength(2);
});
