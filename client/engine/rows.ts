// The rows of my conversations, as the server confirmed them. A row that cannot be counted on from what is here is read
// again; one that was read meanwhile is merged, never older than what the timeline has brought.
import { snowflakeTime } from '../../core/ids/snowflake.ts';
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { EventData, WireConversation, WireEvent, WireUser } from '../../core/protocol/wire.ts';
import { applyPrefs, applyToConversation, mergeConversations, moveMarker } from '../../core/timeline/reduce.ts';
import type { LogState } from '../../core/timeline/reduce-log.ts';
import type { StoredRow } from './device.ts';
import { asCallError } from './failure.ts';
import type { ChatPort } from './ports.ts';

export interface RowsDeps {
  readonly me: UserId;
  readonly port: Pick<ChatPort, 'conversation'>;
  log(id: ConversationId): LogState;
  person(user: WireUser): void;
  gone(id: ConversationId): void;
  /** Another row than before, to be kept. */
  wrote(id: ConversationId): void;
  changed(id: ConversationId): void;
}

export class Rows {
  private readonly deps: RowsDeps;
  private byId = new Map<ConversationId, WireConversation>();
  /** When I joined those that I joined since the first list, ms. */
  private readonly joined = new Map<ConversationId, number>();
  /** Direct conversations by the other one. */
  private readonly direct = new Map<UserId, ConversationId>();
  private loaded = false;
  /** To be read, or to be read once more. */
  private readonly stale = new Set<ConversationId>();
  private readonly busy = new Set<ConversationId>();
  /** Rises when I leave: what was asked before tells nothing any more. */
  private readonly leaves = new Map<ConversationId, number>();

  constructor(deps: RowsDeps) {
    this.deps = deps;
  }

  get = (id: ConversationId): WireConversation | undefined => this.byId.get(id);
  values = (): Iterable<WireConversation> => this.byId.values();
  isLoaded = (): boolean => this.loaded;
  directWith = (userId: UserId): ConversationId | undefined => this.direct.get(userId);

  /** What the list is sorted by: the last message, else when I joined as far as that is known, else when it was made. */
  lastAt(row: WireConversation): number {
    return row.lastMessage ? Date.parse(row.lastMessage.createdAt) : (this.joined.get(row.id) ?? snowflakeTime(row.id));
  }

  joinedAt = (id: ConversationId): number | null => this.joined.get(id) ?? null;

  /** Those whose rows are still to be read. */
  owed = (): ConversationId[] => [...new Set([...this.stale, ...this.busy])];

  /** What the device has kept, and what it still had to read. */
  restore(kept: readonly StoredRow[], owed: readonly ConversationId[]): void {
    for (const { row, joinedAt } of kept) {
      this.byId.set(row.id, row);
      if (row.peer) this.direct.set(row.peer.id, row.id);
      this.deps.changed(row.id);
      if (joinedAt !== null) this.joined.set(row.id, joinedAt);
      if (row.fanOut === 'READ') this.stale.add(row.id);
    }
    for (const id of owed) this.stale.add(id);
    this.loaded = true;
  }

  /** A snapshot: what it does not name is not mine. Answers those that are gone. */
  replace(rows: readonly WireConversation[]): ConversationId[] {
    const gone = new Set(this.byId.keys());
    this.byId = new Map();
    this.stale.clear();
    for (const row of rows) {
      gone.delete(row.id);
      this.set(row);
    }
    this.loaded = true;
    for (const id of gone) this.deps.changed(id);
    return [...gone];
  }

  /** A row that was read from the server at some moment. */
  put(row: WireConversation): void {
    const held = this.byId.get(row.id);
    const merged = held ? mergeConversations(held, row, this.deps.log(row.id), this.deps.me) : { row, exact: true };
    this.set(merged.row);
    if (!merged.exact) this.reload(row.id);
  }

  /** The same, of one that is mine as far as I know: an answer that comes after I left changes nothing. */
  update(row: WireConversation): void {
    if (this.byId.has(row.id)) this.put(row);
  }

  private set(row: WireConversation): void {
    this.byId.set(row.id, row);
    if (row.peer) {
      this.direct.set(row.peer.id, row.id);
      this.deps.person(row.peer);
    }
    this.deps.wrote(row.id);
    this.deps.changed(row.id);
  }

  /** Events of the timeline up to `toSeq`, the log holds them already. */
  apply(id: ConversationId, toSeq: number, events: readonly WireEvent[]): void {
    let row = this.byId.get(id);
    if (!row) {
      this.reload(id);
      return;
    }
    const first = events[0];
    const hole = first !== undefined && first.seq > row.head + 1;
    for (const event of events) {
      row = applyToConversation(row, event, this.deps.me);
      if (event.kind === 'join' && !row.lastMessage) this.joined.set(id, Date.parse(event.createdAt));
    }
    this.set(toSeq > row.head ? { ...row, head: toSeq } : row);
    if (hole) this.reload(id);
  }

  /** A message as a command answered it. */
  touch(event: WireEvent): void {
    const row = this.byId.get(event.conversationId);
    if (row && event.seq <= row.head) this.set(applyToConversation(row, event, this.deps.me));
  }

  /** The timeline says that I am in. */
  join(id: ConversationId, now: number): void {
    if (!this.joined.has(id)) this.joined.set(id, now);
    if (this.byId.has(id)) this.deps.wrote(id);
    else this.reload(id);
  }

  remove(id: ConversationId): void {
    this.leaves.set(id, (this.leaves.get(id) ?? 0) + 1);
    this.joined.delete(id);
    this.stale.delete(id);
    if (this.byId.delete(id)) this.deps.changed(id);
  }

  /** An entry `read`; a row that is on its way may be of before it. */
  moveMarker(id: ConversationId, readSeq: number): void {
    const row = this.byId.get(id);
    if (!row) {
      this.reload(id);
      return;
    }
    const moved = moveMarker(row, readSeq, this.deps.log(id), this.deps.me);
    this.set(moved.row);
    if (!moved.exact) this.reload(id);
  }

  /** An entry `prefs`; a row that is on its way may be of before it. */
  applyPrefs(id: ConversationId, data: EventData): void {
    const row = this.byId.get(id);
    if (row) this.set(applyPrefs(row, data));
    else this.reload(id);
  }

  /** An entry `fanOut`: what the row counts may lie behind it. */
  changeFanOut(id: ConversationId, { fanOut }: EventData): void {
    const row = this.byId.get(id);
    if (row && (fanOut === 'READ' || fanOut === 'WRITE')) this.set({ ...row, fanOut });
    this.reload(id);
  }

  /** Those that could not be read are tried again. */
  retry(): void {
    for (const id of this.stale) this.reload(id);
  }

  reload(id: ConversationId): void {
    this.stale.add(id);
    if (!this.busy.has(id)) void this.read(id);
  }

  private async read(id: ConversationId): Promise<void> {
    this.busy.add(id);
    this.stale.delete(id);
    const leaves = this.leaves.get(id);
    let failed = false;
    try {
      const row = await this.deps.port.conversation(id);
      if (this.leaves.get(id) === leaves) this.put(row);
    } catch (error) {
      failed = asCallError(error).code !== 'NOT_FOUND';
      if (!failed && this.leaves.get(id) === leaves) this.lost(id);
    }
    this.busy.delete(id);
    if (failed) this.stale.add(id);
    else if (this.stale.has(id)) void this.read(id);
  }

  private lost(id: ConversationId): void {
    this.remove(id);
    this.deps.gone(id);
  }
}
