// What became of each message that was sent: S1, S2, S3, S11, S12, S14, S15, S22 and the log itself, S4.
import type { Recorded, Sent } from '../record.ts';
import type { EventRow, Truth } from '../rows.ts';
import type { Finding } from './finding.ts';

const name = (sent: Sent) => `${sent.device}'s message ${sent.clientId.slice(0, 8)}`;
const place = (event: Pick<EventRow, 'conversationId' | 'seq'>) => `${event.conversationId}/${event.seq}`;

export function* checkSends(recorded: Recorded, truth: Truth): Generator<Finding> {
  for (const sent of recorded.sends) yield* checkSent(sent, truth);
  yield* checkLanes(recorded.sends, truth);
  for (const { clientId, code } of recorded.probes) {
    if (code !== 'CONFLICT') {
      yield {
        rule: 'S15',
        harm: 'invented',
        clientId,
        what: `another payload under a known key was answered ${code ?? 'with a place in the log'}`,
      };
    }
  }
  for (const read of recorded.reads) {
    if (read.found === read.clientId) continue;
    const { clientId } = read;
    yield {
      rule: 'S12',
      harm: 'lost',
      clientId,
      what: `${read.device} was acknowledged seq ${read.seq}, read the log and found ${read.found ?? 'nothing'} there`,
    };
  }
}

function* checkSent(sent: Sent, truth: Truth): Generator<Finding> {
  const { clientId } = sent;
  const stored = truth.stored(sent.userId, clientId);
  const accepted = sent.answers.filter((answer) => answer.seq !== null);
  const refused = sent.answers.find((answer) => answer.refused !== null);
  if (stored.length > 1) {
    const where = stored.map(place).join(' and ');
    yield {
      rule: accepted.length > 0 ? 'S1' : 'S2',
      harm: 'doubled',
      clientId,
      what: `${name(sent)} stands in the log ${stored.length} times: ${where}`,
    };
  }
  const [first] = accepted;
  if (first && stored.length === 0) {
    yield {
      rule: 'S1',
      harm: 'lost',
      clientId,
      what: `${name(sent)} was acknowledged as ${sent.conversationId}/${first.seq} and is not in the log`,
    };
  }
  for (const answer of accepted) {
    if (first && (answer.seq !== first.seq || answer.id !== first.id)) {
      yield {
        rule: 'S15',
        harm: 'doubled',
        clientId,
        what: `${name(sent)} was answered seq ${first.seq} and, tried again, seq ${answer.seq}`,
      };
    } else if (!stored.some((event) => event.seq === answer.seq && event.id === answer.id) && stored.length === 1) {
      yield {
        rule: 'S15',
        harm: 'disordered',
        clientId,
        what: `${name(sent)} was answered seq ${answer.seq} and stands at ${stored.map(place).join()}`,
      };
    }
  }
  if (accepted.filter((answer) => !answer.duplicate).length > 1) {
    yield { rule: 'S15', harm: 'doubled', clientId, what: `${name(sent)} was answered as new more than once` };
  }
  if (refused && stored.length > 0) {
    yield { rule: 'S15', harm: 'invented', clientId, what: `${name(sent)} was refused with ${refused.refused} and stands in the log` };
  }
  if (refused && isMemberThroughout(sent, truth)) {
    yield {
      rule: 'S1',
      harm: 'lost',
      clientId,
      what: `${name(sent)} was refused with ${refused.refused}, though its sender was in all the time`,
    };
  }
  if (sent.askedAt === null && stored.length > 0) {
    yield { rule: 'S3', harm: 'invented', clientId, what: `${name(sent)} never went out and stands in the log` };
  }
}

function isMemberThroughout({ userId, conversationId }: Sent, truth: Truth): boolean {
  const stays = truth.staysOf(userId, conversationId);
  return stays.length === 1 && stays[0]?.joinedSeq === 1 && stays[0].toSeq === null;
}

function* checkLanes(sends: readonly Sent[], truth: Truth): Generator<Finding> {
  const lanes = Map.groupBy(sends, (sent) => `${sent.userId} ${sent.lane} ${sent.conversationId}`);
  for (const lane of lanes.values()) {
    let last = 0;
    let before: Sent | null = null;
    for (const sent of [...lane].sort((a, b) => a.clientSeq - b.clientSeq)) {
      const seq = truth.stored(sent.userId, sent.clientId)[0]?.seq;
      if (seq === undefined) continue;
      if (seq < last && before) {
        const what = `${name(sent)} was sent after ${before.clientId.slice(0, 8)} in its lane and stands before it (${seq} < ${last})`;
        yield { rule: 'S11', harm: 'disordered', clientId: sent.clientId, what };
      }
      if (seq > last) before = sent;
      last = Math.max(last, seq);
    }
  }
}

/** The logs by themselves, and that nothing is in them that nobody said. */
export function* checkLogs(recorded: Recorded, truth: Truth): Generator<Finding> {
  const sends = new Map(recorded.sends.map((sent) => [`${sent.userId} ${sent.clientId}`, sent]));
  const edits = Map.groupBy(
    recorded.changes.filter((change) => change.kind === 'edit'),
    (change) => `${change.conversationId} ${change.seq}`,
  );
  const ids = new Map<string, EventRow>();
  for (const conversation of truth.rows.conversations) {
    const log = truth.logs.get(conversation.id) ?? [];
    yield* checkLog(conversation, log, truth);
    for (const event of log) {
      const same = ids.get(event.id);
      if (same) yield { rule: 'S22', harm: 'doubled', what: `the events ${place(same)} and ${place(event)} have one id, ${event.id}` };
      ids.set(event.id, event);
      if (event.kind !== 'message') continue;
      const sent = sends.get(`${event.senderId} ${event.clientId}`);
      const texts = [sent?.text, ...(edits.get(`${event.conversationId} ${event.seq}`) ?? []).map((edit) => edit.value)];
      if (!sent || sent.conversationId !== event.conversationId || (event.text !== null && !texts.includes(event.text))) {
        yield { rule: 'S3', harm: 'invented', what: `${place(event)} holds a message that nobody sent: ${event.text?.slice(0, 60)}` };
      }
    }
  }
}

function* checkLog(
  { id, head, count }: { id: string; head: number; count: number },
  log: readonly EventRow[],
  truth: Truth,
): Generator<Finding> {
  let seq = 0;
  let messages = 0;
  let time = 0;
  for (const event of log) {
    if (event.seq === seq) yield { rule: 'S4', harm: 'doubled', what: `the log ${id} has seq ${seq} twice` };
    else if (event.seq !== seq + 1) yield { rule: 'S4', harm: 'lost', what: `the log ${id} has a hole behind ${seq}` };
    if (event.createdAt < time) yield { rule: 'S4', harm: 'disordered', what: `${place(event)} is dated before its predecessor` };
    seq = event.seq;
    time = event.createdAt;
    if (event.kind === 'message') messages += 1;
    if (event.count !== messages)
      yield { rule: 'S16', harm: 'miscounted', what: `${place(event)} counts ${event.count} messages so far, there are ${messages}` };
    const quoted = event.replyToSeq === null ? null : truth.eventAt(id, event.replyToSeq);
    if (event.replyToSeq !== null && (quoted?.kind !== 'message' || quoted.seq >= event.seq)) {
      yield { rule: 'S14', harm: 'disordered', what: `${place(event)} quotes ${event.replyToSeq}, which is no message before it` };
    }
  }
  if (head !== seq) yield { rule: 'S4', harm: 'lost', what: `the log ${id} ends at ${seq}, its head says ${head}` };
  if (count !== messages)
    yield { rule: 'S16', harm: 'miscounted', what: `the log ${id} holds ${messages} messages, its count says ${count}` };
}
