// Ben's device in the read path's model: the position rule of client/engine/sync.ts over the product's reducers.
import type { WireConversation, WireEvent } from '../../core/protocol/wire.ts';
import { applyToConversation } from '../../core/timeline/reduce.ts';
import { EMPTY_LOG, heardFrom, insertEvents, type LogState } from '../../core/timeline/reduce-log.ts';
import { BEN, eventsAt, isMember, rowAt, type Script, type ScriptEntry } from './read-script.ts';

/** The parts of the product that are checked; tests put broken ones in their places. */
export interface ReadParts {
  readonly insertEvents: typeof insertEvents;
  readonly applyToConversation: typeof applyToConversation;
  /** From where on every effect was told, after a snapshot at `head`; null: there was none. */
  heard(head: number | null): number;
  /** Whether an answer is of the log that is held: `asked` and `now` count how often it was let go. */
  takesPage(asked: number, now: number): boolean;
}

export const READ_PARTS: ReadParts = {
  insertEvents,
  applyToConversation,
  heard: (head) => (head === null ? heardFrom(true) : head + 1),
  takesPage: (asked, now) => asked === now,
};

export interface Device {
  readonly cursor: number;
  /** Came before their turn: position -> the head as of which they tell. */
  readonly waiting: ReadonlyMap<number, number>;
  readonly row: WireConversation | null;
  readonly log: LogState;
  /** The head of the last snapshot; null: none since the start, or since the log was let go. */
  readonly since: number | null;
  /** How often the log was let go. */
  readonly stay: number;
}

/** As it opens the group for the first time, just founded. */
export function opened(script: Script): Device {
  const head = script.steps[0]?.head ?? 0;
  const cursor = script.steps[0]?.entries.at(-1)?.pos ?? 0;
  return { cursor, waiting: new Map(), row: rowAt(script, head), log: EMPTY_LOG, since: null, stay: 0 };
}

function entryAt({ steps }: Script, pos: number): ScriptEntry {
  const entry = steps.flatMap((step) => step.entries).find((one) => one.pos === pos);
  if (!entry) throw new Error(`there is no entry ${pos}`);
  return entry;
}

/** `at`: the head as of which the entry's events tell; `now`: the present one, of which a row is read. */
function apply(parts: ReadParts, script: Script, device: Device, pos: number, at: number, now: number): Device {
  const { kind, fromSeq, toSeq } = entryAt(script, pos);
  const next = { ...device, cursor: pos };
  if (kind === 'left') return { ...next, row: null, log: EMPTY_LOG, since: null, stay: device.stay + 1 };
  if (kind === 'joined') return { ...next, row: device.row ?? rowAt(script, now) };
  if (kind !== 'events' || fromSeq === null || toSeq === null) return next;
  const events = eventsAt(script, at, fromSeq, toSeq);
  const log = parts.insertEvents(device.log, { fromSeq, toSeq }, events, BEN, parts.heard(device.since));
  return { ...next, log, row: device.row && counted(parts, device.row, toSeq, events) };
}

function counted(parts: ReadParts, row: WireConversation, toSeq: number, events: readonly WireEvent[]): WireConversation {
  let next = row;
  for (const event of events) next = parts.applyToConversation(next, event, BEN);
  return { ...next, head: Math.max(next.head, toSeq) };
}

/** Entries that came, by a push or by a pull: the next one is applied, one below passed over, one above waits. */
export function receive(parts: ReadParts, script: Script, device: Device, came: ReadonlyMap<number, number>, now: number): Device {
  const waiting = new Map([...device.waiting, ...came]);
  let next = device;
  for (let at = waiting.get(next.cursor + 1); at !== undefined; at = waiting.get(next.cursor + 1)) {
    next = apply(parts, script, next, next.cursor + 1, at, now);
  }
  return { ...next, waiting: new Map([...waiting].filter(([pos]) => pos > next.cursor)) };
}

/** A page of the log as of `at`. */
export function readPage(parts: ReadParts, script: Script, device: Device, fromSeq: number, toSeq: number, at: number): Device {
  if (!isMember(script, at)) return device;
  return { ...device, log: parts.insertEvents(device.log, { fromSeq, toSeq }, eventsAt(script, at, fromSeq, toSeq), BEN) };
}

/** A reset: the list at the head, and the log that is shown stays, with what was missed as a hole. */
export function snapshot(script: Script, device: Device, step: number): Device {
  const head = script.steps[step]?.head ?? 0;
  const cursor =
    script.steps
      .slice(0, step + 1)
      .flatMap(({ entries }) => entries)
      .at(-1)?.pos ?? 0;
  const row = rowAt(script, head);
  const kept = row ? { log: device.log, since: head, stay: device.stay } : { log: EMPTY_LOG, since: null, stay: device.stay + 1 };
  return { cursor, waiting: new Map(), row, ...kept };
}
