// What every store of a device has to do; run over IndexedDB and over the model of it.
import { expect, test } from 'vitest';
import { NO_CHANGE, type StoragePort, type StoreChange, type StoredItem, type StoredRow } from '../../client/engine/device.ts';
import { type ClientId, type ConversationId, type EventId, parseClientId, toId, type UserId } from '../../core/protocol/ids.ts';
import type { WireConversation, WireEvent, WireUser } from '../../core/protocol/wire.ts';

const ME = toId<UserId>('7');
const ROOM = toId<ConversationId>('70');
const OTHER = toId<ConversationId>('71');

function clientId(n: number): ClientId {
  const id = parseClientId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
  if (!id) throw new Error('no client id');
  return id;
}

export function item(n: number, text = `text ${n}`): StoredItem {
  const fixed = { conversationId: ROOM, replyToSeq: null, mentionUserIds: [], mentionAll: false, readSeq: 0, error: null };
  return { ...fixed, clientId: clientId(n), text, createdAt: 1_000 + n };
}

export function event(seq: number, part: Partial<WireEvent> = {}): WireEvent {
  const empty = { senderId: ME, clientId: null, attachments: [], reactions: [], replyToSeq: null, targetSeq: null, data: null };
  const times = { createdAt: '2026-01-01T00:00:00.000Z', editedAt: null, recalledAt: null };
  return {
    ...empty,
    ...times,
    conversationId: ROOM,
    seq,
    id: toId<EventId>(String(1_000 + seq)),
    kind: 'message',
    text: `text ${seq}`,
    asOfSeq: seq,
    ...part,
  };
}

function row(id: ConversationId, part: Partial<WireConversation> = {}): StoredRow {
  const counts = {
    pinned: false,
    muted: false,
    head: 0,
    readSeq: 0,
    unread: 0,
    mentions: 0,
    memberCount: 2,
    lastMessage: null,
    peer: null,
  };
  const plain = { id, kind: 'GROUP', fanOut: 'WRITE', title: 'a group', role: 'MEMBER' } as const;
  return { row: { ...plain, ...counts, ...part }, joinedAt: null, receipts: null };
}

const seqs = (fromSeq: number, toSeq: number) => Array.from({ length: toSeq - fromSeq + 1 }, (_, n) => event(fromSeq + n));
const range = (fromSeq: number, toSeq: number, events = seqs(fromSeq, toSeq), conversationId = ROOM): StoreChange => ({
  ...NO_CHANGE,
  ranges: [{ conversationId, range: { fromSeq, toSeq }, events, heard: true }],
});
/** The same, as a page told it. */
const paged = (fromSeq: number, toSeq: number, events?: WireEvent[]): StoreChange => {
  const change = range(fromSeq, toSeq, events);
  return { ...change, ranges: change.ranges.map((each) => ({ ...each, heard: false })) };
};
const place = (cursor: string) => ({ cursor, currentAt: 5, owed: [] });

/** `open`: another door to the same store each time. */
export function storageContract(name: string, open: () => (me: UserId) => StoragePort): void {
  const fresh = () => open()(ME);
  rows(name, fresh);
  logs(name, fresh);
  effects(name, fresh);
  own(name, open);
}

function rows(name: string, fresh: () => StoragePort): void {
  test(`[store] ${name}: a cursor is kept with the rows that it covers, beginning with all of them; one that goes back writes neither`, async () => {
    const store = fresh();
    expect(await store.save({ ...NO_CHANGE, place: place('e.5'), rows: [row(ROOM)] })).toBe(false);
    await store.save({ ...NO_CHANGE, place: place('e.5'), rowsAreAll: true, rows: [row(ROOM, { head: 5 }), row(OTHER)] });
    await store.save({ ...NO_CHANGE, place: place('e.4'), rows: [row(ROOM, { head: 4 })] });
    await store.save({ ...NO_CHANGE, place: place('other.9'), rows: [row(ROOM, { head: 3 })] });
    const kept = await store.load();
    expect([kept.place, kept.rows.map((each) => each.row.head).sort()]).toEqual([place('e.5'), [0, 5]]);
    await store.save({ ...NO_CHANGE, place: place('other.1'), wipeLogs: true, rowsAreAll: true, rows: [row(OTHER)] });
    const after = await store.load();
    expect([after.place?.cursor, after.rows.map((each) => each.row.id)]).toEqual(['other.1', [OTHER]]);
  });

  test(`[store] ${name}: what is gone takes its log along; a wipe takes all logs`, async () => {
    const store = fresh();
    await store.save({ ...range(1, 3), place: place('e.1'), rowsAreAll: true, rows: [row(ROOM), row(OTHER)] });
    await store.save(range(1, 2, [event(1, { conversationId: OTHER }), event(2, { conversationId: OTHER })], OTHER));
    await store.save({ ...NO_CHANGE, gone: [ROOM] });
    expect([await store.page(ROOM, {}, 3), (await store.page(OTHER, {}, 2))?.events.length]).toEqual([null, 2]);
    expect(await store.use()).toMatchObject({ conversations: 1, events: 2 });
    await store.save({ ...NO_CHANGE, wipeLogs: true });
    expect([await store.page(OTHER, {}, 2), (await store.load()).rows.length]).toEqual([null, 1]);
  });

  test(`[store] ${name}: people are kept by their id`, async () => {
    const store = fresh();
    const ann: WireUser = { id: ME, handle: 'ann', name: 'Ann', avatarUrl: null, kind: 'PERSON' };
    await store.save({ ...NO_CHANGE, users: [ann] });
    await store.save({ ...NO_CHANGE, users: [{ ...ann, name: 'Anna' }] });
    expect((await store.load()).users.map((user) => user.name)).toEqual(['Anna']);
  });
}

function logs(name: string, fresh: () => StoragePort): void {
  test(`[store] ${name}: a page is answered from a known range only, and says what lies beyond`, async () => {
    const store = fresh();
    await store.save(range(11, 60));
    await store.save(range(100, 120));
    const shape = async (ask: Parameters<StoragePort['page']>[1], head = 120) => {
      const page = await store.page(ROOM, ask, head);
      return page && [page.events[0]?.seq, page.events.at(-1)?.seq, page.hasBefore, page.hasAfter, page.head];
    };
    expect(await shape({ limit: 5 })).toEqual([116, 120, true, false, 120]);
    expect(await shape({ limit: 5 }, 1_121)).toBeNull();
    expect(await shape({ limit: 5 }, 0)).toEqual([116, 120, true, false, 120]);
    expect(await shape({ before: 116, limit: 50 })).toEqual([100, 115, true, false, 115]);
    expect(await shape({ before: 100, limit: 50 })).toBeNull();
    expect(await shape({ before: 61, limit: 500 })).toEqual([11, 60, true, false, 60]);
    expect(await shape({ after: 20, before: 30, limit: 50 })).toEqual([21, 29, true, false, 29]);
    expect(await shape({ after: 20, before: 100, limit: 500 })).toEqual([21, 60, true, true, 99]);
    expect(await shape({ after: 60, before: 100, limit: 50 })).toBeNull();
    expect(await shape({ after: 110, limit: 4 })).toEqual([111, 114, true, true, 120]);
    await store.save(range(1, 10, seqs(3, 10)));
    expect(await shape({ before: 11, limit: 50 })).toEqual([3, 10, false, false, 10]);
    expect(await shape({ before: 3, limit: 50 })).toEqual([undefined, undefined, false, false, 2]);
  });

  test(`[S9] ${name}: ranges that touch grow together, and an older reading changes nothing`, async () => {
    const store = fresh();
    await store.save(range(1, 4));
    await store.save(range(5, 8));
    await store.save(range(3, 6, [event(3, { text: 'newer', asOfSeq: 9 }), ...seqs(4, 6)]));
    await store.save(range(3, 3, [event(3)]));
    const page = await store.page(ROOM, { limit: 50 }, 8);
    expect(page?.events.map((each) => each.text)).toEqual(['text 1', 'text 2', 'newer', 'text 4', 'text 5', 'text 6', 'text 7', 'text 8']);
    expect((await store.use()).events).toBe(8);
  });
}

function effects(name: string, fresh: () => StoragePort): void {
  const edit = (seq: number, targetSeq: number, text: string) => event(seq, { kind: 'edit', targetSeq, text });
  const recall = (seq: number, targetSeq: number) => event(seq, { kind: 'recall', targetSeq, text: null });

  test(`[S18] ${name}: an effect reaches its target whichever of the two is read first`, async () => {
    const store = fresh();
    await store.save(range(1, 3));
    await store.save(range(4, 5, [edit(4, 1, 'edited'), recall(5, 2)]));
    await store.save(range(20, 20, [edit(20, 10, 'changed before it was read')]));
    await store.save(range(10, 10, [event(10)]));
    const page = await store.page(ROOM, { before: 6 }, 20);
    expect(page?.events.slice(0, 3).map((each) => each.text)).toEqual(['edited', null, 'text 3']);
    expect((await store.page(ROOM, { before: 11 }, 20))?.events.map((each) => each.text)).toEqual(['changed before it was read']);
  });

  test(`[S18] ${name}: a recall takes the text from the edits of before too`, async () => {
    const store = fresh();
    await store.save(range(1, 3, [event(1, { text: 'secret' }), edit(2, 1, 'secret too'), event(3)]));
    await store.save(range(4, 4, [recall(4, 1)]));
    expect(JSON.stringify(await store.page(ROOM, {}, 4))).not.toContain('secret');
  });

  test(`[S9] ${name}: an effect that was read behind a hole waits for those in the hole`, async () => {
    const store = fresh();
    const react = (seq: number, emoji: string) => event(seq, { kind: 'reaction', targetSeq: 1, text: null, data: { emoji, on: true } });
    await store.save(paged(1, 2));
    await store.save(paged(7, 8, [event(7), edit(8, 1, 'edited')]));
    await store.save(paged(3, 3));
    await store.save(paged(4, 4, [react(4, '👍')]));
    await store.save(paged(5, 6, []));
    const target = (await store.page(ROOM, {}, 8))?.events[0];
    expect(target).toMatchObject({ text: 'edited', reactions: [{ emoji: '👍', count: 1 }] });
  });

  test(`[S9] ${name}: a reaction that comes twice counts once`, async () => {
    const store = fresh();
    const thumb = event(2, { kind: 'reaction', targetSeq: 1, text: null, data: { emoji: '👍', on: true } });
    await store.save(range(1, 1));
    await store.save(range(2, 2, [thumb]));
    await store.save(range(2, 2, [thumb]));
    expect((await store.page(ROOM, {}, 2))?.events[0]?.reactions).toEqual([{ emoji: '👍', count: 1, mine: true }]);
  });
}

function own(name: string, open: () => (me: UserId) => StoragePort): void {
  test(`[S15] ${name}: unsent messages, drafts, replies and edits are there for the next page, oldest first, until they are removed`, async () => {
    const door = open();
    const first = door(ME);
    await first.putItem(item(2));
    await first.putItem(item(1));
    await first.putItem(item(2, 'changed'));
    await first.putDraft(ROOM, 'half');
    await first.putDraft(OTHER, 'other');
    await first.putDraft(OTHER, '');
    await first.putMode(ROOM, { kind: 'edit', seq: 3, text: 'half changed' });
    await first.putMode(OTHER, { kind: 'reply', seq: 4 });
    await first.putMode(OTHER, { kind: 'write' });
    first.close();
    const second = door(ME);
    const kept = await second.load();
    expect([kept.items.map(({ text }) => text), [...kept.drafts]]).toEqual([['text 1', 'changed'], [[ROOM, 'half']]]);
    expect([...kept.modes]).toEqual([[ROOM, { kind: 'edit', seq: 3, text: 'half changed' }]]);
    await second.removeItem(item(1).clientId);
    expect((await second.items()).map(({ text }) => text)).toEqual(['changed']);
    await second.clear();
    const none = await second.load();
    expect([none.items, none.drafts.size, none.modes.size, none.place, none.rows]).toEqual([[], 0, 0, null, []]);
  });
}
