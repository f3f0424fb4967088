import { expect, test } from 'vitest';
import { toId, type UserId } from '../../../core/protocol/ids.ts';
import { createFlights } from './flights.ts';

const [ANN, BEN] = ['11', '12'].map((id) => toId<UserId>(id)) as [UserId, UserId];

function world() {
  const begun: PromiseWithResolvers<number>[] = [];
  const flights = createFlights<number>();
  const begin = () => {
    const flight = Promise.withResolvers<number>();
    begun.push(flight);
    return flight.promise;
  };
  return { begun, ask: (userId: UserId, least: number) => flights.share(userId, begin, (answer) => answer >= least) };
}

test('[S16] who asks while it is under way shares the answer; another user has a flight of their own', async () => {
  const { begun, ask } = world();
  const asked = [ask(ANN, 1), ask(ANN, 1), ask(BEN, 1)];
  expect(begun.length).toBe(2);
  begun[0]?.resolve(5);
  begun[1]?.resolve(6);
  expect(await Promise.all(asked)).toEqual([5, 5, 6]);
});

test('[S12] an answer that began before what the asker knows is not theirs: one more flight serves all who need it', async () => {
  const { begun, ask } = world();
  const [early, ...late] = [ask(ANN, 1), ask(ANN, 2), ask(ANN, 2)];
  begun[0]?.resolve(1);
  expect(await early).toBe(1);
  await Promise.resolve();
  expect(begun.length).toBe(2);
  begun[1]?.resolve(2);
  expect(await Promise.all(late)).toEqual([2, 2]);
});

test('[S25] a flight that fails fails its askers alone', async () => {
  const { begun, ask } = world();
  const asked = Promise.allSettled([ask(ANN, 1), ask(ANN, 1)]);
  begun[0]?.reject(new Error('away'));
  expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = ask(ANN, 1);
  begun[1]?.resolve(3);
  expect(await again).toBe(3);
});
