// The device's store over IndexedDB. Its promises never reject: what cannot be kept is said by `keeps`, and the page goes on
// with what it holds. A full disk costs the least used logs first, the outbox last.
import { deleteDB, type IDBPObjectStore } from 'idb';
import { type ConversationId, parseId, type UserId } from '../../../core/protocol/ids.ts';
import type { StoragePort, Stored, StoredItem } from '../../engine/device.ts';
import type { DeviceView, StorageUse } from '../../engine/view.ts';
import { type Database, databaseName, openDatabase, type Schema } from './database.ts';
import { evictLogs, readPage } from './logs.ts';
import { writeChange } from './write.ts';

/** More events than this are not kept; about 120 MB. */
const MAX_EVENTS = 200_000;
/** What is left of them when there are too many, and when the disk is full. */
const AFTER_EVICTION = 0.8;
const AFTER_FULL = 0.5;

type NoteStore<K extends 'outbox' | 'drafts' | 'modes'> = IDBPObjectStore<Schema, [K], K, 'readwrite'>;

const NOTHING: Stored = { place: null, rows: [], users: [], drafts: new Map(), modes: new Map(), items: [] };

const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';
const oldestFirst = (items: StoredItem[]): StoredItem[] => items.sort((a, b) => a.createdAt - b.createdAt);

export function createStorage(userId: UserId, maxEvents = MAX_EVENTS): StoragePort {
  const store = new Store(userId, maxEvents);
  return {
    load: () => store.read(NOTHING, (db) => store.loadAll(db)),
    save: async (change) => (await store.write((db) => store.saveChange(db, change))) || store.state === 'memory',
    page: (id, ask, head) => store.read(null, (db) => readPage(db, id, ask, head, Date.now())),
    items: () => store.read([], async (db) => oldestFirst(await db.getAll('outbox'))),
    putItem: (item) => store.note('outbox', (items) => items.put(item, item.clientId)),
    removeItem: (clientId) => store.note('outbox', (items) => items.delete(clientId)),
    putDraft: (id, text) => store.note('drafts', (drafts) => (text === '' ? drafts.delete(id) : drafts.put(text, id))),
    putMode: (id, mode) => store.note('modes', (modes) => (mode.kind === 'write' ? modes.delete(id) : modes.put(mode, id))),
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
  private opened: Promise<Database | null> | null = null;
  private closed = false;
  /** How many events are kept, as far as this tab knows. */
  private events = 0;

  constructor(userId: UserId, maxEvents: number) {
    this.userId = userId;
    this.maxEvents = maxEvents;
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

  /**
   * One thing that only the device has. The end of the transaction is asked for with it: one that waits for the answer first is
   * taken back where the page goes away meanwhile, as it does when somebody sends and leaves.
   */
  async note<K extends 'outbox' | 'drafts' | 'modes'>(name: K, put: (store: NoteStore<K>) => Promise<unknown>): Promise<void> {
    await this.write(async (db) => {
      const write = db.transaction(name, 'readwrite');
      const asked = put(write.store);
      write.commit();
      await Promise.all([asked, write.done]);
    });
  }

  close(): void {
    this.closed = true;
    void this.opened?.then((db) => db?.close());
  }

  /** The whole database goes; what is asked or written from now on is not. */
  async remove(): Promise<void> {
    this.close();
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
