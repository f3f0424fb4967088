// How far the others have come in the conversations that are shown: their markers, read once and raised by signals. The
// lowest of all others counts; in a group of more than 200 none is told.

import { joinersOf } from '../../core/conversation/state.ts';
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { WireEvent, WireMember, WireUser } from '../../core/protocol/wire.ts';
import { asCallError } from './failure.ts';
import type { ChatPort } from './ports.ts';

const MAX_PAGES = 2;
const PAGE = 100;

export interface ReceiptsView {
  readonly deliveredSeq: number;
  readonly othersReadSeq: number;
}

interface Marker {
  readonly deliveredSeq: number;
  readonly readSeq: number;
}

interface Held {
  /** Signals may come before the members are read. */
  ready: boolean;
  readonly markers: Map<UserId, Marker>;
}

const NONE: ReceiptsView = { deliveredSeq: 0, othersReadSeq: 0 };

export interface ReceiptsDeps {
  readonly me: UserId;
  readonly port: Pick<ChatPort, 'members'>;
  person(user: WireUser): void;
  /** Others than before, to be kept. */
  wrote(id: ConversationId): void;
  changed(): void;
}

export class Receipts {
  private readonly deps: ReceiptsDeps;
  private readonly held = new Map<ConversationId, Held>();
  private readonly views = new Map<ConversationId, ReceiptsView>();

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

  /** Reads the members' markers; signals that come meanwhile are kept, since markers only rise. */
  async load(id: ConversationId): Promise<void> {
    const held: Held = { ready: false, markers: new Map(this.held.get(id)?.markers) };
    this.held.set(id, held);
    try {
      const members = await this.readAll(id);
      if (this.held.get(id) !== held) return;
      const ids = new Set(members.map((member) => member.user.id));
      for (const userId of held.markers.keys()) if (!ids.has(userId)) held.markers.delete(userId);
      for (const { user, readSeq, deliveredSeq, joinedSeq } of members) {
        this.raise(held, user.id, { readSeq, deliveredSeq: Math.max(deliveredSeq, readSeq, joinedSeq) });
      }
      held.ready = true;
      this.show(id, held);
    } catch (error) {
      asCallError(error);
    }
  }

  /** Those that are held are read again: signals were missed. */
  refresh(): void {
    for (const id of this.held.keys()) void this.load(id);
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
    const held = this.held.get(id);
    if (!held || (held.ready && !held.markers.has(userId))) return;
    this.raise(held, userId, { deliveredSeq: seq, readSeq: type === 'read' ? seq : 0 });
    this.show(id, held);
  }

  /** Who comes has nothing to read before; who leaves does not count any more. */
  seen(id: ConversationId, events: readonly WireEvent[]): void {
    const held = this.held.get(id);
    if (!held) return;
    for (const event of events) {
      const { kind, seq } = event;
      if (kind === 'join') for (const userId of joinersOf(event)) this.raise(held, userId, { deliveredSeq: seq, readSeq: seq });
      if (kind === 'leave') for (const userId of held.markers.keys()) if (userId === event.data?.userId) held.markers.delete(userId);
    }
    this.show(id, held);
  }

  forget(id: ConversationId): void {
    this.held.delete(id);
    this.views.delete(id);
  }

  private raise({ markers }: Held, userId: UserId, to: Marker): void {
    if (userId === this.deps.me) return;
    const held = markers.get(userId) ?? { deliveredSeq: 0, readSeq: 0 };
    const deliveredSeq = Math.max(held.deliveredSeq, to.deliveredSeq);
    markers.set(userId, { deliveredSeq, readSeq: Math.max(held.readSeq, to.readSeq) });
  }

  private show(id: ConversationId, { ready, markers }: Held): void {
    if (!ready) return;
    const all = [...markers.values()];
    const lowest = (of: (marker: Marker) => number) => (all.length > 0 ? Math.min(...all.map(of)) : 0);
    const next = { deliveredSeq: lowest((marker) => marker.deliveredSeq), othersReadSeq: lowest((marker) => marker.readSeq) };
    const shown = this.of(id);
    if (shown.deliveredSeq === next.deliveredSeq && shown.othersReadSeq === next.othersReadSeq) return;
    this.views.set(id, next);
    this.deps.wrote(id);
    this.deps.changed();
  }
}
