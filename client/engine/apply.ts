// What comes by the stream and by pulls, and which part of the engine it goes to. Kinds that are not known are passed over.
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireEntry, WireFrame, WireSignal } from '../../core/protocol/wire.ts';
import type { Hints } from './hints.ts';
import type { Keeper } from './keeper.ts';
import type { Logs } from './logs.ts';
import type { Markers } from './marker.ts';
import type { Outbox } from './outbox.ts';
import type { People } from './people.ts';
import type { Prefs } from './prefs.ts';
import type { Receipts } from './receipts.ts';
import type { Rows } from './rows.ts';
import type { Sync } from './sync.ts';
import type { Typing } from './typing.ts';
import type { Watch } from './watch.ts';

interface Parts {
  readonly rows: Rows;
  readonly hints: Hints;
  readonly logs: Logs;
  readonly outbox: Outbox;
  readonly typing: Typing;
  readonly receipts: Receipts;
  readonly markers: Markers;
  readonly prefs: Prefs;
  readonly people: People;
  readonly sync: Sync;
  readonly keeper: Keeper;
  readonly watch: Watch;
  /** Tries again what could not be read. */
  retry(): void;
}

export function applyFrame(parts: Parts, { entries, head, hint, reset, signal }: WireFrame): void {
  if (entries) parts.sync.entries(entries);
  if (head !== undefined) {
    parts.sync.head(head);
    parts.retry();
  }
  if (hint) parts.hints.heard(hint.conversationId, hint.head);
  if (reset) parts.sync.reset(reset.reason);
  if (signal) applySignal(parts, signal);
}

function applySignal(parts: Parts, signal: WireSignal): void {
  switch (signal.type) {
    case 'typing':
      parts.typing.heard(signal.conversationId, signal.userId, signal.on);
      break;
    case 'presence':
      parts.people.heard(signal);
      break;
    case 'delivered':
    case 'read':
      parts.receipts.heard(signal.conversationId, signal.userId, signal.type, signal.seq);
      break;
    default:
  }
}

/** `now`: ms since 1970. */
export function applyEntry(parts: Parts, entry: WireEntry, now: number): void {
  const { conversationId: id, data } = entry;
  if (id === null) return;
  switch (entry.kind) {
    case 'events':
      applyEvents(parts, id, entry);
      break;
    case 'joined':
      parts.watch.joined(id);
      parts.rows.join(id, now);
      break;
    case 'left':
      parts.rows.remove(id);
      forget(parts, id);
      parts.watch.renewed();
      break;
    case 'read':
      if (typeof data?.readSeq === 'number') parts.rows.moveMarker(id, data.readSeq);
      break;
    case 'prefs':
      parts.rows.applyPrefs(id, data ?? {});
      parts.prefs.heard(id, data ?? {});
      break;
    case 'fanOut':
      applyFanOut(parts, id, entry);
      break;
    case 'mention':
      parts.rows.reload(id);
      break;
    default:
  }
}

function applyEvents(parts: Parts, id: ConversationId, { fromSeq, toSeq, events }: WireEntry): void {
  if (fromSeq === null || toSeq === null) return;
  parts.logs.append(id, { fromSeq, toSeq }, events);
  parts.rows.apply(id, toSeq, events);
  parts.outbox.seen(events);
  parts.typing.seen(id, events);
  parts.receipts.seen(id, events);
}

/** Back at write fan-out what the device has kept is followed from here on, so what was missed before it is let go. */
function applyFanOut({ rows, logs, keeper }: Parts, id: ConversationId, { fromSeq, data }: WireEntry): void {
  if (data?.fanOut === 'WRITE') {
    logs.resume(id, fromSeq ?? 0);
    keeper.dropLog(id);
  }
  rows.changeFanOut(id, data ?? {});
}

/** A conversation that is not mine any more. What is unsent there stays, and fails. */
export function forget(parts: Pick<Parts, 'logs' | 'receipts' | 'markers' | 'keeper' | 'prefs' | 'hints'>, id: ConversationId): void {
  parts.keeper.left(id);
  parts.logs.forget(id);
  parts.receipts.forget(id);
  parts.markers.forget(id);
  parts.prefs.forget(id);
  parts.hints.forget(id);
}
