// The device's store in IndexedDB, one database a user, shared by its tabs. Each unsent item belongs to the tab that wrote it;
// a tab holds a Web Lock with its name as long as it lives, so the items of a tab without one are free to be adopted. Where
// there are no locks (a page without https) all items are: two tabs then send the same clientId, and the log holds it once.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type ConversationId, parseId, type UserId } from '../../core/protocol/ids.ts';
import type { StoragePort, StoredItem } from '../engine/device.ts';
import type { DeviceView } from '../engine/view.ts';

const VERSION = 1;

interface Schema extends DBSchema {
  outbox: { key: string; value: { readonly item: StoredItem; readonly tab: string } };
  drafts: { key: string; value: string };
}

type Database = IDBPDatabase<Schema>;

/** Null: the browser keeps nothing here (a private window, a full disk); what is written is then lost with the page. */
async function openDatabase(userId: UserId): Promise<Database | null> {
  try {
    return await openDB<Schema>(`parley ${userId}`, VERSION, {
      upgrade(db) {
        db.createObjectStore('outbox');
        db.createObjectStore('drafts');
      },
    });
  } catch (error) {
    console.warn('Parley keeps unsent messages only as long as this page is open.', error);
    return null;
  }
}

const lockOf = (tab: string) => `parley tab ${tab}`;

/** Holds the tab's lock until it is called. */
function holdLock(tab: string): () => void {
  let release = () => {};
  const gone = new Promise<void>((resolve) => {
    release = resolve;
  });
  if ('locks' in navigator) void navigator.locks.request(lockOf(tab), () => gone);
  return () => release();
}

/** The tabs that live, as their locks say. */
async function liveTabs(): Promise<(tab: string) => boolean> {
  if (!('locks' in navigator)) return () => false;
  const { held } = await navigator.locks.query();
  const names = new Set(held?.map((lock) => lock.name));
  return (tab) => names.has(lockOf(tab));
}

/** One transaction: of two tabs that adopt at once the second finds the items taken. */
async function adoptItems(db: Database, tab: string): Promise<StoredItem[]> {
  const lives = await liveTabs();
  const adopted: StoredItem[] = [];
  const transaction = db.transaction('outbox', 'readwrite');
  for (let cursor = await transaction.store.openCursor(); cursor; cursor = await cursor.continue()) {
    const { item, tab: owner } = cursor.value;
    if (owner === tab || lives(owner)) continue;
    adopted.push(item);
    await cursor.update({ item, tab });
  }
  await transaction.done;
  return adopted.sort((a, b) => a.createdAt - b.createdAt);
}

export function createStorage(userId: UserId, tab: string): StoragePort {
  const opened = openDatabase(userId);
  const release = holdLock(tab);
  let state: DeviceView['store'] = 'kept';
  void opened.then((db) => {
    if (!db) state = 'memory';
  });

  /** What fails is said once a try, and is kept by the engine's memory. */
  async function use<T>(otherwise: T, work: (db: Database) => Promise<T>): Promise<T> {
    const db = await opened;
    if (!db) return otherwise;
    try {
      return await work(db);
    } catch (error) {
      console.warn('Parley could not use its store in this browser.', error);
      return otherwise;
    }
  }

  return {
    adopt: () => use([], (db) => adoptItems(db, tab)),
    putItem: (item) => use(undefined, async (db) => void (await db.put('outbox', { item, tab }, item.clientId))),
    removeItem: (clientId) => use(undefined, (db) => db.delete('outbox', clientId)),
    loadDrafts: () => use(new Map<ConversationId, string>(), loadDrafts),
    putDraft: (id, text) =>
      use(undefined, async (db) => {
        if (text === '') await db.delete('drafts', id);
        else await db.put('drafts', text, id);
      }),
    keeps: () => state,
    use: async () => {
      const { usage, quota } = (await navigator.storage?.estimate()) ?? {};
      return { conversations: 0, events: 0, usedBytes: usage ?? null, quotaBytes: quota ?? null };
    },
    clear: () =>
      use(undefined, async (db) => {
        await Promise.all([db.clear('outbox'), db.clear('drafts')]);
      }),
    close() {
      release();
      void opened.then((db) => db?.close());
    },
  };
}

async function loadDrafts(db: Database): Promise<Map<ConversationId, string>> {
  const [keys, texts] = await Promise.all([db.getAllKeys('drafts'), db.getAll('drafts')]);
  return new Map(
    keys.flatMap((key, index) => {
      const id = parseId<ConversationId>(key);
      const text = texts[index];
      return id && text !== undefined ? [[id, text] as const] : [];
    }),
  );
}
