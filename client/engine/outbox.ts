// My unsent messages, in the order in which they were written, a list a conversation. An item is kept by the device before
// it leaves and goes when the log shows its clientId, or when its answer has come and the log has reached that place. What
// was refused for good stays until it is tried again (with another clientId) or thrown away.
import type { ClientId, ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { WireEvent, WireSend } from '../../core/protocol/wire.ts';
import type { CallError } from './account.ts';
import type { Clock, StoragePort, StoredItem } from './device.ts';
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
  /** Not to be sent before, ms since 1970. */
  notBefore: number;
  /** Its place in the log, when the answer has come. */
  seq: number | null;
}

export interface OutboxDeps {
  readonly me: UserId;
  readonly storage: StoragePort;
  readonly clock: Clock;
  newId(): ClientId;
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
  const fresh = { clientSeq: null, inFlight: false, failures: 0, notBefore: 0, seq: null };
  return { ...fresh, stored, saved, tried, view: viewOf(stored, state) };
}

export class Outbox {
  private readonly deps: OutboxDeps;
  private readonly lists = new Map<ConversationId, Parcel[]>();
  private readonly views = new Map<ConversationId, readonly OutboxItem[]>();
  private lastAt = 0;

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

  /** How many wait to be sent. */
  queued(): number {
    let count = 0;
    for (const list of this.lists.values()) for (const { view } of list) if (view.state !== 'failed') count += 1;
    return count;
  }

  /** Takes what tabs that are gone have left; behind what is here, which has its numbers already. */
  async adopt(): Promise<void> {
    const items = await this.deps.storage.adopt();
    for (const item of items) if (!this.find(item.clientId)) this.append(parcelOf(item, true, true));
    for (const id of new Set(items.map((item) => item.conversationId))) this.deps.ready(id);
  }

  send(conversationId: ConversationId, draft: Draft, readSeq: number): void {
    this.lastAt = Math.max(this.deps.clock.now(), this.lastAt + 1);
    const named = { clientId: this.deps.newId(), createdAt: this.lastAt, error: null };
    const parcel = parcelOf({ ...pickDraft(draft), ...named, conversationId, readSeq }, false, false);
    this.append(parcel);
    void this.deps.storage.putItem(parcel.stored).then(() => {
      parcel.saved = true;
      this.deps.ready(conversationId);
    });
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
    if (parcel && (parcel.view.state === 'failed' || !parcel.tried)) this.remove(parcel);
  }

  /** Events of logs: those of mine that are here have arrived. */
  seen(events: readonly WireEvent[]): void {
    for (const { senderId, clientId } of events) {
      const parcel = clientId !== null && senderId === this.deps.me ? this.find(clientId) : undefined;
      if (parcel) this.remove(parcel);
    }
  }

  /** Those whose answer has come, where the log has reached them. */
  settle(id: ConversationId): void {
    for (const parcel of [...this.parcels(id)]) if (parcel.seq !== null && this.deps.reached(id, parcel.seq)) this.remove(parcel);
  }

  show(parcel: Parcel, state: OutboxState, error: CallError | null = null): void {
    if (error && error.code !== 'OFFLINE') {
      parcel.stored = { ...parcel.stored, error: { code: error.code, details: error.details } };
      void this.deps.storage.putItem(parcel.stored);
    }
    parcel.view = viewOf(parcel.stored, state);
    this.changed(parcel.stored.conversationId);
  }

  private append(parcel: Parcel): void {
    const id = parcel.stored.conversationId;
    this.lists.set(id, [...this.parcels(id), parcel]);
    this.changed(id);
  }

  private remove(parcel: Parcel): void {
    const { conversationId: id, clientId } = parcel.stored;
    const rest = this.parcels(id).filter((other) => other !== parcel);
    if (rest.length > 0) this.lists.set(id, rest);
    else this.lists.delete(id);
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
