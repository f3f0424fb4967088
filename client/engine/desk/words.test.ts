import { expect, test } from 'vitest';
import { deskWorld } from '../../../testing/client/desk-hand.ts';

const QUEUE = { view: 'queue', departmentId: null } as const;
const said = (text: string, minute = 1) => ({ at: `2026-01-01T00:0${minute}:00.000Z`, authorId: null, text });

test('[desk] what is said in talks whose rows are seen is known within ten seconds, asked for together, until nobody looks', async () => {
  const { desk, hand, settle } = await deskWorld();
  const [one, other] = [hand.add({ lastWords: said('hello') }), hand.add()];
  desk.actions.show(QUEUE);
  await settle();
  expect(desk.ticket(one.id).ticket?.lastWords?.text).toBe('hello');
  const ends = [desk.actions.followWords([one.id]), desk.actions.followWords([one.id, other.id])];
  await settle(500);
  hand.set({ ...one, lastWords: said('is anybody there?', 2) });
  await settle(10_000);
  expect(desk.ticket(one.id).ticket?.lastWords?.text).toBe('is anybody there?');
  expect(hand.asked.filter((name) => name === 'lastWords')).toHaveLength(2);
  for (const end of ends) end();
  hand.set({ ...one, lastWords: said('bye', 3) });
  await settle(60_000);
  expect(hand.asked.filter((name) => name === 'lastWords')).toHaveLength(2);
});

test('[desk] older words never come back with a frame or an answer; words that were edited or recalled do change', async () => {
  const { desk, hand, settle } = await deskWorld();
  const ticket = hand.add({ lastWords: said('second', 2) });
  desk.actions.show(QUEUE);
  await settle();
  const text = () => desk.ticket(ticket.id).ticket?.lastWords?.text;
  hand.push({ ticket: { ...ticket, version: 2, lastWords: said('first', 1) } });
  expect([text(), desk.ticket(ticket.id).ticket?.version]).toEqual(['second', 2]);
  hand.push({ ticket: { ...ticket, version: 3, lastWords: { ...said('second', 2), text: null } } });
  expect(text()).toBeNull();
});
