// The small form of `npm run bench:plans`: the same paths, statements and rules over some 50,000 events.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../testing/setup/services.ts';
import { fill, SMALL } from './fill.ts';
import { type Judged, judge } from './judge.ts';
import { observe, RULES } from './observe.ts';
import { Recorder } from './recorder.ts';
import { faultsOf } from './report.ts';
import { openWorld, type PlansWorld } from './world.ts';

let url: string;
let judged: readonly Judged[];
let failed: readonly string[];
let world: PlansWorld;
const planted = new Recorder();

beforeAll(async () => {
  const database = await testDatabase();
  url = database.url;
  await fill(database.pool, SMALL);
  ({ judged, failed } = await observe(url, SMALL, RULES.small));
  world = await openWorld(url, planted);
});
afterAll(() => world.close());

test('[plans] no statement of any path goes through a table, sorts more than was asked for, or reads out of proportion', () => {
  expect(failed).toEqual([]);
  expect(faultsOf(judged)).toEqual([]);
});

test('[plans] the statements of sending, pulling, lists, history, markers and members were all explained, both ways', () => {
  const names = new Set(judged.filter(({ seen }) => seen.mode === 'generic').map(({ seen }) => seen.name));
  const missing = [
    ...['timeline_lock', 'timeline_keys', 'timeline_lanes', 'timeline_members', 'timeline_targets', 'timeline_events', 'timeline_heads'],
    ...['timeline_cursors', 'timeline_entries', 'timeline_keys_write', 'timeline_lanes_write'],
    ...['timeline_mentions', 'timeline_mention_all', 'timeline_member_lock', 'timeline_member_marks', 'timeline_heirs_few'],
    ...[
      'account.findTokens',
      'timeline_pulls',
      'timeline_pull',
      'timeline_position',
      'timeline_ack',
      'history_range',
      'history_ranges',
      'history_spans',
      'history_touched',
    ],
    ...['history_effects', 'conversation_list', 'conversation_one', 'conversation_members', 'unread_folds', 'unread_counts'],
  ].filter((name) => !names.has(name));
  expect(missing).toEqual([]);
  expect(names.size).toBeGreaterThan(50);
});

test('[plans] planted: a walk through a table, a sort of it, and a count of what is not asked for are seen', async () => {
  planted.path = 'planted';
  const ask = (name: string, text: string, values: unknown[]) => world.db.pool.query({ name, text, values });
  await ask('planted_walk', 'select seq from event where text like $1 limit 5', ['%nothing%']);
  await ask('planted_sort', 'select seq from event where conversation_id = $1 order by text limit 5', ['1']);
  await ask('planted_count', 'select count(*) from event where conversation_id = $1', ['1']);
  const faults = faultsOf(planted.observed.map((seen) => judge(seen, RULES.small))).join('\n');
  expect(faults).toContain('planted_walk (custom, planted): goes through event');
  expect(faults).toMatch(/planted_sort \(generic, planted\): (sorts|reads)/);
  expect(faults).toContain('planted_count (custom, planted): reads 12010 rows, 1 answered');
});
