import { expect, test } from 'vitest';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { HandClock } from '../../testing/client/clock.ts';
import { twoInAGroup } from '../../testing/client/world.ts';
import { Watch } from './watch.ts';

const TALK = '70' as ConversationId;

function hand() {
  const clock = new HandClock();
  const rows = new Map<ConversationId, object>();
  const did: string[] = [];
  const watch = new Watch({
    clock,
    rows: { get: (id) => rows.get(id) as never, isLoaded: () => true, reload: (id) => void did.push(`read ${id}`) },
    drop: (id) => void did.push(`drop ${id}`),
  });
  return { clock, rows, did, watch };
}

test('[watch] what is not mine is read while it is shown, looked at again, and let go with the last who shows it', async () => {
  const { clock, did, watch } = hand();
  const [first, second] = [watch.begin(TALK), watch.begin(TALK)];
  expect(watch.is(TALK)).toBe(true);
  did.length = 0;
  await clock.pass(3_100);
  expect(did).toEqual(['read 70']);
  await clock.pass(14_000);
  expect(did).toEqual(['read 70']);
  await clock.pass(1_100);
  expect(did).toEqual(['read 70', 'read 70']);
  first();
  expect(watch.is(TALK)).toBe(true);
  second();
  expect([watch.is(TALK), did.at(-1)]).toEqual([false, 'drop 70']);
  const before = did.length;
  await clock.pass(20_000);
  expect(did.length).toBe(before);
});

test('[watch] what is mine is not watched; once I leave it is, once I am in it is not any more', () => {
  const { rows, watch } = hand();
  rows.set(TALK, {});
  const end = watch.begin(TALK);
  expect(watch.is(TALK)).toBe(false);
  rows.delete(TALK);
  watch.renewed();
  expect(watch.is(TALK)).toBe(true);
  watch.joined(TALK);
  expect(watch.is(TALK)).toBe(false);
  end();
});

test('[watch] a watched row calls nobody and is followed by its head', () => {
  const { watch } = hand();
  watch.begin(TALK);
  const row = { id: TALK, fanOut: 'WRITE', head: 9, readSeq: 2, unread: 7, mentions: 1 };
  expect(watch.asHeld(row as never)).toMatchObject({ fanOut: 'READ', readSeq: 9, unread: 0, mentions: 0 });
  expect(watch.asHeld({ ...row, id: '71' } as never)).toMatchObject({ unread: 7, readSeq: 2 });
});

test('[watch] talks of tickets stand apart: neither listed nor counted with the others', async () => {
  const { server, clock, ann, bob, phone, room } = await twoInAGroup(1);
  const talk = server.addRoom(bob.id, [ann.id, bob.id], 'SUPPORT');
  await clock.pass(2_000);
  expect(phone.chat.talks().map(({ id }) => id)).toEqual([talk]);
  expect(phone.chat.conversations()?.map(({ id }) => id)).toEqual([room]);
  expect(phone.chat.conversation(talk)?.kind).toBe('SUPPORT');
});

test('[watch] what has gone on is read at once, what is known of it is not, nor what is not watched', () => {
  const { rows, did, watch } = hand();
  const end = watch.begin(TALK);
  rows.set(TALK, { head: 9 });
  did.length = 0;
  watch.moved(TALK, 9);
  watch.moved('71' as ConversationId, 99);
  expect(did).toEqual([]);
  watch.moved(TALK, 10);
  watch.moved(TALK);
  expect(did).toEqual(['read 70', 'read 70']);
  end();
  watch.moved(TALK, 11);
  expect(did.at(-1)).toBe('drop 70');
});
