// A fault planted in a good history: the checker must name its rule and what came of it.
import { expect, test } from 'vitest';
import type { DeviceRecord, Held, Recorded, Sent } from '../record.ts';
import type { EventRow, Rows } from '../rows.ts';
import { check, verdictOf } from './check.ts';
import { CONVERSATION, deviceOf, goodHistory, keyOf, SECRET } from './history.ts';

/** `rule harm` of all findings, each once. */
function found(recorded: Partial<Recorded>, rows: Partial<Rows> = {}): string[] {
  const good = goodHistory();
  const findings = check({ ...good.recorded, ...recorded }, { ...good.rows, ...rows });
  return [...new Set(findings.map(({ rule, harm }) => `${rule} ${harm}`))];
}

const good = goodHistory();
const events = (change: (event: EventRow) => EventRow | EventRow[]) => ({ events: good.rows.events.flatMap(change) });
const sends = (seq: number, change: (sent: Sent) => Sent) => ({
  sends: good.recorded.sends.map((sent) => (sent.clientId === keyOf(seq) ? change(sent) : sent)),
});

/** The devices, the one of user 2 altered. */
function altered(change: (device: DeviceRecord, log: Map<number, Held>) => void): Pick<Recorded, 'devices'> {
  const device = deviceOf('2');
  const log = device.logs.get(CONVERSATION) ?? new Map<number, Held>();
  change(device, log);
  return { devices: [deviceOf('1'), device, deviceOf('3')] };
}

function alterEvent(seq: number, change: Partial<Held>): Pick<Recorded, 'devices'> {
  return altered((_device, log) => {
    const held = log.get(seq);
    if (held) log.set(seq, { ...held, ...change });
  });
}

test('[drill] a history in which every rule holds has no finding', () => {
  expect(check(good.recorded, good.rows)).toEqual([]);
  expect(verdictOf([])).toBe('lost 0, doubled 0, disordered 0, miscounted 0');
});

test('[drill] the verdict counts the harms, and names more than four only where there are any', () => {
  const finding = { rule: 'S19', what: '' };
  expect(
    verdictOf([
      { ...finding, harm: 'leaked' },
      { ...finding, harm: 'lost' },
    ]),
  ).toBe('lost 1, doubled 0, disordered 0, miscounted 0, leaked 1');
});

test('[S1] an acknowledged message that is not in the log', () => {
  expect(
    found(
      {},
      events((event) => (event.seq === 3 ? [] : event)),
    ),
  ).toContain('S1 lost');
});

test('[S1] an acknowledged message that stands in the log twice', () => {
  expect(
    found(
      {},
      events((event) => (event.seq === 3 ? [event, { ...event, seq: 10, id: '1010' }] : event)),
    ),
  ).toContain('S1 doubled');
});

test('[S1] a member whose message is refused for good', () => {
  const refused = { at: 99, seq: null, id: null, duplicate: false, refused: 'NOT_FOUND' };
  expect(found(sends(3, (sent) => ({ ...sent, answers: [refused] })))).toContain('S1 lost');
});

test('[S1] an acknowledged reaction that is not in the log', () => {
  expect(
    found(
      {},
      events((event) => (event.seq === 9 ? { ...event, kind: 'role', targetSeq: null } : event)),
    ),
  ).toContain('S1 lost');
});

test('[S2] an unanswered message that stands in the log twice; once or never is right', () => {
  const unanswered = sends(5, (sent) => ({ ...sent, answers: [], givenUp: true }));
  expect(found(unanswered)).toEqual([]);
  expect(
    found(
      unanswered,
      events((event) => (event.seq === 5 ? [event, { ...event, seq: 10, id: '1010' }] : event)),
    ),
  ).toContain('S2 doubled');
});

test('[S3] a message that nobody sent, and one with another text', () => {
  expect(found({ sends: good.recorded.sends.slice(1) })).toContain('S3 invented');
  expect(
    found(
      {},
      events((event) => (event.seq === 3 ? { ...event, text: 'twp' } : event)),
    ),
  ).toContain('S3 invented');
});

test('[S3] a message that never went out, and an edit that nobody asked for', () => {
  expect(found(sends(2, (sent) => ({ ...sent, askedAt: null, answers: [] })))).toContain('S3 invented');
  expect(found({ changes: good.recorded.changes.slice(1) })).toContain('S3 invented');
});

test('[S4] a log with a hole, with a seq twice, with a head beyond it', () => {
  expect(
    found(
      {},
      events((event) => (event.seq === 6 ? [] : event)),
    ),
  ).toContain('S4 lost');
  expect(
    found(
      {},
      events((event) => (event.seq === 6 ? [event, event] : event)),
    ),
  ).toContain('S4 doubled');
  expect(found({}, { conversations: good.rows.conversations.map((row) => ({ ...row, head: 10 })) })).toContain('S4 lost');
});

test('[S4] an event that is dated before its predecessor', () => {
  expect(
    found(
      {},
      events((event) => (event.seq === 5 ? { ...event, createdAt: 1 } : event)),
    ),
  ).toContain('S4 disordered');
});

test('[S5] a position left out, one twice, a cursor beyond the entries', () => {
  const { entries, cursors } = good.rows;
  const at = ({ userId, pos }: { userId: string; pos: number }) => userId === '1' && pos === 3;
  expect(found({}, { entries: entries.filter((entry) => !at(entry)) })).toContain('S5 lost');
  expect(found({}, { entries: entries.flatMap((entry) => (at(entry) ? [entry, entry] : entry)) })).toContain('S5 doubled');
  expect(found({}, { cursors: cursors.map((cursor) => ({ ...cursor, pos: cursor.pos + 1 })) })).toContain('S5 lost');
});

test('[S6] an event that no entry of a member covers, and one that two cover', () => {
  const ranges = (toSeq: number) => ({
    entries: good.rows.entries.map((entry) => (entry.userId === '2' && entry.pos === 2 ? { ...entry, toSeq } : entry)),
  });
  expect(found({}, ranges(2))).toContain('S6 lost');
  expect(found({}, ranges(4))).toContain('S6 doubled');
});

test('[S7] a timeline that tells a log out of order', () => {
  const turned = (pos: number) => (pos === 2 ? 4 : pos === 4 ? 2 : pos);
  const entries = good.rows.entries.map((entry) => (entry.userId === '2' ? { ...entry, pos: turned(entry.pos) } : entry));
  expect(found({}, { entries: entries.sort((a, b) => Number(a.userId) - Number(b.userId) || a.pos - b.pos) })).toContain('S7 disordered');
});

test('[S8] a device that lacks a message, has not caught up, or has an old text', () => {
  expect(found(altered((_device, log) => log.delete(5)))).toContain('S8 lost');
  expect(found(altered((device) => (device.cursor -= 1)))).toContain('S8 lost');
  expect(found(altered((device) => device.entries.delete(3)))).toContain('S8 lost');
  expect(found(alterEvent(2, { text: 'one' }))).toEqual(['S8 lost']);
});

test('[S9] a reaction that was applied twice', () => {
  expect(found(alterEvent(5, { reactions: { '👍': 2 } }))).toEqual(['S9 miscounted']);
});

test('[S10] two messages that a device shows the other way round', () => {
  const swapped = altered((_device, log) => {
    const [one, other] = [log.get(2), log.get(3)];
    if (!one || !other) throw new Error('they are not there');
    log.set(2, { ...other, seq: 2 }).set(3, { ...one, seq: 3 });
  });
  expect(found(swapped)).toEqual(['S10 disordered']);
});

test('[S11] a lane whose messages stand in another order than they were sent', () => {
  const numbers = new Map([
    [keyOf(2), 2],
    [keyOf(3), 1],
  ]);
  const lane = good.recorded.sends.map((sent) => ({ ...sent, clientSeq: numbers.get(sent.clientId) ?? sent.clientSeq }));
  expect(found({ sends: lane })).toEqual(['S11 disordered']);
});

test('[S12] a writer who does not find what was acknowledged', () => {
  expect(found({ reads: good.recorded.reads.map((read) => ({ ...read, found: null })) })).toEqual(['S12 lost']);
});

test('[S13] a head that went back, and a device beyond the head', () => {
  const [first, second] = good.recorded.heads;
  if (!first || !second) throw new Error('there are no heads');
  expect(found({ heads: [first, { ...second, head: 2 }] })).toEqual(['S13 disordered']);
  // Asked before the other was seen: either may be older.
  expect(found({ heads: [first, { ...second, head: 2, askedAt: 11 }] })).toEqual([]);
  expect(found(altered((device) => (device.cursor += 1)))).toContain('S13 invented');
});

test('[S14] a quote of what is no message before it', () => {
  expect(
    found(
      {},
      events((event) => (event.seq === 3 ? { ...event, replyToSeq: 5 } : event)),
    ),
  ).toEqual(['S14 disordered']);
});

test('[S15] a retry that is answered with another place, or as new again', () => {
  const again = (change: object) => sends(2, (sent) => ({ ...sent, answers: sent.answers.flatMap((one) => [one, { ...one, ...change }]) }));
  expect(found(again({ duplicate: true }))).toEqual([]);
  expect(found(again({ duplicate: true, seq: 3 }))).toEqual(['S15 doubled']);
  expect(found(again({}))).toEqual(['S15 doubled']);
  expect(found({ probes: [{ clientId: keyOf(2), userId: '1', code: null }] })).toEqual(['S15 invented']);
});

test('[S15] a message that was refused and stands in the log', () => {
  const refused = { at: 99, seq: null, id: null, duplicate: false, refused: 'FORBIDDEN' };
  expect(found(sends(5, (sent) => ({ ...sent, answers: [refused] })))).toContain('S15 invented');
});

test('[S16] counts off by one: of the row, the list, the counters, Redis and a device', () => {
  const { members } = good.rows;
  const [, second] = good.recorded.readings;
  if (!second) throw new Error('there is no reading');
  const readings = (change: object) => ({ readings: good.recorded.readings.map((one) => (one === second ? { ...one, ...change } : one)) });
  expect(found({}, { members: members.map((row) => ({ ...row, mineAfter: row.mineAfter + 1 })) })).toContain('S16 miscounted');
  expect(found(readings({ conversations: second.conversations.map((row) => ({ ...row, unread: 2 })) }))).toEqual(['S16 miscounted']);
  expect(found(readings({ counters: { [CONVERSATION]: 2 } }))).toEqual(['S16 miscounted']);
  expect(found({ counters: good.recorded.counters.map((one) => ({ ...one, counts: {} })) })).toEqual(['S16 miscounted']);
  expect(found({ counters: good.recorded.counters.map((one) => ({ ...one, pos: 4, counts: {} })) })).toEqual([]);
  expect(found(altered((_device, log) => log.delete(7)))).toContain('S16 miscounted');
});

test('[S16] a running count that is off by one', () => {
  expect(
    found(
      {},
      events((event) => (event.seq === 5 ? { ...event, count: 2 } : event)),
    ),
  ).toEqual(['S16 miscounted']);
});

test('[S17] a marker that went back, and one that devices have elsewhere', () => {
  const back = {
    ...good.rows.entries[4],
    userId: '1',
    pos: 6,
    kind: 'read',
    conversationId: CONVERSATION,
    fromSeq: null,
    toSeq: null,
    readSeq: 8,
  } as const;
  const entries = [...good.rows.entries, back].sort((a, b) => Number(a.userId) - Number(b.userId) || a.pos - b.pos);
  expect(found({}, { entries })).toContain('S17 disordered');
  expect(found(altered((device) => device.markers.set(CONVERSATION, 2)))).toEqual(['S17 miscounted']);
});

test('[S18] a recalled text in the log, in an edit, in what the API reads out, on a device', () => {
  const text = `four ${SECRET}`;
  expect(
    found(
      {},
      events((event) => (event.seq === 7 ? { ...event, text } : event)),
    ),
  ).toContain('S18 leaked');
  expect(
    found(
      {},
      events((event) => (event.seq === 6 ? { ...event, targetSeq: 7, text: null, previousText: text } : event)),
    ),
  ).toContain('S18 leaked');
  expect(found({ readings: good.recorded.readings.map((one) => ({ ...one, raw: `${one.raw}${SECRET}` })) })).toEqual(['S18 leaked']);
  expect(found(alterEvent(7, { text, recalled: false }))).toEqual(['S18 leaked']);
});

test('[S18] a recall that was answered and did not happen', () => {
  expect(
    found(
      {},
      events((event) => (event.seq === 7 ? { ...event, recalledAt: null, text: `four ${SECRET}` } : event)),
    ),
  ).toContain('S18 lost');
});

test('[S19] who has left holds nothing past the leave, in the database, on devices, from the API', () => {
  const past = { userId: '3', pos: 5, kind: 'events', conversationId: CONVERSATION, fromSeq: 5, toSeq: 5, readSeq: null } as const;
  expect(found({}, { entries: [...good.rows.entries, past] })).toContain('S19 leaked');
  const gone = deviceOf('3');
  const five = deviceOf('1').logs.get(CONVERSATION)?.get(5);
  if (five) gone.logs.get(CONVERSATION)?.set(5, five);
  expect(found({ devices: [deviceOf('1'), deviceOf('2'), gone] })).toEqual(['S19 leaked']);
  const open = good.recorded.readings.map((one) => (one.userId === '3' ? { ...one, closed: { [CONVERSATION]: 'with its events' } } : one));
  expect(found({ readings: open })).toEqual(['S19 leaked']);
});

test('[S21] a position at which a device was told something else', () => {
  expect(found(altered((device) => device.entries.set(3, `events ${CONVERSATION} 4 5 `)))).toEqual(['S21 disordered']);
  expect(found(altered((device) => device.contradictions.push('was told two things')))).toEqual(['S21 disordered']);
});

test('[S22] two events with one id', () => {
  expect(
    found(
      {},
      events((event) => (event.seq === 4 ? { ...event, id: '1001' } : event)),
    ),
  ).toContain('S22 doubled');
});

test('[S23] a log that is read out with an event twice', () => {
  const [first] = good.recorded.readings;
  const log = first?.logs.get(CONVERSATION) ?? [];
  const twice = good.recorded.readings.map((one) =>
    one === first ? { ...one, logs: new Map([[CONVERSATION, [...log, ...log.slice(0, 1)]]]) } : one,
  );
  expect(found({ readings: twice })).toEqual(['S23 doubled']);
});

test('[S26] a message that a device is told too late is found, unless something was in the way', () => {
  const told = (ms: number) => altered((device) => device.toldAt.set(`${CONVERSATION}/5`, ms));
  expect(found(told(60_000))).toEqual([]);
  expect(found(told(200_000))).toEqual(['S26 late']);
  const [fault] = good.recorded.faults;
  if (!fault) throw new Error('there is no fault');
  expect(found({ ...told(200_000), faults: [{ ...fault, to: 150_000 }] })).toEqual([]);
  const later = altered((device) => device.toldAt.set(`${CONVERSATION}/5`, 200_000)).devices.map((device) => ({
    ...device,
    openedAt: 190_000,
  }));
  expect(found({ devices: later })).toEqual([]);
});

/** The good history with a change to read fan-out behind seq 5 and back with seq 8, or not back. */
function large(back: boolean) {
  const modes = new Map<number, 'READ' | 'WRITE'>(
    back
      ? [
          [5, 'READ'],
          [8, 'WRITE'],
        ]
      : [[5, 'READ']],
  );
  const rows = {
    ...events((event) => (modes.has(event.seq) ? { ...event, fanOut: modes.get(event.seq) ?? null } : event)),
    conversations: good.rows.conversations.map((row) => ({ ...row, fanOut: back ? ('WRITE' as const) : ('READ' as const) })),
  };
  const ranges = (from: number, to: number) =>
    good.rows.entries.map((entry) => (entry.pos === 4 && entry.kind === 'events' ? { ...entry, fromSeq: from, toSeq: to } : entry));
  return { rows, ranges };
}

test('[S6] what has read fan-out is in no entries, what has not is, also behind the change back', () => {
  const { rows, ranges } = large(true);
  expect(found({}, { ...rows, entries: ranges(5, 5) })).toContain('S6 lost');
  expect(found({}, { ...rows, entries: ranges(5, 9) })).toContain('S19 leaked');
  expect(found({}, { ...rows, entries: ranges(9, 9) })).toContain('S6 lost');
  expect(found({}, { ...large(false).rows, entries: ranges(5, 5) }).filter((what) => what.startsWith('S6 lost'))).toEqual([]);
});

test('[S6] [S8] a device that does not read a log by seq though it is large, and one that has not read all of it', () => {
  const { rows, ranges } = large(false);
  expect(found({}, { ...rows, entries: ranges(5, 5) })).toContain('S6 disordered');
  const reading = altered((device, log) => {
    device.followed.set(CONVERSATION, { top: 9, want: 9, closing: false });
    log.delete(7);
  });
  expect(found(reading, { ...rows, entries: ranges(5, 5) })).toContain('S8 lost');
});

test('[S24] somebody who is there and not seen, and somebody who has gone and is seen', () => {
  const { present, seen } = good.recorded.attendance;
  const [first, ...others] = seen;
  if (!first) throw new Error('nobody looks around');
  const online = (list: string[]) => ({ attendance: { present, seen: [{ ...first, online: list }, ...others] } });
  expect(found(online(['2']))).toEqual([]);
  expect(found(online([]))).toEqual(['S24 late']);
  expect(found(online(['2', '3']))).toEqual(['S24 late']);
});
