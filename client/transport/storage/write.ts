// One step of what is kept, in one transaction: the cursor is never ahead of the rows and events that it covers.

import { type IDBPObjectStore, unwrap, wrap } from 'idb';
import { parseCursor } from '../../../core/protocol/cursor.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { StoreChange, StoredPlace } from '../../engine/device.ts';
import type { Own } from './boat.ts';
import { ALL_COPIES, type CopiesWrite, type Database, type Schema } from './database.ts';
import { insertRange, wholeLog } from './logs.ts';

/** Values that are handed to the store in one go: some ms of work. */
const PORTION = 200;

/** One value, committed without waiting for the page, which may be going away. */
export async function putOwn(db: Database, { name, key, value }: Own): Promise<void> {
  const write = db.transaction(name, 'readwrite');
  const isNone = name === 'drafts' ? value === '' : name === 'modes' && value.kind === 'write';
  const asked = isNone ? write.store.delete(key) : write.store.put(value, key);
  write.commit();
  await Promise.all([asked, write.done]);
}

/** Answers by how many events the store has grown. */
export async function writeChange(db: Database, change: StoreChange, me: UserId, now: number): Promise<number> {
  const write = db.transaction(ALL_COPIES, 'readwrite');
  try {
    let grown = change.wipeLogs ? await wipeLogs(write) : 0;
    const { place } = change;
    const held = place ? await write.objectStore('place').get('place') : undefined;
    if (place && !held && !change.rowsAreAll) throw new Error('the store has been emptied: all is to be written');
    if (!place || change.wipeLogs || mayFollow(held, place)) grown += await putRows(write, change);
    for (const id of change.stale) grown -= await removeLog(write, id);
    for (const range of change.ranges) grown += await insertRange(write, range, me, now);
    await write.done;
    return grown;
  } catch (error) {
    await aborted(write);
    throw write.error ?? error;
  }
}

/** Where one request has failed nothing of it is written. */
async function aborted(write: CopiesWrite): Promise<void> {
  try {
    write.abort();
    await write.done;
  } catch {
    // It was aborted: that is what was asked for, or what had happened.
  }
}

/** A cursor only rises within its epoch (S13). */
function mayFollow(held: StoredPlace | undefined, place: StoredPlace): boolean {
  const before = held && parseCursor(held.cursor);
  const next = parseCursor(place.cursor);
  return !before || !next || (before.epoch === next.epoch && before.pos <= next.pos);
}

async function wipeLogs(write: CopiesWrite): Promise<number> {
  const events = write.objectStore('events');
  const count = await events.count();
  await Promise.all([events.clear(), write.objectStore('logs').clear()]);
  return -count;
}

async function putRows(write: CopiesWrite, { place, rows, rowsAreAll, gone, users }: StoreChange): Promise<number> {
  const store = write.objectStore('rows');
  const named = new Set(rows.map(({ row }) => row.id));
  const leave = new Set([...gone, ...(rowsAreAll ? (await store.getAllKeys()).filter((id) => !named.has(id)) : [])]);
  let removed = 0;
  for (const id of leave) removed += await removeConversation(write, id);
  await putAll(store, rows, ({ row }) => row.id);
  await putAll(write.objectStore('users'), users, ({ id }) => id);
  if (place) await write.objectStore('place').put(place, 'place');
  return -removed;
}

/**
 * Many at once, in portions: the page may draw between them, and only the last of a portion is waited for. One before it that
 * fails aborts the transaction, as its `done` tells.
 */
async function putAll<K extends 'rows' | 'users'>(
  store: IDBPObjectStore<Schema, typeof ALL_COPIES, K, 'readwrite'>,
  values: readonly Schema[K]['value'][],
  keyOf: (value: Schema[K]['value']) => string,
): Promise<void> {
  const plain = unwrap(store);
  for (let at = 0; at < values.length; at += PORTION) {
    const portion = values.slice(at, at + PORTION);
    const last = portion.pop();
    for (const value of portion) plain.put(value, keyOf(value));
    if (last) await wrap(plain.put(last, keyOf(last)));
  }
}

async function removeConversation(write: CopiesWrite, id: ConversationId): Promise<number> {
  await write.objectStore('rows').delete(id);
  return removeLog(write, id);
}

async function removeLog(write: CopiesWrite, id: ConversationId): Promise<number> {
  const logs = write.objectStore('logs');
  const record = await logs.get(id);
  await Promise.all([logs.delete(id), write.objectStore('events').delete(wholeLog(id))]);
  return record?.count ?? 0;
}
