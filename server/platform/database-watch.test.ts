import { expect, test } from 'vitest';
import { handClock } from '../../testing/factories/hand-clock.ts';
import { watchDatabase } from './database-watch.ts';

function world() {
  const clock = handClock();
  const lines: string[] = [];
  const told: boolean[] = [];
  const state = { up: true, asked: 0 };
  const note = (_fields: unknown, line = '') => void lines.push(line);
  const query = () => {
    state.asked += 1;
    return state.up ? Promise.resolve({ rows: [] }) : Promise.reject(new Error('away'));
  };
  const watch = watchDatabase({
    probe: { query: query as never },
    clock,
    log: { debug() {}, info: note, warn: note, error: note },
    told: (isAway) => void told.push(isAway),
  });
  return { clock, lines, told, state, watch };
}

test('[away] it is asked each 5 s, each second while it is away; each change is told and logged once, being away again each 20 s', async () => {
  const { clock, lines, told, state, watch } = world();
  await clock.pass(20_000);
  expect([state.asked, told, watch.isAway()]).toEqual([4, [], false]);
  state.up = false;
  await clock.pass(5_000);
  expect([told, watch.isAway()]).toEqual([[true], true]);
  await clock.pass(19_000);
  expect([state.asked, told]).toEqual([24, [true]]);
  await clock.pass(2_000);
  expect(told).toEqual([true, true]);
  state.up = true;
  await clock.pass(1_000);
  expect([told, watch.isAway()]).toEqual([[true, true, false], false]);
  expect(lines).toEqual(['the database does not answer: people read what they have, and what they write waits', 'the database answers']);
});

test('[away] a connection that was lost has it asked at once; nothing is told after the close', async () => {
  const { clock, told, state, watch } = world();
  state.up = false;
  watch.suspect();
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual([true]);
  await watch.close();
  state.up = true;
  await clock.pass(60_000);
  expect(told).toEqual([true]);
});
