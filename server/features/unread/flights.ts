// One at a time a user: who asks while the same is under way shares its answer, unless it began too early for them.
import type { UserId } from '../../../core/protocol/ids.ts';

export interface Flights<T> {
  /** `begin` is called where nothing is under way; an answer of something that was is taken only if it `suits`. */
  share(userId: UserId, begin: () => Promise<T>, suits: (answer: T) => boolean): Promise<T>;
}

export function createFlights<T>(): Flights<T> {
  const flights = new Map<UserId, Promise<T>>();
  return {
    async share(userId, begin, suits) {
      for (let flying = flights.get(userId); flying; flying = flights.get(userId)) {
        const answer = await flying;
        if (suits(answer)) return answer;
      }
      const own = begin().finally(() => flights.delete(userId));
      flights.set(userId, own);
      return own;
    },
  };
}
