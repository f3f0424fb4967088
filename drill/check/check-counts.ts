// Counts by their definition, in the database, from the API and in Redis: S16; texts that nothing may serve: S18; what the
// API reads out when all is quiet: S8, S19, S23.
import { grantedOf } from '../expected.ts';
import type { Reading, Recorded } from '../record.ts';
import type { EventRow, Truth } from '../rows.ts';
import { compareLogs } from './check-devices.ts';
import type { Finding } from './finding.ts';

export function* checkCounts({ readings, counters }: Recorded, truth: Truth): Generator<Finding> {
  for (const member of truth.rows.members) {
    const { conversationId, userId, readCount, mineAfter } = member;
    const stands = (truth.conversations.get(conversationId)?.count ?? 0) - readCount - mineAfter;
    const wanted = truth.unreadOf(member);
    if (stands !== wanted)
      yield {
        rule: 'S16',
        harm: 'miscounted',
        what: `the row of ${userId} in ${conversationId} says ${stands} unread, there are ${wanted}`,
      };
  }
  for (const reading of readings) yield* checkReading(reading, truth);
  for (const { userId, epoch, pos, counts } of counters) {
    // A counter that is behind is a hint that nobody was given.
    if (epoch !== truth.rows.epoch || pos !== truth.heads.get(userId)?.pos) continue;
    for (const { conversationId, ...member } of truth.rows.members.filter((row) => row.userId === userId)) {
      // Counted when it is asked for, not in Redis.
      if (truth.conversations.get(conversationId)?.fanOut === 'READ') continue;
      const wanted = truth.unreadOf({ conversationId, ...member });
      const found = counts[conversationId] ?? 0;
      if (found !== wanted)
        yield {
          rule: 'S16',
          harm: 'miscounted',
          what: `Redis counts ${found} unread for ${userId} in ${conversationId}, there are ${wanted}`,
        };
    }
  }
}

function* checkReading(reading: Reading, truth: Truth): Generator<Finding> {
  const { userId, conversations, counters, counted } = reading;
  const members = truth.rows.members.filter((row) => row.userId === userId);
  let total = 0;
  for (const member of members) {
    const shown = conversations.find((row) => row.id === member.conversationId);
    if (!shown) {
      yield { rule: 'S8', harm: 'lost', what: `the list of ${userId} lacks ${member.conversationId}` };
      continue;
    }
    const wanted = truth.unreadOf(member);
    total += wanted;
    const where = `for ${userId} in ${shown.id}`;
    if (shown.unread !== wanted)
      yield { rule: 'S16', harm: 'miscounted', what: `the list says ${shown.unread} unread ${where}, there are ${wanted}` };
    const counter = counters[shown.id] ?? 0;
    if (counter !== wanted)
      yield { rule: 'S16', harm: 'miscounted', what: `the counters say ${counter} unread ${where}, there are ${wanted}` };
    const head = truth.conversations.get(shown.id)?.head;
    if (shown.head !== head) yield { rule: 'S8', harm: 'lost', what: `the list says head ${shown.head} ${where}, it is ${head}` };
    if (shown.readSeq !== member.readSeq)
      yield { rule: 'S17', harm: 'miscounted', what: `the list says marker ${shown.readSeq} ${where}, it is ${member.readSeq}` };
  }
  if (counted !== total) yield { rule: 'S16', harm: 'miscounted', what: `the counters of ${userId} total ${counted}, it is ${total}` };
  yield* checkRead(reading, truth);
}

function* checkRead({ userId, conversations, logs, closed }: Reading, truth: Truth): Generator<Finding> {
  for (const { id } of conversations) {
    if (!truth.memberOf(userId, id))
      yield { rule: 'S19', harm: 'leaked', what: `the list of ${userId} shows ${id}, where they are not in` };
  }
  for (const [id, log] of logs) {
    const held = new Map(log.map((event) => [event.seq, event]));
    if (held.size !== log.length) yield { rule: 'S23', harm: 'doubled', what: `the log ${id} as ${userId} reads it shows an event twice` };
    yield* compareLogs(`the log that ${userId} reads`, id, held, grantedOf(truth, userId, id));
  }
  for (const [id, code] of Object.entries(closed)) {
    if (code !== 'NOT_FOUND')
      yield { rule: 'S19', harm: 'leaked', what: `${userId} is not in ${id} and asking for its log was answered ${code}` };
  }
}

/** S18: the texts of what was recalled. */
export function* checkRecalls({ readings, changes, secrets }: Recorded, truth: Truth): Generator<Finding> {
  for (const event of truth.rows.events) yield* checkErased(event, truth);
  for (const change of changes) {
    if (change.kind !== 'recall' || change.answeredAt === null) continue;
    const event = truth.eventAt(change.conversationId, change.seq);
    if (event?.recalledAt === null) {
      yield { rule: 'S18', harm: 'lost', what: `the recall of ${change.conversationId}/${change.seq} was answered and did not happen` };
    }
  }
  for (const secret of secrets) {
    const row = truth.rows.events.find((event) => event.text?.includes(secret) || event.previousText?.includes(secret));
    if (row)
      yield { rule: 'S18', harm: 'leaked', what: `${row.conversationId}/${row.seq} still holds a text that was recalled (${secret})` };
    const reading = readings.find((one) => one.raw.includes(secret));
    if (reading) yield { rule: 'S18', harm: 'leaked', what: `the API still shows ${reading.userId} a text that was recalled (${secret})` };
  }
}

function* checkErased(event: EventRow, truth: Truth): Generator<Finding> {
  const target = event.targetSeq === null ? event : truth.eventAt(event.conversationId, event.targetSeq);
  if (target?.recalledAt == null || (event.text === null && event.previousText === null)) return;
  yield { rule: 'S18', harm: 'leaked', what: `${event.conversationId}/${event.seq} keeps a text of a recalled message` };
}

/** Acknowledged edits and reactions stand in the log: S1. */
export function* checkChanges({ changes }: Recorded, truth: Truth): Generator<Finding> {
  const effects = Map.groupBy(
    truth.rows.events.filter((event) => event.targetSeq !== null),
    (event) => `${event.conversationId} ${event.targetSeq} ${event.kind} ${event.senderId}`,
  );
  for (const { kind, userId, conversationId, seq, answeredAt } of changes) {
    if (answeredAt !== null && !effects.has(`${conversationId} ${seq} ${kind} ${userId}`)) {
      yield { rule: 'S1', harm: 'lost', what: `the ${kind} by ${userId} of ${conversationId}/${seq} was answered and is not in the log` };
    }
  }
  const asked = new Set(changes.map((change) => `${change.conversationId} ${change.seq} ${change.kind} ${change.userId}`));
  for (const [key, [event]] of effects) {
    if (!asked.has(key))
      yield { rule: 'S3', harm: 'invented', what: `${event?.conversationId}/${event?.seq} holds a ${event?.kind} that nobody asked for` };
  }
}
