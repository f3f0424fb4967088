// The read path as a small system: a server that commits batch after batch, pushes that are lost, doubled, late and turned,
// pulls and pages whose answers are of the moment at which they were asked, and resets. What the device holds is looked at
// after every step.
import type { WireConversation, WireEvent } from '../../core/protocol/wire.ts';
import { gapsOf } from '../../core/timeline/reduce-log.ts';
import type { Action, System } from './explore.ts';
import { type Device, opened, type ReadParts, readPage, receive, snapshot } from './read-device.ts';
import { eventsAt, joinedAt, rowAt, type Script } from './read-script.ts';

interface World {
  /** The last batch that is committed. */
  readonly step: number;
  readonly device: Device;
  /** On their way: position and the head as of which it tells. */
  readonly pushes: readonly (readonly [pos: number, at: number])[];
  readonly pull: { readonly after: number; readonly upTo: number; readonly at: number } | null;
  readonly page: { readonly fromSeq: number; readonly toSeq: number; readonly at: number; readonly stay: number } | null;
  readonly faults: number;
}

const headOf = (script: Script, step: number) => script.steps[step]?.head ?? 0;
const posOf = (script: Script, step: number) =>
  script.steps
    .slice(0, step + 1)
    .flatMap(({ entries }) => entries)
    .at(-1)?.pos ?? 0;

function* pushes(parts: ReadParts, script: Script, world: World): Generator<Action<World>> {
  const now = headOf(script, world.step);
  for (const [index, [pos, at]] of world.pushes.entries()) {
    const left = world.pushes.toSpliced(index, 1);
    const device = receive(parts, script, world.device, new Map([[pos, at]]), now);
    yield { label: `entry ${pos} comes, as of ${at}`, next: { ...world, device, pushes: left } };
    if (world.faults === 0) continue;
    const faults = world.faults - 1;
    yield { label: `entry ${pos} comes, as of ${at}, and will come once more`, next: { ...world, device, faults } };
    yield { label: `entry ${pos} is lost on its way`, next: { ...world, pushes: left, faults } };
  }
}

function* reads(parts: ReadParts, script: Script, world: World): Generator<Action<World>> {
  const { device, pull, page } = world;
  const at = headOf(script, world.step);
  const upTo = posOf(script, world.step);
  if (pull) {
    const came = new Map(Array.from({ length: pull.upTo - pull.after }, (_, n) => [pull.after + n + 1, pull.at] as const));
    const next = { ...world, pull: null, device: receive(parts, script, device, came, at) };
    yield { label: `the pull brings ${pull.after + 1}..${pull.upTo}, as of ${pull.at}`, next };
  } else if (device.cursor < upTo) {
    yield { label: `a pull from ${device.cursor} is asked`, next: { ...world, pull: { after: device.cursor, upTo, at } } };
  }
  if (page) {
    const isTaken = device.row !== null && parts.takesPage(page.stay, device.stay);
    const read = isTaken ? readPage(parts, script, device, page.fromSeq, page.toSeq, page.at) : device;
    yield { label: `the page ${page.fromSeq}..${page.toSeq} comes, as of ${page.at}`, next: { ...world, page: null, device: read } };
  } else if (device.row) {
    for (const { fromSeq, toSeq } of wanted(device, device.row.head, at)) {
      const asked = { fromSeq, toSeq, at, stay: device.stay };
      yield { label: `the page ${fromSeq}..${toSeq} is asked`, next: { ...world, page: asked } };
    }
  }
}

/** The holes, and what lies below; of a log of which nothing is held its end, which may be ahead of what was told. */
function wanted({ log }: Device, head: number, end: number) {
  const lowest = log.ranges[0]?.fromSeq;
  if (lowest === undefined) return [{ fromSeq: 1, toSeq: end }];
  return [...(lowest > 1 ? [{ fromSeq: 1, toSeq: lowest - 1 }] : []), ...gapsOf(log, head)];
}

function* server(script: Script, world: World): Generator<Action<World>> {
  const step = script.steps[world.step + 1];
  if (step) {
    const events = script.log
      .slice(headOf(script, world.step), step.head)
      .map(({ kind, targetSeq }) => (targetSeq ? `${kind} of ${targetSeq}` : kind));
    const fresh = step.entries.map(({ pos }) => [pos, step.head] as const);
    const label = `${headOf(script, world.step) + 1}..${step.head} (${events.join(', ')}) are committed`;
    yield { label, next: { ...world, step: world.step + 1, pushes: [...world.pushes, ...fresh] } };
  }
  if (world.faults > 0) {
    const device = snapshot(script, world.device, world.step);
    yield {
      label: `a reset; the list is read at ${headOf(script, world.step)}`,
      next: { ...world, device, pull: null, faults: world.faults - 1 },
    };
  }
}

/** S13: within an epoch neither cursor nor head falls, unless the group is not Ben's meanwhile. */
function goneBack(before: Device, after: Device): string | null {
  if (after.cursor < before.cursor) return `S13: the cursor falls from ${before.cursor} to ${after.cursor}`;
  if (before.stay !== after.stay || !before.row || !after.row) return null;
  return after.row.head < before.row.head ? `S13: the head falls from ${before.row.head} to ${after.row.head}` : null;
}

const countsOf = ({ reactions, recalledAt }: WireEvent) => JSON.stringify({ reactions, recalledAt });

/**
 * S9: what is held of a message is what it was as of its `asOfSeq`: no effect up to there is missing, none is in it twice. Its
 * text may be a later one, since an edit tells the present text.
 */
function brokenContent(script: Script, { log, row }: Device, head: number): string | null {
  const joined = joinedAt(script, head);
  for (const event of [...log.events, ...(row?.lastMessage ? [row.lastMessage] : [])]) {
    if (event.kind !== 'message' || event.seq < joined) continue;
    const since = Math.max(event.asOfSeq, event.seq);
    const due = Array.from({ length: head - since + 1 }, (_, n) => eventsAt(script, since + n, event.seq, event.seq)[0]);
    const [first] = due;
    if (first && countsOf(event) !== countsOf(first)) {
      return `S9: message ${event.seq} as of ${event.asOfSeq} is held as ${countsOf(event)}, due ${countsOf(first)}`;
    }
    if (first && !due.some((one) => one?.text === event.text)) return `S9: message ${event.seq} as of ${event.asOfSeq} says ${event.text}`;
  }
  return null;
}

/** S10: in order, and each once. */
function brokenOrder({ log }: Device): string | null {
  const turned = log.events.find((event, index) => event.seq <= (log.events[index - 1]?.seq ?? 0));
  return turned ? `S10: event ${turned.seq} stands behind ${turned.seq} or a later one` : null;
}

/** S8 S16: when all has come, what is held of the log and the row are what the server grants. */
function brokenRest(script: Script, { step, device, pushes: coming, pull, page }: World): string | null {
  const head = headOf(script, step);
  const rests = coming.length === 0 && !pull && !page && device.cursor === posOf(script, step) && gapsOf(device.log, head).length === 0;
  if (!rests) return null;
  const joined = joinedAt(script, head);
  // Up to where effects are contained that it does not show is no part of what an ended stay grants.
  const shown = <E extends WireEvent | null | undefined>(event: E): E => (event && event.seq < joined ? { ...event, asOfSeq: 0 } : event);
  const text = (row: WireConversation | null) => JSON.stringify(row && { ...row, lastMessage: shown(row.lastMessage) });
  const due = rowAt(script, head);
  if (text(device.row) !== text(due)) return `S16: the row is ${text(device.row)}, due ${text(due)}`;
  const known = (seq: number) => device.log.ranges.some((range) => range.fromSeq <= seq && seq <= range.toSeq);
  const events = due ? eventsAt(script, head, 1, head).filter(({ seq }) => known(seq)) : [];
  const wrong = events.findIndex((event, index) => JSON.stringify(shown(event)) !== JSON.stringify(shown(device.log.events[index])));
  if (wrong < 0 && events.length === device.log.events.length) return null;
  return `S8: the log holds ${JSON.stringify(device.log.events[Math.max(0, wrong)])}, due ${JSON.stringify(events[Math.max(0, wrong)])}`;
}

export function readPath(parts: ReadParts, script: Script, faults: number): System<World> {
  return {
    initial: { step: 0, device: opened(script), pushes: [], pull: null, page: null, faults },
    *actions(world) {
      const all = [server(script, world), pushes(parts, script, world), reads(parts, script, world)];
      for (const actions of all) {
        for (const action of actions) yield { ...action, broken: goneBack(world.device, action.next.device) };
      }
    },
    key: ({ step, device, pushes: coming, pull, page, faults: left }) =>
      JSON.stringify([step, { ...device, waiting: [...device.waiting].sort() }, [...coming].sort(), pull, page, left]),
    broken: (world) =>
      brokenContent(script, world.device, headOf(script, world.step)) ?? brokenOrder(world.device) ?? brokenRest(script, world),
  };
}
