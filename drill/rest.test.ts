import { expect, test, vi } from 'vitest';
import { goodHistory } from './check/history.ts';
import { comeToRest, type Restless } from './rest.ts';

const [device] = goodHistory().recorded.devices;
const [sent] = goodHistory().recorded.sends;
if (!device || !sent) throw new Error('the history is empty');
const quiet: Restless = {
  unsettled: () => [],
  devices: [{ name: device.name, record: device }],
  heads: async () => new Map([['1', 5]]),
  logHeads: async () => new Map(),
};

/** How the wait ends, its clock run to the end. */
async function ending(world: Restless): Promise<string[]> {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] });
  try {
    const waiting = comeToRest(world, 20_000, () => vi.advanceTimersByTimeAsync(500).then(() => undefined));
    return await waiting;
  } finally {
    vi.useRealTimers();
  }
}

test('[drill] all is quiet once nothing is under way and no head moves', async () => {
  expect(await ending(quiet)).toEqual([]);
});

test('[drill] what does not come to rest is told: sends, devices, heads', async () => {
  expect(await ending({ ...quiet, unsettled: () => [{ ...sent, tries: 7 }] })).toEqual([
    'device of 1 has no answer to its message 00000000 (number 1 of its lane in 900) after 7 tries',
  ]);
  expect(await ending({ ...quiet, heads: async () => new Map([['1', 6]]) })).toEqual(['device of 1 stands at pos 5 of 6']);
  let head = 0;
  const moving = () => {
    head += 1;
    return Promise.resolve(new Map([['1', 5]]).set('2', head));
  };
  expect(await ending({ ...quiet, heads: moving })).toEqual(['the heads of the timelines still move']);
});
