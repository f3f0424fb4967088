// How far the others have come in the conversations that are shown: their markers, read once and raised by signals. The
// lowest of all others counts, and who has come to a message can be listed; in a group of more than 200 none is told.

import { joinersOf, readAtJoin } from '../../core/conversation/state.ts';
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { WireEvent, WireMember, WireUser } from '../../core/protocol/wire.ts';
import type { Clock } from './device.ts';
import { asCallError, remedyOf } from './failure.ts';
import type { ChatPort } from './ports.ts';
import type { ReadersView, ReceiptsView } from './view.ts';

const MAX_PAGES = 2;
const PAGE = 100;
/** Conversations whose markers are held, the most lately opened. */
const MAX_HELD = 20;
/** So long after a conversation is opened its markers are read, ms: its picture comes first, and who steps on asks once. */
const REST_MS = 100;
/** Of these so many are read again by themselves; the others when they are opened. */
const FRESH = 3;

interface Marker {
  readonly deliveredSeq: number;
  readonly readSeq: number;
}

type Markers = Map<UserId, Marker>;
type Change = (markers: Markers) => void;

interface Held {
  /** Null: not read yet. */
  markers: Markers | null;
  /** What came since the reading that is on its way began, in order; null: none is. */
  since: Change[] | null;
  /** The last reading failed, and another may not. */
  failed: boolean;
}

const NONE: ReceiptsView = { deliveredSeq: 0, othersReadSeq: 0, someReadSeq: 0 };

export interface ReceiptsDeps {
  readonly me: UserId;
  readonly port: Pick<ChatPort, 'members'>;
  readonly clock: Clock;
  person(user: WireUser): void;
  /** Others than before, to be kept. */
  wrote(id: ConversationId): void;
  changed(): void;
}

export class Receipts {
  private readonly deps: ReceiptsDeps;
  /** The most lately opened last. */
  private readonly held = new Map<ConversationId, Held>();
  private readonly views = new Map<ConversationId, ReceiptsView>();
  /** Made again when a marker has moved. */
  private readonly lists = new Map<ConversationId, Map<number, ReadersView>>();
  private callOff: (() => void) | null = null;

  constructor(deps: ReceiptsDeps) {
    this.deps = deps;
  }

  of = (id: ConversationId): ReceiptsView => this.views.get(id) ?? NONE;

  /** Null: nobody has asked. */
  known = (id: ConversationId): ReceiptsView | null => this.views.get(id) ?? null;

  /** What the device has kept, until the markers are read. */
  restore(id: ConversationId, view: ReceiptsView): void {
    this.views.set(id, view);
  }

  /** Who of the others has read `seq`, and who has not; null: it is not known. */
  readers(id: ConversationId, seq: number): ReadersView | null {
    const held = this.held.get(id);
    if (!held?.markers || held.markers.size === 0) return null;
    const lists = this.lists.get(id) ?? new Map<number, ReadersView>();
    this.lists.set(id, lists);
    const known = lists.get(seq) ?? listOf(held.markers, seq);
    lists.set(seq, known);
    return known;
  }

  /** It is shown from now on: its markers are read, and what was known of them holds until then. */
  open(id: ConversationId): void {
    const held = this.held.get(id) ?? { markers: null, since: null, failed: false };
    this.held.delete(id);
    this.held.set(id, held);
    for (const oldest of this.held.keys()) {
      if (this.held.size <= MAX_HELD) break;
      this.held.delete(oldest);
      this.lists.delete(oldest);
    }
    this.callOff?.();
    this.callOff = this.deps.clock.after(REST_MS, () => void this.read(id, held));
  }

  close(): void {
    this.callOff?.();
  }

  /** Signals were missed: what was shown last is read again. */
  refresh(): void {
    for (const [id, held] of this.fresh()) void this.read(id, held);
  }

  /** What could not be read is tried again. */
  retry(): void {
    for (const [id, held] of this.fresh()) if (held.failed) void this.read(id, held);
  }

  private fresh(): [ConversationId, Held][] {
    return [...this.held].slice(-FRESH);
  }

  /** The last reading counts; what comes meanwhile is done to its answer too, which may be older. */
  private async read(id: ConversationId, held: Held): Promise<void> {
    const since: Change[] = [];
    held.since = since;
    held.failed = false;
    const counts = () => this.held.get(id) === held && held.since === since;
    try {
      const members = await this.readAll(id);
      if (!counts()) return;
      const markers: Markers = new Map();
      for (const { user, readSeq, deliveredSeq, joinedSeq } of members) {
        this.raise(markers, user.id, { readSeq, deliveredSeq: Math.max(deliveredSeq, readSeq, joinedSeq) });
      }
      for (const change of since) change(markers);
      held.since = null;
      held.markers = markers;
      this.show(id, markers);
    } catch (error) {
      const remedy = remedyOf(asCallError(error));
      if (!counts()) return;
      held.since = null;
      held.failed = remedy === 'later';
    }
  }

  /** Nobody where there are too many. */
  private async readAll(id: ConversationId): Promise<WireMember[]> {
    const all: WireMember[] = [];
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const members = await this.deps.port.members(id, all.at(-1)?.user.id ?? null);
      for (const { user } of members) this.deps.person(user);
      all.push(...members);
      if (members.length < PAGE) return all;
    }
    return [];
  }

  heard(id: ConversationId, userId: UserId, type: 'delivered' | 'read', seq: number): void {
    this.change(id, (markers) => {
      if (markers.has(userId)) this.raise(markers, userId, { deliveredSeq: seq, readSeq: type === 'read' ? seq : 0 });
    });
  }

  /** Who comes has nothing to read before, but in another's place; who leaves does not count any more. */
  seen(id: ConversationId, events: readonly WireEvent[]): void {
    this.change(id, (markers) => {
      for (const event of events) {
        const { kind, seq } = event;
        if (kind === 'join')
          for (const userId of joinersOf(event)) this.raise(markers, userId, { deliveredSeq: seq, readSeq: readAtJoin(event) });
        if (kind === 'leave') for (const userId of markers.keys()) if (userId === event.data?.userId) markers.delete(userId);
      }
    });
  }

  forget(id: ConversationId): void {
    this.held.delete(id);
    this.views.delete(id);
    this.lists.delete(id);
  }

  private change(id: ConversationId, change: Change): void {
    const held = this.held.get(id);
    held?.since?.push(change);
    if (!held?.markers) return;
    change(held.markers);
    this.show(id, held.markers);
  }

  private raise(markers: Markers, userId: UserId, to: Marker): void {
    if (userId === this.deps.me) return;
    const held = markers.get(userId) ?? { deliveredSeq: 0, readSeq: 0 };
    const deliveredSeq = Math.max(held.deliveredSeq, to.deliveredSeq);
    markers.set(userId, { deliveredSeq, readSeq: Math.max(held.readSeq, to.readSeq) });
  }

  private show(id: ConversationId, markers: Markers): void {
    this.lists.delete(id);
    const all = [...markers.values()];
    const lowest = (of: (marker: Marker) => number) => (all.length > 0 ? Math.min(...all.map(of)) : 0);
    const next = {
      deliveredSeq: lowest((marker) => marker.deliveredSeq),
      othersReadSeq: lowest((marker) => marker.readSeq),
      someReadSeq: Math.max(0, ...all.map((marker) => marker.readSeq)),
    };
    const shown = this.of(id);
    const same =
      shown.deliveredSeq === next.deliveredSeq && shown.othersReadSeq === next.othersReadSeq && shown.someReadSeq === next.someReadSeq;
    if (!same) {
      this.views.set(id, next);
      this.deps.wrote(id);
    }
    this.deps.changed();
  }
}

/** The readers by how far they have come, the furthest first. */
function listOf(markers: ReadonlyMap<UserId, Marker>, seq: number): ReadersView {
  const all = [...markers].sort(([, one], [, other]) => other.readSeq - one.readSeq);
  const have = (marker: Marker) => marker.readSeq >= seq;
  return {
    read: all.filter(([, marker]) => have(marker)).map(([userId]) => userId),
    unread: all.filter(([, marker]) => !have(marker)).map(([userId]) => userId),
  };
}
