// What a device makes of what it is told, by the contract alone: entries in the order of their positions, content with the
// higher asOfSeq, effects above it applied once. Written apart from the product's own reducers.
import { entryText } from './check/check-devices.ts';
import type { DeviceRecord, Effect, Held } from './record.ts';
import { type Entry, type Event, heldOf } from './wire.ts';

/** Applies the entry at the cursor + 1, passes over one at or below it; false: a hole lies before it. */
export function applyEntry(device: DeviceRecord, entry: Entry): boolean {
  note(device, entry);
  if (entry.pos > device.cursor + 1) return false;
  if (entry.pos <= device.cursor) return true;
  const { conversationId, kind } = entry;
  if (conversationId !== null) {
    if (kind === 'joined') device.markers.set(conversationId, entry.fromSeq ?? 0);
    if (kind === 'read') device.markers.set(conversationId, entry.data?.readSeq ?? 0);
    if (kind === 'events') for (const event of entry.events) applyEvent(device, conversationId, event);
    changeMode(device, conversationId, entry);
  }
  device.cursor = entry.pos;
  return true;
}

/** From where on a log is read by seq, and where that ends: it must be read up to the change back, which entries do not tell. */
function changeMode({ followed }: DeviceRecord, id: string, { kind, fromSeq, data }: Entry): void {
  const at = fromSeq ?? 0;
  const before = followed.get(id);
  if (kind === 'left') followed.delete(id);
  if (kind === 'joined' && data?.fanOut === 'READ') followed.set(id, { top: at - 1, want: at, closing: false });
  if (kind !== 'fanOut') return;
  if (data?.fanOut === 'READ') followed.set(id, { top: before?.top ?? at, want: at, closing: false });
  else if (before && before.top < at) followed.set(id, { top: before.top, want: at, closing: true });
  else followed.delete(id);
}

/** A hint: a log goes at least so far. */
export function hear({ followed }: DeviceRecord, id: string, head: number): void {
  const one = followed.get(id);
  if (one && !one.closing && head > one.want) followed.set(id, { ...one, want: head });
}

/** A page of a log, read from behind `after` on; between two stays it has a hole. */
export function applyPage(device: DeviceRecord, id: string, after: number, events: readonly Event[]): void {
  let seq = after;
  for (const event of events) {
    if (event.seq <= seq) device.contradictions.push(`read the log ${id} after ${seq} and was given ${event.seq} next`);
    seq = event.seq;
    applyEvent(device, id, event);
    catchUp(device.logs.get(id), event.seq);
  }
  const one = device.followed.get(id);
  if (!one || one.top !== after) return;
  if (one.closing && seq >= one.want) device.followed.delete(id);
  else device.followed.set(id, { ...one, top: seq, want: Math.max(one.want, seq) });
}

/** What stands at a position never changes (S21). */
function note(device: DeviceRecord, { pos, kind, conversationId, fromSeq, toSeq, data }: Entry): void {
  const readSeq = kind === 'read' ? (data?.readSeq ?? null) : null;
  const text = entryText({ kind, conversationId, fromSeq, toSeq, readSeq });
  const told = device.entries.get(pos);
  if (told === undefined) device.entries.set(pos, text);
  else if (told !== text) device.contradictions.push(`was told "${told}" and "${text}" at pos ${pos}`);
}

export function applyEvent(device: DeviceRecord, conversationId: string, event: Event): void {
  const log = device.logs.get(conversationId) ?? new Map<number, Held>();
  device.logs.set(conversationId, log);
  const read = heldOf(event);
  const held = log.get(event.seq);
  if (held && held.id !== read.id) {
    device.contradictions.push(`saw the events ${held.id} and ${read.id} at ${conversationId}/${event.seq}`);
  }
  if (!held || read.asOfSeq >= held.asOfSeq) log.set(event.seq, read);
  const target = event.targetSeq === null ? undefined : log.get(event.targetSeq);
  if (target && event.seq > target.asOfSeq) log.set(target.seq, changed(target, event));
}

/** An effect may come by an entry while the page of its target, read before it, is still on its way. */
function catchUp(log: Map<number, Held> | undefined, seq: number): void {
  const target = log?.get(seq);
  if (!log || target?.kind !== 'message') return;
  const effects = [...log.values()].flatMap(({ targetSeq, effect }) =>
    effect && targetSeq === seq && effect.seq > target.asOfSeq ? [effect] : [],
  );
  log.set(seq, effects.sort((one, other) => one.seq - other.seq).reduce(changed, target));
}

function changed(target: Held, { seq: asOfSeq, kind, text, data }: Effect): Held {
  if (kind === 'edit') return text === null || target.recalled ? target : { ...target, asOfSeq, text };
  if (kind === 'recall') return { ...target, asOfSeq, text: null, recalled: true };
  const emoji = data?.emoji;
  if (kind !== 'reaction' || typeof emoji !== 'string') return target;
  const count = (target.reactions[emoji] ?? 0) + (data?.on === true ? 1 : -1);
  const { [emoji]: _before, ...others } = target.reactions;
  return { ...target, asOfSeq, reactions: count > 0 ? { ...others, [emoji]: count } : others };
}
