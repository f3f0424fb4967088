// The device's database in IndexedDB, one a user. What a new version of the product cannot read it reads again from the
// server; what only the device has (unsent messages, drafts) is carried over by every upgrade.
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent, WireUser } from '../../../core/protocol/wire.ts';
import type { SeqRange } from '../../../core/timeline/reduce-log.ts';
import type { StoredItem, StoredPlace, StoredRow } from '../../engine/device.ts';
import type { Mode } from '../../engine/mode.ts';

const VERSION = 3;
/** A database that another tab of an older version holds open is not waited for longer, ms. */
const PATIENCE_MS = 2_000;

/** What is known of one log. */
export interface LogRecord {
  readonly ranges: readonly SeqRange[];
  /** How many of its events are kept. */
  readonly count: number;
  /** When it was last read or written, ms since 1970: the least used are removed first. */
  readonly usedAt: number;
}

export interface Schema extends DBSchema {
  outbox: { key: string; value: StoredItem };
  drafts: { key: string; value: string };
  modes: { key: string; value: Mode };
  place: { key: 'place'; value: StoredPlace };
  rows: { key: ConversationId; value: StoredRow };
  users: { key: UserId; value: WireUser };
  logs: { key: ConversationId; value: LogRecord };
  events: { key: [ConversationId, number]; value: WireEvent; indexes: { target: [ConversationId, number] } };
}

export type Database = IDBPDatabase<Schema>;
type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** What can be read again from the server is begun anew. */
const COPIES = ['place', 'rows', 'users', 'logs', 'events'] as const;
export const ALL_COPIES: (typeof COPIES)[number][] = [...COPIES];
export type CopiesWrite = IDBPTransaction<Schema, (typeof COPIES)[number][], 'readwrite'>;

export const databaseName = (userId: UserId): string => `parley ${userId}`;

async function upgrade(db: Database, from: number, transaction: Upgrade): Promise<void> {
  if (from < 1) {
    db.createObjectStore('outbox');
    db.createObjectStore('drafts');
  }
  if (from < 3) db.createObjectStore('modes');
  for (const name of COPIES) if (db.objectStoreNames.contains(name)) db.deleteObjectStore(name);
  for (const name of COPIES) db.createObjectStore(name);
  transaction.objectStore('events').createIndex('target', ['conversationId', 'targetSeq']);
  if (from === 1) await unwrapItems(transaction);
}

const isWrapped = (value: object): value is { readonly item: StoredItem } => 'item' in value;

/** Version 1 kept the tab that had written an item beside it. */
async function unwrapItems(transaction: Upgrade): Promise<void> {
  const store = transaction.objectStore('outbox');
  for (let cursor = await store.openCursor(); cursor; cursor = await cursor.continue()) {
    const { value } = cursor;
    if (isWrapped(value)) await cursor.update(value.item);
  }
}

/**
 * `lost`: the browser has closed it (site data removed), or a newer version of the product asks for it. Rejects where
 * nothing can be kept.
 */
export async function openDatabase(userId: UserId, lost: () => void): Promise<Database> {
  let tooLate = false;
  const opened = openDB<Schema>(databaseName(userId), VERSION, {
    // What fails aborts the upgrade, and `opened` rejects with it.
    upgrade: (db, from, _, transaction) => void upgrade(db, from, transaction).catch(() => transaction.abort()),
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
      lost();
    },
    terminated: lost,
  });
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => {
      tooLate = true;
      reject(new Error('another tab holds the store of an older version open'));
    }, PATIENCE_MS);
  });
  // Its failure is told by the race below.
  void opened.then((db) => (tooLate ? db.close() : undefined)).catch(() => undefined);
  return Promise.race([opened, late]);
}
