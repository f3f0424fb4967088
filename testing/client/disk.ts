// What a browser keeps for one user, over reloads and in several tabs: stands for IndexedDB. Passes the same contract
// (storage-contract.ts).
import type { StoragePort, StoreChange, Stored, StoredItem, StoredPlace, StoredRow } from '../../client/engine/device.ts';
import { pageOf, planPage } from '../../client/engine/kept-page.ts';
import type { Mode } from '../../client/engine/mode.ts';
import { parseCursor } from '../../core/protocol/cursor.ts';
import type { ClientId, ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { WireUser } from '../../core/protocol/wire.ts';
import { EMPTY_LOG, heardFrom, insertEvents, type LogState } from '../../core/timeline/reduce-log.ts';
import { TabHub } from './tab-hub.ts';

export class Disk {
  readonly tabs = new TabHub();
  readonly items = new Map<ClientId, StoredItem>();
  readonly drafts = new Map<ConversationId, string>();
  readonly modes = new Map<ConversationId, Mode>();
  readonly rows = new Map<ConversationId, StoredRow>();
  readonly logs = new Map<ConversationId, LogState>();
  readonly users = new Map<UserId, WireUser>();
  place: StoredPlace | null = null;
  /** Nothing more can be written. */
  full = false;

  /** One tab's door; a tab that was killed writes nothing any more. */
  open(me: UserId): StoragePort & { kill(): void } {
    let dead = false;
    const write = async (work: () => void): Promise<void> => {
      if (!dead) work();
    };
    return {
      kill: () => {
        dead = true;
      },
      load: async (): Promise<Stored> =>
        structuredClone({
          place: this.place,
          rows: [...this.rows.values()],
          users: [...this.users.values()],
          drafts: new Map(this.drafts),
          modes: new Map(this.modes),
          items: this.oldestFirst(),
        }),
      save: async (change) => {
        if (this.full || (change.place && !this.place && !change.rowsAreAll)) return false;
        if (!dead) this.save(structuredClone(change), me);
        return true;
      },
      page: async (id, ask, head) => {
        const log = this.logs.get(id);
        const plan = log && planPage(log.ranges, ask, head);
        if (!log || !plan) return null;
        const inside = log.events.filter((event) => event.seq >= plan.fromSeq && event.seq <= plan.toSeq);
        const read = plan.take === 'first' ? inside.slice(0, plan.limit + 1) : inside.slice(-plan.limit - 1);
        return structuredClone(pageOf(plan, read));
      },
      items: async () => this.oldestFirst(),
      putItem: (item) => write(() => this.items.set(item.clientId, structuredClone(item))),
      removeItem: (clientId) => write(() => this.items.delete(clientId)),
      putDraft: (id, text) => write(() => (text === '' ? this.drafts.delete(id) : this.drafts.set(id, text))),
      putMode: (id, mode) => write(() => (mode.kind === 'write' ? this.modes.delete(id) : this.modes.set(id, mode))),
      keeps: () => (this.full ? 'full' : 'kept'),
      use: async () => {
        const events = [...this.logs.values()].reduce((sum, log) => sum + log.events.length, 0);
        return { conversations: this.rows.size, events, usedBytes: null, quotaBytes: null };
      },
      clear: () => write(() => this.empty()),
      close: () => undefined,
    };
  }

  private oldestFirst(): StoredItem[] {
    return [...this.items.values()].sort((a, b) => a.createdAt - b.createdAt);
  }

  private save(change: StoreChange, me: UserId): void {
    if (change.wipeLogs) this.logs.clear();
    if (!change.place || change.wipeLogs || this.mayFollow(change.place)) this.saveRows(change);
    for (const id of change.stale) this.logs.delete(id);
    for (const { conversationId: id, range, events, heard } of change.ranges) {
      this.logs.set(id, insertEvents(this.logs.get(id) ?? EMPTY_LOG, range, events, me, heardFrom(heard)));
    }
  }

  private saveRows({ place, rows, rowsAreAll, gone, users }: StoreChange): void {
    if (place) this.place = place;
    const named = new Set(rows.map(({ row }) => row.id));
    for (const id of [...gone, ...(rowsAreAll ? [...this.rows.keys()].filter((each) => !named.has(each)) : [])]) {
      this.rows.delete(id);
      this.logs.delete(id);
    }
    for (const stored of rows) this.rows.set(stored.row.id, stored);
    for (const user of users) this.users.set(user.id, user);
  }

  private mayFollow(place: StoredPlace): boolean {
    const held = this.place && parseCursor(this.place.cursor);
    const next = parseCursor(place.cursor);
    return !held || !next || (held.epoch === next.epoch && held.pos <= next.pos);
  }

  /** As a browser does where its user, or a lack of room, removes what a site has. */
  empty(): void {
    for (const store of [this.items, this.drafts, this.modes, this.rows, this.logs, this.users]) store.clear();
    this.place = null;
  }
}
