import { expect, test } from 'vitest';
import { handClock, START } from '../../../testing/factories/hand-clock.ts';
import { openMetrics } from '../metrics.ts';
import { openLive } from './live.ts';
import { quantile } from './quantile.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

function timed() {
  const metrics = openMetrics(false);
  const seconds = metrics.histogram({ name: 'parley_commit_seconds', help: 'A commit.' }, [0.01, 0.1, 1]);
  return { metrics, seconds, read: () => metrics.samples('parley_commit_seconds') };
}

test('[observe] a quantile is of what came between two readings, within its bucket', async () => {
  const { seconds, read } = timed();
  for (let i = 0; i < 50; i++) seconds.observe(5);
  const before = await read();
  expect(quantile(0.5, before, await read())).toBeNull();
  for (let i = 0; i < 100; i++) seconds.observe(0.05);
  const now = await read();
  expect(quantile(0.5, before, now)).toBeCloseTo(0.055);
  expect(quantile(0.99, before, now)).toBeCloseTo(0.0991);
  expect(quantile(0.1, [], before)).toBe(1);
});

test('[observe] the figures are rates and quantiles of the last two seconds, of two minutes', async () => {
  const { metrics, seconds } = timed();
  const clock = handClock();
  const sent = metrics.counter({ name: 'parley_commands_total', help: 'Commands.', labels: ['command', 'outcome'] });
  let open = 3;
  metrics.gauge({ name: 'parley_connections', help: 'Open sockets.' }, (gauge) => gauge.set(open));
  const live = openLive({ metrics, clock, log });
  await clock.pass(0);
  expect(live.samples()).toEqual([]);
  sent.inc({ command: 'send', outcome: 'ok' }, 30);
  sent.inc({ command: 'send', outcome: 'BUSY' }, 5);
  sent.inc({ command: 'pull', outcome: 'ok' }, 5);
  seconds.observe(0.005);
  open = 4;
  await clock.pass(2_000);
  expect(live.samples()).toMatchObject([
    { at: START + 2_000, connections: 4, sends: 15, deliveries: 0, commitP50Ms: 5, lagP99Ms: null, queue: 0 },
  ]);
  await clock.pass(400_000);
  expect(live.samples()).toHaveLength(60);
  expect(live.samples().at(-1)).toMatchObject({ sends: 0, commitP99Ms: null });
  live.close();
  await clock.pass(10_000);
  expect(live.samples().at(-1)?.at).toBe(START + 402_000);
});
