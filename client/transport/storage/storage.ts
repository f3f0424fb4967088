// The device's store over IndexedDB. Its promises never reject: what cannot be kept is said by `keeps`, and the page goes on
// with what it holds. A full disk costs the least used logs first, the outbox last.
import { deleteDB } from 'idb';
import { type ClientId, type ConversationId, parseId, type UserId } from '../../../core/protocol/ids.ts';
import type { StoragePort, Stored, StoredItem } from '../../engine/device.ts';
import type { DeviceView, StorageUse } from '../../engine/view.ts';
import { Boat, type Own, pageShore } from './boat.ts';
import { type Database, databaseName, openDatabase } from './database.ts';
import { evictLogs, readPage } from './logs.ts';
import { putOwn, writeChange } from './write.ts';

/** More events than this are not kept; about 120 MB. */
const MAX_EVENTS = 200_000;
/** What is left of them when there are too many, and when the disk is full. */
const AFTER_EVICTION = 0.8;
const AFTER_FULL = 0.5;

const NOTHING: Stored = { place: null, rows: [], users: [], drafts: new Map(), modes: new Map(), items: [] };

const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';
const oldestFirst = (items: StoredItem[]): StoredItem[] => items.sort((a, b) => a.createdAt - b.createdAt);

export function createStorage(userId: UserId, maxEvents = MAX_EVENTS, shore = pageShore()): StoragePort {
  const store = new Store(userId, maxEvents, new Boat(userId, shore));
  return {
    load: () => store.load(),
    save: async (change) => (await store.write((db) => store.saveChange(db, change))) || store.state === 'memory',
    page: (id, ask, head) => store.read(null, (db) => readPage(db, id, ask, head, Date.now())),
    items: () => store.items(),
    putItem: (item) => store.put({ name: 'outbox', key: item.clientId, value: item }),
    removeItem: (clientId) => store.removeItem(clientId),
    putDraft: (id, text) => store.put({ name: 'drafts', key: id, value: text }),
    putMode: (id, mode) => store.put({ name: 'modes', key: id, value: mode }),
    keeps: () => store.state,
    use: async () => {
      const conversations = await store.read(0, (db) => db.count('rows'));
      const events = await store.read(0, (db) => db.count('events'));
      return { conversations, events, ...(await estimate()) };
    },
    clear: () => store.remove(),
    close: () => store.close(),
  };
}

class Store {
  state: DeviceView['store'] = 'kept';
  private readonly userId: UserId;
  private readonly maxEvents: number;
  private readonly boat: Boat;
  private opened: Promise<Database | null> | null = null;
  private closed = false;
  /** How many events are kept, as far as this tab knows. */
  private events = 0;

  constructor(userId: UserId, maxEvents: number, boat: Boat) {
    this.userId = userId;
    this.maxEvents = maxEvents;
    this.boat = boat;
  }

  async load(): Promise<Stored> {
    await this.land();
    const stored = await this.read(NOTHING, (db) => this.loadAll(db));
    return withOwn(stored, this.boat.all());
  }

  async items(): Promise<StoredItem[]> {
    await this.land();
    const items = await this.read<StoredItem[]>([], (db) => db.getAll('outbox'));
    return withItems(items, this.boat.all());
  }

  async put(own: Own): Promise<void> {
    if (this.closed) return;
    this.boat.take(own);
    if (await this.write((db) => putOwn(db, own))) this.boat.landed(own);
  }

  async removeItem(clientId: ClientId): Promise<void> {
    this.boat.drop({ name: 'outbox', key: clientId });
    await this.write((db) => db.delete('outbox', clientId));
  }

  /** What a page that is gone had no time to write. */
  private async land(): Promise<void> {
    await Promise.all(this.boat.all().map((own) => this.put(own)));
  }

  async read<T>(otherwise: T, work: (db: Database) => Promise<T>): Promise<T> {
    const db = await this.database();
    if (!db) return otherwise;
    try {
      return await work(db);
    } catch (error) {
      this.warn(error);
      return otherwise;
    }
  }

  /** Whether it was written. */
  async write(work: (db: Database) => Promise<unknown>): Promise<boolean> {
    const db = await this.database();
    if (!db) return false;
    const done = (await this.attempt(db, work)) || (this.state === 'full' && (await this.makeRoom(db)) && (await this.attempt(db, work)));
    if (done) this.state = 'kept';
    return done;
  }

  close(): void {
    this.closed = true;
    void this.opened?.then((db) => db?.close());
  }

  /** The whole database goes; what is asked or written from now on is not. */
  async remove(): Promise<void> {
    this.close();
    for (const own of this.boat.all()) this.boat.drop(own);
    await this.opened;
    try {
      await deleteDB(databaseName(this.userId));
    } catch (error) {
      console.warn('Parley could not remove its store from this browser.', error);
    }
  }

  async loadAll(db: Database): Promise<Stored> {
    const read = db.transaction(['place', 'rows', 'users', 'drafts', 'modes', 'outbox', 'logs']);
    const [place, rows, users, drafts, modes, items, logs] = await Promise.all([
      read.objectStore('place').get('place'),
      read.objectStore('rows').getAll(),
      read.objectStore('users').getAll(),
      byConversation(read.objectStore('drafts')),
      byConversation(read.objectStore('modes')),
      read.objectStore('outbox').getAll(),
      read.objectStore('logs').getAll(),
    ]);
    this.events = logs.reduce((sum, log) => sum + log.count, 0);
    return { place: place ?? null, rows, users, drafts, modes, items: oldestFirst(items) };
  }

  async saveChange(db: Database, change: Parameters<StoragePort['save']>[0]): Promise<void> {
    const grown = await writeChange(db, change, this.userId, Date.now());
    this.events += grown;
    if (this.events > this.maxEvents) await this.evict(db, this.maxEvents * AFTER_EVICTION);
  }

  private async attempt(db: Database, work: (db: Database) => Promise<unknown>): Promise<boolean> {
    try {
      await work(db);
      return true;
    } catch (error) {
      if (isFull(error)) this.state = 'full';
      else this.warn(error);
      return false;
    }
  }

  private makeRoom(db: Database): Promise<boolean> {
    return this.attempt(db, () => this.evict(db, this.events * AFTER_FULL));
  }

  private async evict(db: Database, limit: number): Promise<void> {
    const removed = await evictLogs(db, limit);
    this.events -= removed;
  }

  /** Null: the browser keeps nothing here. One that was lost is opened again by the next use. */
  private async database(): Promise<Database | null> {
    if (this.closed) return null;
    this.opened ??= openDatabase(this.userId, () => {
      this.opened = null;
    }).catch((error: unknown) => {
      this.state = 'memory';
      this.warn(error);
      return null;
    });
    return this.opened;
  }

  private warn(error: unknown): void {
    if (!this.closed) console.warn('Parley could not use its store in this browser.', error);
  }
}

function withItems(items: readonly StoredItem[], owns: readonly Own[]): StoredItem[] {
  const all = new Map(items.map((item) => [item.clientId, item]));
  for (const own of owns) if (own.name === 'outbox') all.set(own.key, own.value);
  return oldestFirst([...all.values()]);
}

/** With what could not be written into the store. */
function withOwn(stored: Stored, owns: readonly Own[]): Stored {
  if (owns.length === 0) return stored;
  const drafts = new Map(stored.drafts);
  const modes = new Map(stored.modes);
  for (const own of owns) {
    if (own.name === 'drafts') drafts.set(own.key, own.value);
    if (own.name === 'modes') modes.set(own.key, own.value);
  }
  return { ...stored, drafts, modes, items: withItems(stored.items, owns) };
}

async function estimate(): Promise<Pick<StorageUse, 'usedBytes' | 'quotaBytes'>> {
  try {
    const { usage, quota } = 'storage' in navigator ? await navigator.storage.estimate() : {};
    return { usedBytes: usage ?? null, quotaBytes: quota ?? null };
  } catch {
    return { usedBytes: null, quotaBytes: null };
  }
}

async function byConversation<T>(store: { getAllKeys(): Promise<string[]>; getAll(): Promise<T[]> }): Promise<Map<ConversationId, T>> {
  const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
  return new Map(
    keys.flatMap((key, index) => {
      const id = parseId<ConversationId>(key);
      const value = values[index];
      return id && value !== undefined ? [[id, value] as const] : [];
    }),
  );
}
