import { expect, test } from 'vitest';
import {
  active,
  ada,
  after,
  ann,
  ben,
  hal,
  NOW,
  offered,
  stranger,
  sue,
  system,
  ticketId,
  vera,
  waiting,
} from '../../testing/factories/desk-tickets.ts';
import { mayRead, mayWrite, survivorOf } from './ticket.ts';

const everybody = { vera, stranger, ada, ben, hal, sue, ann, system };
const who = (may: (actor: (typeof everybody)['ada']) => boolean) =>
  Object.entries(everybody).flatMap(([name, actor]) => (may(actor) ? [name] : []));

test('[D9] a ticket is read by its visitor, the agents of its department and supervisors', () => {
  expect(who((actor) => mayRead(waiting(), actor))).toEqual(['vera', 'ada', 'ben', 'sue', 'ann', 'system']);
});

test('[D6] of the desk only the assigned agent or a supervisor writes to the visitor', () => {
  expect(who((actor) => mayWrite(active(), actor))).toEqual(['vera', 'ada', 'sue', 'ann', 'system']);
  expect(who((actor) => mayWrite(waiting(), actor))).toEqual(['vera', 'sue', 'ann', 'system']);
  expect(who((actor) => mayWrite(offered(), actor))).toEqual(['vera', 'sue', 'ann', 'system']);
});

test('[D6] nobody of the desk writes into a ticket that was merged', () => {
  const merged = after(active(), [{ kind: 'merge', at: NOW, intoId: ticketId(2) }, ada]);
  expect(who((actor) => mayWrite(merged, actor))).toEqual(['vera', 'system']);
});

test('[desk] of two open tickets the one with an agent stays, else the older', () => {
  const [first, second] = [waiting(1), waiting(2)];
  const older = { ...second, createdAt: NOW - 1 };
  const taken = after(second, [{ kind: 'take', at: NOW }, ada]);
  expect(survivorOf(first, taken).id).toBe(second.id);
  expect(survivorOf(taken, first).id).toBe(second.id);
  expect(survivorOf(first, older).id).toBe(older.id);
  expect(survivorOf(second, first).id).toBe(first.id);
  expect(survivorOf(offered(), older).id).toBe(older.id);
});
