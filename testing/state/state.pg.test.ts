// Old state + what a command emitted = the state loaded afresh, for each kind of command and for random ones at once: on the
// server the state by `applyEvent` and the rows beside it, on the devices row and log by the reducers.
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { ENTRIES, type EntryKind, EVENTS, type EventKind } from '../../core/protocol/events.ts';
import type { Actor } from '../../server/platform/actor.ts';
import { brokenRules } from '../factories/broken-rules.ts';
import { DEED_CASES, deed, MAKE_CASES, perform } from './cases.ts';
import { DEED_KINDS, type Deed } from './deeds.ts';
import { openRoom, type Room, type StateWorld, stateWorld } from './room.ts';

const RUNS = 25;
const DEEDS_A_RUN = 15;

let world: StateWorld;
let people: Actor[];

beforeAll(async () => {
  world = await stateWorld();
  people = await world.people(5);
});

async function group(): Promise<Room> {
  const [ann, ...others] = people.slice(0, 3);
  if (!ann) throw new Error('nobody is there');
  return openRoom(world, people, await world.group(ann, ...others));
}

test.each(DEED_CASES)('[S4] [S8] [S9] [S16] old state + events = new state: $title', async ({ given, deed: last, events, refused }) => {
  const room = await group();
  for (const one of given) expect(await room.act(perform(one))).toEqual([]);
  const before = room.head();
  expect(await room.act(perform(last))).toEqual(refused ? [refused] : []);
  const { rows } = await world.db.pool.query('select kind from event where conversation_id = $1 and seq > $2 order by seq', [
    room.id,
    before,
  ]);
  expect(rows.map((row) => row.kind)).toEqual(events.map((kind) => EVENTS[kind].code));
  await room.settle();
});

test.each(MAKE_CASES)('[S4] [S8] [S9] [S16] old state + events = new state: $title, from its first event', async ({ title, make }) => {
  world.take();
  const id = await make(world, people, title);
  await world.checkMade(id);
  const room = await openRoom(world, people, id);
  expect(await room.act(perform(deed('say', 0)))).toEqual([]);
  await room.settle();
});

/** Some at once, then who pulls. */
const step = fc.record({
  deeds: fc.array(
    fc.record<Deed>({
      kind: fc.oneof({ weight: 3, arbitrary: fc.constant<Deed['kind']>('say') }, { weight: 7, arbitrary: fc.constantFrom(...DEED_KINDS) }),
      by: fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(4) }),
      other: fc.nat(4),
      at: fc.nat(60),
      text: fc.constantFrom('tea', 'coffee', '茶'),
      on: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  pulls: fc.array(fc.nat(4), { maxLength: 2 }),
});

test('[S4] [S8] [S9] [S16] [S17] old state + events = new state, whatever is done at once and whoever pulls when', async () => {
  const steps = fc.array(step, { minLength: DEEDS_A_RUN / 3, maxLength: DEEDS_A_RUN });
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const room = await group();
      let left = DEEDS_A_RUN;
      for (const { deeds, pulls } of all) {
        await room.act(...deeds.slice(0, left).map(perform));
        left -= deeds.length;
        for (const index of pulls) await room.pull(index);
        if (left <= 0) break;
      }
      await room.settle();
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(await brokenRules(world.db.pool)).toEqual([]);
}, 120_000);

test('[S4] [S9] the cases have emitted every kind of event and of entry', () => {
  const missing = (all: object, seen: ReadonlySet<EventKind | EntryKind>) =>
    Object.keys(all).filter((kind) => !seen.has(kind as EventKind));
  expect([missing(EVENTS, world.seen.events), missing(ENTRIES, world.seen.entries)]).toEqual([[], []]);
});
