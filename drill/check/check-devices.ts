// What devices hold against what the database grants them: S8, S9, S10, S13, S17, S19, S21.
import { type Granted, grantedOf } from '../expected.ts';
import type { DeviceRecord, HeadSeen, Held, Recorded } from '../record.ts';
import type { EntryRow, Truth } from '../rows.ts';
import type { Finding } from './finding.ts';

/** An entry without its events, as devices note it. */
export function entryText({
  kind,
  conversationId,
  fromSeq,
  toSeq,
  readSeq,
}: Omit<EntryRow, 'userId' | 'pos' | 'kind'> & { kind: string }): string {
  return [kind, conversationId ?? '', fromSeq ?? '', toSeq ?? '', readSeq ?? ''].join(' ');
}

export function* checkDevices({ devices, heads }: Recorded, truth: Truth): Generator<Finding> {
  for (const device of devices) {
    for (const what of device.contradictions) yield { rule: 'S21', harm: 'disordered', what: `${device.name}: ${what}` };
    yield* checkTimeline(device, truth);
    yield* checkHoldings(device, truth);
    yield* checkMarkers(device, truth);
  }
  yield* checkHeads(heads);
}

function* checkTimeline(device: DeviceRecord, truth: Truth): Generator<Finding> {
  const { name, userId, cursor } = device;
  const head = truth.heads.get(userId)?.pos ?? 0;
  if (cursor < head) yield { rule: 'S8', harm: 'lost', what: `${name} stands at pos ${cursor} of ${head}` };
  if (cursor > head) yield { rule: 'S13', harm: 'invented', what: `${name} stands at pos ${cursor}, the timeline ends at ${head}` };
  for (const entry of truth.timelines.get(userId) ?? []) {
    const told = device.entries.get(entry.pos);
    if (entry.pos > cursor) continue;
    if (told === undefined) yield { rule: 'S8', harm: 'lost', what: `${name} passed pos ${entry.pos} and was told nothing there` };
    else if (told !== entryText(entry)) {
      yield { rule: 'S21', harm: 'disordered', what: `${name} was told "${told}" at pos ${entry.pos}, where "${entryText(entry)}" stands` };
    }
  }
}

function* checkHoldings(device: DeviceRecord, truth: Truth): Generator<Finding> {
  for (const conversation of truth.rows.conversations) {
    const held = device.logs.get(conversation.id) ?? new Map<number, Held>();
    const granted = grantedOf(truth, device.userId, conversation.id);
    yield* compareLogs(device.name, conversation.id, held, granted);
    const followed = device.followed.get(conversation.id);
    const isIn = truth.memberOf(device.userId, conversation.id) !== null;
    if ((isIn && conversation.fanOut === 'READ') !== (followed !== undefined)) {
      const what = `${device.name} ${followed ? 'reads' : 'does not read'} the log ${conversation.id} by seq, its mode is ${conversation.fanOut}`;
      yield { rule: 'S6', harm: 'disordered', what };
    }
  }
}

/** `who` holds a log: nothing missing, nothing that is not granted, each as it stands. */
export function* compareLogs(
  who: string,
  conversationId: string,
  held: ReadonlyMap<number, Held>,
  granted: ReadonlyMap<number, Granted>,
): Generator<Finding> {
  for (const [seq, { held: wanted, ended, mayLack }] of granted) {
    const found = held.get(seq);
    if (!found && mayLack) continue;
    const place = `${conversationId}/${seq}`;
    const about = wanted.clientId === null ? {} : { clientId: wanted.clientId };
    if (!found) yield { rule: 'S8', harm: 'lost', ...about, what: `${who} lacks ${place}` };
    else if (!mayLack) yield* compareEvent(`${who} holds ${place}`, found, wanted, ended, about);
  }
  for (const seq of held.keys()) {
    if (!granted.has(seq)) yield { rule: 'S19', harm: 'leaked', what: `${who} holds ${conversationId}/${seq}, which nothing grants` };
  }
}

function* compareEvent(
  where: string,
  found: Held,
  wanted: Held,
  ended: boolean,
  about: { readonly clientId?: string },
): Generator<Finding> {
  if (found.id !== wanted.id || found.kind !== wanted.kind || found.senderId !== wanted.senderId || found.clientId !== wanted.clientId) {
    yield {
      rule: 'S10',
      harm: 'disordered',
      ...about,
      what: `${where} as ${found.kind} ${found.id}, there stands ${wanted.kind} ${wanted.id}`,
    };
    return;
  }
  if (wanted.kind !== 'message') return;
  // Who left is not told of what came after: only who is in must have every change.
  if (ended && (wanted.recalled || found.recalled)) return;
  if (found.text !== wanted.text || found.recalled !== wanted.recalled) {
    const rule = wanted.recalled ? 'S18' : 'S8';
    yield { rule, harm: wanted.recalled ? 'leaked' : 'lost', ...about, what: `${where} as "${brief(found)}", it reads "${brief(wanted)}"` };
  }
  if (countsOf(found) !== countsOf(wanted)) {
    yield {
      rule: 'S9',
      harm: 'miscounted',
      ...about,
      what: `${where} with the reactions {${countsOf(found)}}, there are {${countsOf(wanted)}}`,
    };
  }
}

const brief = ({ text, recalled }: Held) => (recalled ? '(recalled)' : (text ?? '(nothing)').slice(0, 60));
const countsOf = ({ reactions }: Held) => Object.entries(reactions).map(String).sort().join(' ');

function* checkMarkers(device: DeviceRecord, truth: Truth): Generator<Finding> {
  for (const { id } of truth.rows.conversations) {
    const member = truth.memberOf(device.userId, id);
    if (!member) continue;
    const marker = device.markers.get(id);
    if (marker !== member.readSeq) {
      yield {
        rule: 'S17',
        harm: 'miscounted',
        what: `${device.name} has the marker in ${id} at ${marker ?? 'nothing'}, it stands at ${member.readSeq}`,
      };
      continue;
    }
    const unread = unreadOf(device, id, marker);
    const wanted = truth.unreadOf(member);
    if (unread !== wanted)
      yield { rule: 'S16', harm: 'miscounted', what: `${device.name} counts ${unread} unread in ${id}, there are ${wanted}` };
  }
}

function unreadOf({ userId, logs }: DeviceRecord, conversationId: string, marker: number): number {
  const log = [...(logs.get(conversationId)?.values() ?? [])];
  return log.filter((event) => event.kind === 'message' && event.seq > marker && event.senderId !== userId).length;
}

/** S13: what was asked for after a head was seen is not below it. */
function* checkHeads(heads: readonly HeadSeen[]): Generator<Finding> {
  for (const [of, seen] of Map.groupBy(heads, (head) => head.of)) {
    const told = [...seen].sort((a, b) => a.seenAt - b.seenAt);
    let next = 0;
    let highest: HeadSeen | null = null;
    for (const head of [...seen].sort((a, b) => a.askedAt - b.askedAt)) {
      for (let before = told[next]; before && before.seenAt < head.askedAt; before = told[next]) {
        if (!highest || before.head > highest.head) highest = before;
        next += 1;
      }
      if (highest && head.head < highest.head) {
        yield {
          rule: 'S13',
          harm: 'disordered',
          what: `${head.device} was told head ${head.head} of ${of} after ${highest.device} had seen ${highest.head}`,
        };
      }
    }
  }
}
