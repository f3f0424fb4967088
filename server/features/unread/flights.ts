// One at a time a user: who asks while the same is under way shares its answer.
import type { UserId } from '../../../core/protocol/ids.ts';

export interface Flights<T> {
  /** `joined`: it had begun before. */
  join(userId: UserId, begin: () => Promise<T>): { readonly answer: Promise<T>; readonly joined: boolean };
}

export function createFlights<T>(): Flights<T> {
  const flights = new Map<UserId, Promise<T>>();
  return {
    join(userId, begin) {
      const flying = flights.get(userId);
      if (flying) return { answer: flying, joined: true };
      const answer = begin().finally(() => flights.delete(userId));
      flights.set(userId, answer);
      return { answer, joined: false };
    },
  };
}
