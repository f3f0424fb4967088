// Bugs in the places of the product's parts: each must be found, with a path to it. No production code knows of them.
import { runBatch } from '../../core/timeline/batch.ts';
import { type Command, keyOf, laneKeyOf } from '../../core/timeline/command.ts';
import { useUp } from '../../core/timeline/lane.ts';
import { applyToConversation } from '../../core/timeline/reduce.ts';
import { applyEffect, isEffect } from '../../core/timeline/reduce-effect.ts';
import { insertEvents } from '../../core/timeline/reduce-log.ts';
import { READ_PARTS, type ReadParts } from './read-device.ts';
import { GROUP, userOf, WRITE_PARTS, type WriteParts } from './write-store.ts';

type RunBatch = typeof runBatch;

interface Planted<Parts> {
  readonly title: string;
  /** The rule that it breaks. */
  readonly rule: string;
  readonly parts: Parts;
}

const batchOf = (title: string, rule: string, run: RunBatch): Planted<WriteParts> => ({
  title,
  rule,
  parts: { ...WRITE_PARTS, runBatch: run },
});

/** What a batch writes is not seen by the commands behind it. */
const blindKeys: RunBatch = (input) => {
  const keys = new Map(input.keys);
  keys.set = () => keys;
  return runBatch({ ...input, keys });
};

const usingUp: RunBatch = (input) => {
  const result = runBatch(input);
  for (const [command, outcome] of result.outcomes) {
    if (outcome.kind !== 'refused' || outcome.refusal.refused !== 'OUT_OF_ORDER' || !command.lane || command.actorId === null) continue;
    const key = laneKeyOf(command.actorId, command.lane.id, GROUP);
    const state = input.lanes.get(key);
    if (!state) continue;
    useUp(state, command.lane.clientSeq);
    result.lanes.set(key, { userId: command.actorId, lane: command.lane.id, conversationId: GROUP, state });
  }
  return result;
};

const isKnown = (keys: Parameters<RunBatch>[0]['keys'], { key }: Command) =>
  key !== undefined && keys.has(keyOf(key.senderId, key.clientId));

/** Runs it over other commands, and answers for the ones that were given. */
function instead(input: Parameters<RunBatch>[0], change: (command: Command) => Command): ReturnType<RunBatch> {
  const others = new Map(input.commands.map((command) => [command, change(command)]));
  const lastLook = new Set([...input.lastLook].map((command) => others.get(command) ?? command));
  const result = runBatch({ ...input, commands: [...others.values()], lastLook });
  for (const [command, other] of others) {
    const outcome = result.outcomes.get(other);
    if (outcome) result.outcomes.set(command, outcome);
  }
  return result;
}

const notUsingUp: RunBatch = (input) =>
  instead(input, (command) => {
    if (!isKnown(input.keys, command)) return command;
    const { lane: _lane, ...without } = command;
    return without;
  });

const authorisingFirst: RunBatch = (input) => {
  const result = runBatch(input);
  const members = input.conversations.get(GROUP)?.members;
  for (const command of input.commands) {
    if (!command.key || members?.has(command.key.senderId)) continue;
    if (result.outcomes.get(command)?.kind === 'known') {
      result.outcomes.set(command, { kind: 'refused', refusal: { refused: 'NOT_FOUND' } });
    }
  }
  return result;
};

/** The range of who leaves goes on to the end of the batch. */
const rangeOverLeave: RunBatch = (input) => {
  const result = runBatch(input);
  for (const { state, ranges } of result.writes.values()) {
    const leavers = new Set(ranges.entries.filter((entry) => entry.kind === 'left').map((entry) => entry.userId));
    for (const [index, entry] of ranges.entries.entries()) {
      if (entry.kind === 'events' && leavers.has(entry.userId)) ranges.entries[index] = { ...entry, toSeq: state.head };
    }
  }
  return result;
};

export const PLANTED_WRITES: readonly Planted<WriteParts>[] = [
  batchOf('a key is not compared within a batch', 'S15', blindKeys),
  {
    title: 'a lane without its user',
    rule: 'S11',
    parts: { ...WRITE_PARTS, laneKey: (_user, lane, id) => laneKeyOf(userOf(0), lane, id) },
  },
  batchOf('a refusal for a gap uses its number up', 'S11', usingUp),
  batchOf('a known key does not use its number up', 'S11', notUsingUp),
  batchOf('a known key is looked up after authorisation', 'S15', authorisingFirst),
  batchOf('a range over a leave', 'S6', rangeOverLeave),
  batchOf('what is held has no last look', 'S11', (input) => runBatch({ ...input, lastLook: new Set() })),
];

/** Effects that are read once more are put in once more. */
const twice: ReadParts['insertEvents'] = (log, range, read, me, heard) => {
  const held = new Set(log.events.map((event) => event.seq));
  const again = read.filter((event) => isEffect(event) && held.has(event.seq));
  const next = insertEvents(log, range, read, me, heard);
  const events = next.events.map((event) => {
    const effect = again.find(({ targetSeq }) => targetSeq === event.seq);
    return effect ? { ...applyEffect({ ...event, asOfSeq: event.seq }, effect, me), asOfSeq: event.asOfSeq } : event;
  });
  return { ...next, events };
};

const countedTwice: ReadParts['applyToConversation'] = (row, event, me) => {
  const next = applyToConversation({ ...row, head: Math.min(row.head, event.seq - 1) }, event, me);
  return { ...next, head: Math.max(row.head, next.head) };
};

export const PLANTED_READS: readonly Planted<ReadParts>[] = [
  { title: 'an effect applied twice', rule: 'S9', parts: { ...READ_PARTS, insertEvents: twice } },
  { title: 'an effect applied over a hole', rule: 'S9', parts: { ...READ_PARTS, heard: () => 0 } },
  { title: 'an event counted twice', rule: 'S16', parts: { ...READ_PARTS, applyToConversation: countedTwice } },
  { title: 'a page of a log that was let go', rule: 'S8', parts: { ...READ_PARTS, takesPage: () => true } },
];
