import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideAdd, decideFound, decideLeave } from '../conversation/decide-members.ts';
import { applyEvent, type ConversationState, emptyState, FAN_OUT_RULE, type NumberedEvent, type Plan } from '../conversation/state.ts';
import type { Refusal } from '../protocol/errors.ts';
import { type ConversationId, type EventId, toId, type UserId } from '../protocol/ids.ts';
import { LIMITS } from '../protocol/limits.ts';
import { runBatch } from './batch.ts';
import type { PlannedEntry } from './ranges.ts';

const NOW = 1_800_000_000_000;
const ROOM = toId<ConversationId>('900');
const USERS = ['1', '2', '3', '4', '5'].map((id) => toId<UserId>(id));
const OWNER = USERS[0]!;

type Decide = (state: ConversationState) => Plan | Refusal;
interface Step {
  readonly kind: 'join' | 'leave' | 'send' | 'flood';
  readonly user: number;
  readonly big: boolean;
}

const message = (userId: UserId, text: string): Plan['events'][number] => ({ kind: 'message', senderId: userId, text });

function decisionOf(step: Step): Decide {
  const userId = USERS[step.user]!;
  if (step.kind === 'join') return (state) => decideAdd(state, null, [userId, USERS[(step.user + 1) % USERS.length]!]);
  if (step.kind === 'leave') return (state) => decideLeave(state, userId);
  const text = 'x'.repeat(step.big ? LIMITS.textUnits : 1);
  const times = step.kind === 'send' ? 1 : step.big ? 6 : 230;
  return (state) => (state.members.has(userId) ? { events: Array.from({ length: times }, () => message(userId, text)) } : { events: [] });
}

interface Log {
  readonly state: ConversationState;
  readonly events: readonly NumberedEvent[];
  readonly entries: readonly PlannedEntry[];
}

/** The log that these batches make after a founding by the owner, by the real decisions. */
function run(batches: readonly (readonly Decide[])[], rule = FAN_OUT_RULE): Log {
  const state = emptyState(ROOM, 'GROUP', 'WRITE', null, {}, rule);
  const events: NumberedEvent[] = [];
  const entries: PlannedEntry[] = [];
  let id = 5000;
  for (const decisions of [[() => decideFound([OWNER], OWNER)], ...batches]) {
    const result = runBatch({
      now: NOW,
      conversations: new Map([[ROOM, state]]),
      lanes: new Map(),
      keys: new Map(),
      commands: decisions.map((decide) => ({ conversationId: ROOM, actorId: null, decide })),
      lastLook: new Set(),
      nextId: () => {
        id += 1;
        return toId<EventId>(String(id));
      },
    });
    events.push(...(result.writes.get(ROOM)?.events ?? []));
    entries.push(...(result.writes.get(ROOM)?.ranges.entries ?? []));
  }
  return { state, events, entries };
}

/** Who is told each event by an entry, found by replaying the log: who is in after a join, before a leave; with read fan-out the leaver alone. */
function audiences(events: readonly NumberedEvent[]): Map<number, Set<UserId>> {
  const replay = emptyState(ROOM, 'GROUP', 'WRITE', null, {});
  return new Map(
    events.map((event) => {
      const before = new Set(replay.members.keys());
      const isRead = replay.fanOut === 'READ';
      applyEvent(replay, event, event.id, event.createdAt);
      if (isRead) return [event.seq, new Set([...before].filter((userId) => event.kind === 'leave' && userId === event.data?.userId))];
      return [event.seq, event.kind === 'leave' ? before : new Set(replay.members.keys())];
    }),
  );
}

const covers = (entry: PlannedEntry, seq: number) =>
  entry.kind === 'events' && entry.fromSeq !== null && entry.toSeq !== null && entry.fromSeq <= seq && seq <= entry.toSeq;

const step = fc.record({
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constant('join' as const) },
    { weight: 3, arbitrary: fc.constant('leave' as const) },
    { weight: 6, arbitrary: fc.constant('send' as const) },
    { weight: 1, arbitrary: fc.constant('flood' as const) },
  ),
  user: fc.nat(USERS.length - 1),
  big: fc.boolean(),
});
/** Of five people, where the fourth makes it a large group, and where nothing does. */
const RULES = [FAN_OUT_RULE, { write: 3, writeAgain: 2 }, { write: 3, writeAgain: 3 }];
const logs = fc.tuple(fc.array(fc.array(step, { maxLength: 10 }), { maxLength: 5 }), fc.constantFrom(...RULES)).map(([batches, rule]) =>
  run(
    batches.map((steps) => steps.map(decisionOf)),
    rule,
  ),
);

test('[S6] each event is covered by exactly one range for each member of its moment, and by none for others', () => {
  fc.assert(
    fc.property(logs, ({ events, entries }) => {
      const present = audiences(events);
      for (const userId of USERS) {
        const mine = entries.filter((entry) => entry.userId === userId);
        for (const { seq } of events) {
          const times = mine.filter((entry) => covers(entry, seq)).length;
          if (times !== (present.get(seq)?.has(userId) ? 1 : 0)) throw new Error(`${userId} gets ${seq} ${times} times`);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('[S4] seq is gapless from 1 and ranges name nothing beyond the head', () => {
  fc.assert(
    fc.property(logs, ({ state, events, entries }) => {
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
      expect(state.head).toBe(events.length);
      expect(state.count).toBe(events.filter((event) => event.kind === 'message').length);
      for (const { fromSeq, toSeq } of entries.filter((entry) => entry.kind === 'events')) {
        expect(1 <= fromSeq! && fromSeq! <= toSeq! && toSeq! <= state.head).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('[S7] for each member ranges ascend, `joined` opens a stay and `left` closes it', () => {
  fc.assert(
    fc.property(logs, ({ state, entries }) => {
      for (const userId of USERS) {
        let next = 0;
        let inside = false;
        let isRead = false;
        for (const entry of entries.filter((each) => each.userId === userId)) {
          const wasInside = inside;
          if (entry.kind === 'joined') inside = true;
          if (entry.kind === 'left') inside = false;
          expect(wasInside).toBe(entry.kind !== 'joined');
          if (entry.kind === 'joined') next = entry.fromSeq!;
          const closes = entry.kind === 'left' || (entry.kind === 'fanOut' && !isRead);
          const at = closes ? (entry.toSeq ?? entry.fromSeq!) + 1 : entry.fromSeq!;
          expect(isRead && !closes ? at >= next : at === next).toBe(true);
          if (entry.kind === 'events') next = entry.toSeq! + 1;
          if (entry.kind === 'fanOut' || entry.kind === 'joined') isRead = entry.data?.fanOut === 'READ';
          if (entry.kind === 'fanOut' && !isRead) next = entry.fromSeq! + 1;
        }
        expect(inside).toBe(state.members.has(userId));
      }
    }),
    { numRuns: 100 },
  );
});

test('[S6] with read fan-out an entry is made for who is mentioned, who joins and who leaves, and each change of mode is told to all', () => {
  const add =
    (...users: number[]): Decide =>
    (state) =>
      decideAdd(
        state,
        null,
        users.map((n) => USERS[n]!),
      );
  const call: Decide = () => ({ events: [{ ...message(OWNER, 'hey'), data: { mentions: [USERS[1], OWNER], mentionsAll: true } }] });
  const { entries } = run(
    [
      [add(1), add(2, 3), call],
      [(state) => decideLeave(state, USERS[3]!), call],
    ],
    { write: 2, writeAgain: 3 },
  );
  const of = (n: number) =>
    entries.filter((entry) => entry.userId === USERS[n]).map(({ kind, fromSeq, toSeq, data }) => [kind, fromSeq, toSeq, data?.fanOut]);
  const none = undefined;
  expect(of(1)).toEqual([
    ['joined', 2, null, none],
    ['events', 2, 3, none],
    ['fanOut', 3, null, 'READ'],
    ['mention', 5, 5, none],
    ['fanOut', 7, null, 'WRITE'],
    ['events', 8, 8, none],
  ]);
  expect(of(3)).toEqual([
    ['joined', 4, null, 'READ'],
    ['events', 6, 6, none],
    ['left', null, 6, none],
  ]);
});

test('[S6] ranges end at 200 events and at 256 KiB', () => {
  const flood = (count: number, text: string) => () => ({ events: Array.from({ length: count }, () => message(OWNER, text)) });
  const sizes = (log: Log) => log.entries.filter((entry) => entry.kind === 'events').map((entry) => entry.toSeq! - entry.fromSeq! + 1);
  expect(sizes(run([[flood(401, 'x')]]))).toEqual([1, 200, 200, 1]);
  expect(sizes(run([[flood(9, 'x'.repeat(LIMITS.textUnits))]]))).toEqual([1, 4, 4, 1]);
});

test('[S6] a leave as the first event past a full range is covered once', () => {
  const { entries } = run([
    [() => decideAdd(run([]).state, null, [USERS[1]!])],
    [() => ({ events: Array.from({ length: 200 }, () => message(OWNER, 'x')) }), (state) => decideLeave(state, USERS[1]!)],
  ]);
  const bobs = entries.filter((entry) => entry.userId === USERS[1]).map(({ kind, fromSeq, toSeq }) => [kind, fromSeq, toSeq]);
  expect(bobs).toEqual([
    ['joined', 2, null],
    ['events', 2, 2],
    ['events', 3, 202],
    ['events', 203, 203],
    ['left', null, 203],
  ]);
});
