import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { expect, test, vi } from 'vitest';
import { type ConversationId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { event, item, storageContract } from '../../../testing/client/storage-contract.ts';
import { NO_CHANGE } from '../../engine/device.ts';
import type { Shore } from './boat.ts';
import { databaseName } from './database.ts';
import { createStorage } from './storage.ts';

const ME = toId<UserId>('7');
/** An empty browser. */
storageContract('IndexedDB', () => {
  globalThis.indexedDB = new IDBFactory();
  return createStorage;
});

test('[store] an upgrade carries over what only the device has, and begins anew with what can be read again', async () => {
  globalThis.indexedDB = new IDBFactory();
  const old = await openDB(databaseName(ME), 1, {
    upgrade(db) {
      db.createObjectStore('outbox');
      db.createObjectStore('drafts');
    },
  });
  await old.put('outbox', { item: item(1), tab: 'a tab' }, item(1).clientId);
  await old.put('outbox', { item: item(2), tab: 'another' }, item(2).clientId);
  await old.put('drafts', 'half', '70');
  old.close();
  const store = createStorage(ME);
  const kept = await store.load();
  expect([kept.items, [...kept.drafts], kept.place]).toEqual([[item(1), item(2)], [['70', 'half']], null]);
  await store.putMode(toId<ConversationId>('70'), { kind: 'reply', seq: 4 });
  expect([...(await store.load()).modes]).toEqual([['70', { kind: 'reply', seq: 4 }]]);
});

/** What localStorage is to a page. */
class Shelf extends Map<string, string> implements Shore {
  get length(): number {
    return this.size;
  }
  key = (at: number) => [...this.keys()][at] ?? null;
  getItem = (key: string) => this.get(key) ?? null;
  setItem = (key: string, value: string) => void this.set(key, value);
  removeItem = (key: string) => void this.delete(key);
}

test('[store] what a page had no time to write is there when it is opened again, and nowhere else then', async () => {
  globalThis.indexedDB = new IDBFactory();
  const shelf = new Shelf();
  const room = toId<ConversationId>('70');
  const gone = createStorage(ME, 100, shelf);
  await gone.load();
  const never = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => raise());
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await Promise.all([gone.putItem(item(1)), gone.putDraft(room, 'half'), gone.putMode(room, { kind: 'reply', seq: 4 })]);
  never.mockRestore();
  warn.mockRestore();
  expect(shelf.size).toBe(3);
  const next = createStorage(ME, 100, shelf);
  const kept = await next.load();
  expect([kept.items, [...kept.drafts], [...kept.modes]]).toEqual([[item(1)], [[room, 'half']], [[room, { kind: 'reply', seq: 4 }]]]);
  await vi.waitFor(() => expect(shelf.size).toBe(0));
  await next.removeItem(item(1).clientId);
  expect([await next.items(), shelf.size]).toEqual([[], 0]);
  await next.clear();
  await next.putItem(item(2));
  expect(shelf.size).toBe(0);
});

test('[store] a draft that was sent away does not come back with the page', async () => {
  globalThis.indexedDB = new IDBFactory();
  const shelf = new Shelf();
  const room = toId<ConversationId>('70');
  const first = createStorage(ME, 100, shelf);
  await first.putDraft(room, 'half');
  shelf.set(`${databaseName(ME)} drafts ${room}`, JSON.stringify({ name: 'drafts', key: room, value: '' }));
  shelf.set(`${databaseName(ME)} outbox x`, '{"of":"another version"}');
  expect([...(await createStorage(ME, 100, shelf).load()).drafts]).toEqual([]);
});

test('[store] the logs that were not used for longest make room for others', async () => {
  const user = toId<UserId>('8');
  const store = createStorage(user, 100);
  const rooms = [1, 2, 3].map((n) => toId<ConversationId>(String(n)));
  for (const [index, conversationId] of rooms.entries()) {
    vi.setSystemTime(1_000_000 * (index + 1));
    const events = Array.from({ length: 40 }, (_, n) => event(n + 1, { conversationId }));
    await store.save({ ...NO_CHANGE, ranges: [{ conversationId, range: { fromSeq: 1, toSeq: 40 }, events, heard: true }] });
  }
  vi.useRealTimers();
  const kept = await Promise.all(rooms.map(async (id) => (await store.page(id, {}, 40)) !== null));
  expect([kept, (await store.use()).events]).toEqual([[false, true, true], 80]);
});

test('[store] steps that are written at the same time all count', async () => {
  const user = toId<UserId>('12');
  const store = createStorage(user, 100);
  const rooms = [1, 2, 3].map((n) => toId<ConversationId>(String(n)));
  await Promise.all(
    rooms.map((conversationId) => {
      const events = Array.from({ length: 40 }, (_, n) => event(n + 1, { conversationId }));
      return store.save({ ...NO_CHANGE, ranges: [{ conversationId, range: { fromSeq: 1, toSeq: 40 }, events, heard: true }] });
    }),
  );
  expect((await store.use()).events).toBeLessThanOrEqual(100);
});

test('[store] a browser that keeps nothing: it is said, and nothing fails', async () => {
  const open = vi.spyOn(indexedDB, 'open').mockImplementation(raise);
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const store = createStorage(toId<UserId>('9'));
  await store.putItem(item(1));
  const all = [(await store.load()).items, await store.save(NO_CHANGE), store.keeps()];
  open.mockRestore();
  warn.mockRestore();
  expect(all).toEqual([[], true, 'memory']);
});

function raise(): never {
  throw new DOMException('not here', 'SecurityError');
}

test('[store] a sign-out removes the database, and what is written behind it is not', async () => {
  globalThis.indexedDB = new IDBFactory();
  const store = createStorage(ME);
  await store.putItem(item(1));
  const cleared = store.clear();
  const late = store.putItem(item(2));
  await Promise.all([cleared, late]);
  expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([]);
  expect((await createStorage(ME).load()).items).toEqual([]);
});
