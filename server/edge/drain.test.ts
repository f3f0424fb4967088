import { expect, test } from 'vitest';
import { handClock } from '../../testing/factories/hand-clock.ts';
import { drain } from './drain.ts';
import { sendOff } from './sockets/leaving.ts';

/** An instance with some sockets; `turn` lets time pass and answers how many of them were told to go by then. */
function world(sockets: number) {
  const clock = handClock();
  const steps: string[] = [];
  const told: string[] = [];
  const state = { refuge: true };
  const connections = Array.from({ length: sockets }, () => ({ retire: (close: string) => void told.push(close) }));
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const hurry = new AbortController();
  const instances = { drain: async (): Promise<void> => void steps.push('leaves the list'), hasRefuge: () => state.refuge };
  const edge = {
    connections: () => sockets,
    announceStop: () => void steps.push('announces it'),
    sendOff: (ms: number, hurried: () => boolean) => sendOff(connections, ms, hurried, clock),
  };
  async function turn(ms: number): Promise<number> {
    for (let passed = 0; passed < ms; passed += 100) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      await clock.pass(100);
    }
    await new Promise<void>((resolve) => setImmediate(resolve));
    return told.length;
  }
  return { state, steps, told, hurry, turn, instances, start: (ms: number) => drain({ instances, edge, clock, log }, ms, hurry.signal) };
}

test('[stop] it leaves the list first, goes on for 5 s, and then sends its sockets off evenly over what is left', async () => {
  const { steps, told, turn, start } = world(300);
  const done = start(20_000);
  expect(steps).toEqual(['announces it', 'leaves the list']);
  expect(await turn(4_900)).toBe(0);
  expect(await turn(5_100)).toBeLessThan(120);
  expect(await turn(2_500)).toBeGreaterThan(120);
  expect(await turn(8_000)).toBe(300);
  await done;
  expect(new Set(told)).toEqual(new Set(['goingAway']));
});

test('[stop] alone, or with no time for it, nobody waits', async () => {
  const alone = world(3);
  alone.state.refuge = false;
  await alone.start(20_000);
  expect(alone.steps).toEqual(['announces it', 'leaves the list']);
  await world(3).start(0);
});

test('[stop] who is there is looked at anew first; a database that does not answer is not waited for', async () => {
  const { steps, state, turn, start, instances } = world(3);
  instances.drain = () => {
    state.refuge = false;
    return Promise.resolve();
  };
  await start(20_000);
  expect(steps).toEqual(['announces it']);
  state.refuge = true;
  instances.drain = () => new Promise(() => {});
  const done = start(20_000);
  expect(await turn(4_900)).toBe(0);
  expect(await turn(16_000)).toBe(3);
  await done;
});

test('[stop] it hurries when it is asked twice, and when the last of the others goes as well', async () => {
  for (const hasten of [
    ({ hurry }: ReturnType<typeof world>) => hurry.abort(),
    ({ state }: ReturnType<typeof world>) => (state.refuge = false),
  ]) {
    const one = world(300);
    const done = one.start(20_000);
    expect(await one.turn(6_000)).toBeLessThan(60);
    hasten(one);
    expect(await one.turn(200)).toBe(300);
    await done;
  }
});
