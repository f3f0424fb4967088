// Which entries a conversation's new events make in its members' timelines. Write fan-out: ranges of events that end at
// every change of members, at 200 events and at 256 KiB; `joined` before the range that opens a stay, `left` after the
// one that closes it. Each event is covered by exactly one range for each member of its moment (S6). Read fan-out: nothing but
// `joined`, one's own leave and `left`, and `mention`. The change to READ is covered still; each member hears of either change.
import { type ConversationState, joinersOf, mentionedBy, type NumberedEvent } from '../conversation/state.ts';
import { type EntryKind, EVENTS } from '../protocol/events.ts';
import type { ConversationId, UserId } from '../protocol/ids.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { EventData } from '../protocol/wire.ts';

export interface PlannedEntry {
  readonly userId: UserId;
  readonly kind: EntryKind;
  readonly conversationId: ConversationId | null;
  readonly fromSeq: number | null;
  readonly toSeq: number | null;
  readonly data: EventData | null;
}

/** Upper bound of an event's bytes on the wire: its fixed fields and three bytes a UTF-16 unit. */
const bytesOf = (event: NumberedEvent) => 400 + 3 * (event.text?.length ?? 0) + (event.data ? JSON.stringify(event.data).length : 0);

export class RangeWriter {
  readonly entries: PlannedEntry[] = [];
  private from: number | null = null;
  private count = 0;
  private bytes = 0;
  private readonly state: ConversationState;

  constructor(state: ConversationState) {
    this.state = state;
  }

  /** Wraps the appending of one event: looks at the members before and after it. */
  append(kind: NumberedEvent['kind'], apply: () => NumberedEvent): NumberedEvent {
    if (this.state.fanOut === 'READ') return this.appendUncovered(apply());
    const { range } = EVENTS[kind];
    if (range === 'starts') this.close(this.state.members.keys());
    const before = range === 'inside' ? null : new Set(this.state.members.keys());
    const event = apply();
    const bytes = bytesOf(event);
    if (this.from !== null && (this.count >= LIMITS.rangeEvents || this.bytes + bytes > LIMITS.rangeBytes)) {
      this.close(before ?? this.state.members.keys(), event.seq - 1);
    }
    this.from ??= event.seq;
    this.count += 1;
    this.bytes += bytes;
    if (before && range === 'starts') this.joined(before, event.seq);
    if (before && range === 'ends') this.left(before, event.seq);
    if (kind === 'fanOut') this.changed(event);
    return event;
  }

  private appendUncovered(event: NumberedEvent): NumberedEvent {
    const { kind, seq, data } = event;
    if (kind === 'join') for (const userId of joinersOf(event)) this.push(userId, 'joined', seq, null, { fanOut: 'READ' });
    if (kind === 'leave') {
      this.push(data?.userId as UserId, 'events', seq, seq);
      this.push(data?.userId as UserId, 'left', null, seq);
    }
    for (const userId of mentionedBy(event)) this.push(userId, 'mention', seq, seq);
    if (kind === 'fanOut') this.changed(event);
    return event;
  }

  /** All members are loaded where a conversation changes its mode. */
  private changed({ seq, data }: NumberedEvent): void {
    for (const userId of this.state.members.keys()) this.push(userId, 'fanOut', seq, null, data ?? null);
  }

  /** Ends the open range at the head, for these recipients. */
  close(recipients: Iterable<UserId>, toSeq: number = this.state.head): void {
    if (this.from === null) return;
    for (const userId of recipients) this.push(userId, 'events', this.from, toSeq);
    this.from = null;
    this.count = 0;
    this.bytes = 0;
  }

  private joined(before: ReadonlySet<UserId>, seq: number): void {
    for (const userId of this.state.members.keys()) if (!before.has(userId)) this.push(userId, 'joined', seq, null);
  }

  private left(before: ReadonlySet<UserId>, seq: number): void {
    this.close(before, seq);
    for (const userId of before) if (!this.state.members.has(userId)) this.push(userId, 'left', null, seq);
  }

  private push(userId: UserId, kind: EntryKind, fromSeq: number | null, toSeq: number | null, data: EventData | null = null): void {
    this.entries.push({ userId, kind, conversationId: this.state.id, fromSeq, toSeq, data });
  }
}
