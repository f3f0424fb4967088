// My unsent messages, in the order in which they were written, a list a conversation. An item is kept by the device before
// it leaves and goes when the log shows its clientId, or when its answer has come and the log has reached that place. What
// was refused for good stays until it is tried again (with another clientId) or thrown away. All tabs hold all items; the
// one that leads sends them and tells the others how they stand.
import type { ClientId, ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { WireEvent, WireSend } from '../../core/protocol/wire.ts';
import type { CallError } from './account.ts';
import type { Clock, StoragePort, StoredItem, TabMessage } from './device.ts';
import type { Draft, OutboxItem, OutboxState } from './view.ts';

/** An item on its way. */
export interface Parcel {
  stored: StoredItem;
  view: OutboxItem;
  /** The device keeps it: it may leave. */
  saved: boolean;
  /** Its number in the lane; null: it has none yet. */
  clientSeq: number | null;
  inFlight: boolean;
  /** It has left at least once: it may stand in the log though no answer came. */
  tried: boolean;
  failures: number;
  /** Its place in the log, when the answer has come. */
  seq: number | null;
}

export interface OutboxDeps {
  readonly me: UserId;
  readonly storage: Pick<StoragePort, 'items' | 'putItem' | 'removeItem'>;
  readonly clock: Clock;
  newId(): ClientId;
  /** Another tab leads. */
  follows(): boolean;
  /** To the other tabs. */
  tell(message: TabMessage): void;
  /** Whether the log shows `seq`, as far as it is held. */
  reached(id: ConversationId, seq: number): boolean;
  /** There is something to send. */
  ready(id: ConversationId): void;
  changed(id: ConversationId): void;
}

const NONE: readonly OutboxItem[] = [];

function viewOf(stored: StoredItem, state: OutboxState): OutboxItem {
  const { clientId, conversationId, error, createdAt } = stored;
  return { ...pickDraft(stored), clientId, conversationId, error, createdAt, state };
}

function parcelOf(stored: StoredItem, saved: boolean, tried: boolean): Parcel {
  const state = stored.error ? 'failed' : 'queued';
  const fresh = { clientSeq: null, inFlight: false, failures: 0, seq: null };
  return { ...fresh, stored, saved, tried, view: viewOf(stored, state) };
}

export class Outbox {
  private readonly deps: OutboxDeps;
  private readonly lists = new Map<ConversationId, Parcel[]>();
  private readonly views = new Map<ConversationId, readonly OutboxItem[]>();
  private lastAt = 0;
  /** All that was written so far is kept. */
  private keeping: Promise<unknown> = Promise.resolve();
  /** Reads of the store under way, each with what went meanwhile. */
  private readonly reads = new Set<Set<ClientId>>();

  constructor(deps: OutboxDeps) {
    this.deps = deps;
  }

  conversations = (): Iterable<ConversationId> => this.lists.keys();
  parcels = (id: ConversationId): readonly Parcel[] => this.lists.get(id) ?? [];

  /** For the screens; the same list until one of it changes. */
  items(id: ConversationId): readonly OutboxItem[] {
    const list = this.lists.get(id);
    if (!list) return NONE;
    let items = this.views.get(id);
    if (!items) {
      items = list.map((parcel) => parcel.view);
      this.views.set(id, items);
    }
    return items;
  }

  /** How many wait to be sent, and how many were refused; those of conversations that are not mine any more too. */
  counts(): { readonly queued: number; readonly failed: number } {
    const count = { queued: 0, failed: 0 };
    for (const list of this.lists.values()) for (const { view } of list) count[view.state === 'failed' ? 'failed' : 'queued'] += 1;
    return count;
  }

  /** What the device keeps and is not here: of a page of before, or of a tab that is gone. */
  async adopt(): Promise<void> {
    const dropped = new Set<ClientId>();
    this.reads.add(dropped);
    const items = await this.deps.storage.items();
    this.reads.delete(dropped);
    this.restore(items.filter((item) => !dropped.has(item.clientId)));
  }

  /** Behind what is here, which has its numbers already. */
  restore(items: readonly StoredItem[]): void {
    for (const item of items) if (!this.find(item.clientId)) this.append(parcelOf(item, true, true));
    for (const id of new Set(items.map((item) => item.conversationId))) this.deps.ready(id);
  }

  /** What the leader holds. It hears once more of what it does not: what has arrived is then found to stand in the log. */
  heldBy(leader: readonly ClientId[]): void {
    const held = new Set(leader);
    for (const list of this.lists.values()) {
      for (const { stored, saved } of list)
        if (saved && !held.has(stored.clientId)) this.deps.tell({ kind: 'item', item: stored, tried: true });
    }
  }

  clientIds(): ClientId[] {
    return [...this.lists.values()].flatMap((list) => list.map((parcel) => parcel.stored.clientId));
  }

  /** Another tab has written it. */
  take(item: StoredItem, tried: boolean): void {
    if (this.find(item.clientId)) return;
    if (!this.deps.follows()) void this.deps.storage.putItem(item);
    this.append(parcelOf(item, true, tried));
    this.deps.ready(item.conversationId);
  }

  /** How it stands with the leader. */
  noted({ item, state, seq }: Extract<TabMessage, { kind: 'note' }>): void {
    const parcel = this.find(item.clientId);
    if (!parcel || !this.deps.follows()) return;
    Object.assign(parcel, { stored: item, tried: true, seq, view: viewOf(item, state) });
    this.changed(item.conversationId);
  }

  gone(clientId: ClientId): void {
    const parcel = this.find(clientId);
    if (parcel) this.drop(parcel);
  }

  send(conversationId: ConversationId, draft: Draft, readSeq: number): void {
    this.lastAt = Math.max(this.deps.clock.now(), this.lastAt + 1);
    const named = { clientId: this.deps.newId(), createdAt: this.lastAt, error: null };
    const parcel = parcelOf({ ...pickDraft(draft), ...named, conversationId, readSeq }, false, false);
    this.append(parcel);
    // Kept in any order, told and sent in that of writing.
    this.keeping = Promise.all([this.keeping, this.deps.storage.putItem(parcel.stored)]).then(() => {
      parcel.saved = true;
      if (!this.find(parcel.stored.clientId)) return;
      this.deps.tell({ kind: 'item', item: parcel.stored, tried: false });
      this.deps.ready(conversationId);
    });
  }

  /** The device has lost what it kept. */
  keepAgain(): void {
    for (const list of this.lists.values()) for (const { stored } of list) void this.deps.storage.putItem(stored);
  }

  /** A failed one again, as a new message: with its old key it would be refused again. */
  retry(clientId: ClientId): void {
    const parcel = this.find(clientId);
    if (parcel?.view.state !== 'failed') return;
    const { conversationId, readSeq } = parcel.stored;
    this.send(conversationId, parcel.stored, readSeq);
    this.remove(parcel);
  }

  /** A failed one, or one that has never left. */
  discard(clientId: ClientId): void {
    const parcel = this.find(clientId);
    if (!parcel) return;
    if (this.deps.follows()) this.deps.tell({ kind: 'discard', clientId });
    else if (parcel.view.state === 'failed' || !parcel.tried) this.remove(parcel);
  }

  /** Events of logs: those of mine that are here have arrived. */
  seen(events: readonly WireEvent[]): void {
    for (const { senderId, clientId } of events) {
      const parcel = clientId !== null && senderId === this.deps.me ? this.find(clientId) : undefined;
      if (parcel) this.drop(parcel);
    }
  }

  /** Those whose answer has come, where the log has reached them. */
  settle(id: ConversationId): void {
    for (const parcel of [...this.parcels(id)]) if (parcel.seq !== null && this.deps.reached(id, parcel.seq)) this.drop(parcel);
  }

  show(parcel: Parcel, state: OutboxState, error: CallError | null = null): void {
    if (error && error.code !== 'OFFLINE') {
      parcel.stored = { ...parcel.stored, error: { code: error.code, details: error.details } };
      void this.deps.storage.putItem(parcel.stored);
    }
    parcel.view = viewOf(parcel.stored, state);
    this.note(parcel);
    this.changed(parcel.stored.conversationId);
  }

  /** The answer has come: it has this place. */
  placed(parcel: Parcel, seq: number): void {
    parcel.seq = seq;
    this.note(parcel);
    this.settle(parcel.stored.conversationId);
  }

  /** The server's history is another one: what was placed in the lost one, and not seen to stand in the log, goes again. */
  unplace(): void {
    for (const list of this.lists.values()) {
      for (const parcel of list) {
        if (parcel.seq === null) continue;
        parcel.seq = null;
        this.show(parcel, 'queued');
      }
    }
  }

  private note({ stored, view, seq }: Parcel): void {
    this.deps.tell({ kind: 'note', item: stored, state: view.state, seq });
  }

  private append(parcel: Parcel): void {
    const { conversationId: id, createdAt } = parcel.stored;
    this.lastAt = Math.max(this.lastAt, createdAt);
    this.lists.set(id, [...this.parcels(id), parcel]);
    this.changed(id);
  }

  private remove(parcel: Parcel): void {
    this.deps.tell({ kind: 'gone', clientId: parcel.stored.clientId });
    this.drop(parcel);
  }

  private drop(parcel: Parcel): void {
    const { conversationId: id, clientId } = parcel.stored;
    const rest = this.parcels(id).filter((other) => other !== parcel);
    if (rest.length > 0) this.lists.set(id, rest);
    else this.lists.delete(id);
    for (const dropped of this.reads) dropped.add(clientId);
    void this.deps.storage.removeItem(clientId);
    this.changed(id);
    this.deps.ready(id);
  }

  private find(clientId: ClientId): Parcel | undefined {
    for (const list of this.lists.values()) for (const parcel of list) if (parcel.stored.clientId === clientId) return parcel;
    return undefined;
  }

  private changed(id: ConversationId): void {
    this.views.delete(id);
    this.deps.changed(id);
  }
}

function pickDraft({ text, replyToSeq, mentionUserIds, mentionAll }: Draft): Draft {
  return { text, replyToSeq, mentionUserIds, mentionAll };
}

/** What leaves; its payload is the same at each try. */
export function sendOf({ stored, clientSeq }: Parcel, lane: string): WireSend {
  return {
    conversationId: stored.conversationId,
    clientId: stored.clientId,
    lane,
    clientSeq,
    text: stored.text,
    attachmentIds: null,
    replyToSeq: stored.replyToSeq,
    mentionUserIds: [...stored.mentionUserIds],
    mentionAll: stored.mentionAll,
    readSeq: stored.readSeq,
  };
}
