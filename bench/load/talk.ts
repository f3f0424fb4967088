// The load: conversations in which a number of messages is always under way, counted while a window is open, or a number a
// second is sent whatever comes back. Afterwards every accepted message must have reached everybody who is in, or the run has
// failed.
import { setTimeout as delay } from 'node:timers/promises';
import { type Quantiles, Window } from '../stats.ts';
import type { Ears, User } from './users.ts';

const WARM_MS = 1_500;
const DRAIN_MS = 10_000;

export interface Place {
  readonly conversationId: string;
  readonly members: readonly User[];
  /** One message of each is always under way. */
  readonly senders: readonly User[];
}

export interface Talked {
  readonly accepted: number;
  /** Messages that reached somebody, a second; in a group one counts once for each member, its sender's devices too. */
  readonly delivered: number;
  /** From the send to each receipt by another, ms. */
  readonly latency: Quantiles;
  /** Mean bytes of a delivered message in its frame. */
  readonly bytes: number;
  /** Messages of the whole round, also those outside of the window. */
  readonly all: number;
}

interface Message {
  readonly at: number;
  readonly by: User;
  /** How many it has yet to reach. */
  left: number;
  readonly done: () => void;
}

/** When a sender sends its next one: accepted: when this one is; everybody: when all have it. */
export type Next = 'accepted' | 'everybody';

export class Talk {
  private accepted = new Window();
  private delivered = new Window();
  private readonly under = new Map<string, Message>();
  private all = 0;
  private bytes = 0;
  private deliveries = 0;
  private running = false;

  readonly ears: Ears = {
    heard: (user, clientId, bytes) => {
      const message = this.under.get(clientId);
      if (!message) return;
      const now = performance.now();
      this.delivered.count(now, message.by === user ? undefined : now - message.at);
      this.bytes += bytes;
      this.deliveries += 1;
      message.left -= 1;
      if (message.left > 0) return;
      this.under.delete(clientId);
      message.done();
    },
  };

  /** One round. @throws when a message that was accepted did not reach somebody. */
  run(places: readonly Place[], seconds: number, next: Next): Promise<Talked> {
    return this.measure(seconds, () =>
      places.flatMap((place) =>
        place.senders.map(async (sender) => {
          while (this.running) await this.send(place, sender, performance.now(), next);
        }),
      ),
    );
  }

  /** `rate` messages a second, evenly, whatever the answers do; times are from when each was due. */
  paced(places: readonly Place[], seconds: number, rate: number): Promise<Talked> {
    const turns = places.flatMap((place) => place.senders.map((sender) => ({ place, sender })));
    return this.measure(seconds, () => [
      (async () => {
        const start = performance.now();
        const sent: Promise<void>[] = [];
        while (this.running) {
          const due = Math.floor(((performance.now() - start) * rate) / 1000) + 1;
          for (let n = sent.length; n < due; n++) {
            const turn = turns[n % turns.length];
            if (turn) sent.push(this.send(turn.place, turn.sender, start + (n * 1000) / rate, 'accepted'));
          }
          await delay(1);
        }
        await Promise.all(sent);
      })(),
    ]);
  }

  private async measure(seconds: number, begin: () => Promise<void>[]): Promise<Talked> {
    this.accepted = new Window();
    this.delivered = new Window();
    this.bytes = 0;
    this.deliveries = 0;
    this.all = 0;
    this.running = true;
    const failed = Promise.all(begin());
    await Promise.race([failed, delay(WARM_MS)]);
    for (const window of [this.accepted, this.delivered]) window.open(performance.now());
    await Promise.race([failed, delay(seconds * 1000)]);
    for (const window of [this.accepted, this.delivered]) window.close(performance.now());
    this.running = false;
    await failed;
    await this.drain();
    const { latency, perSecond } = this.delivered;
    return {
      accepted: this.accepted.perSecond,
      delivered: perSecond,
      latency,
      bytes: this.bytes / Math.max(1, this.deliveries),
      all: this.all,
    };
  }

  private async send({ conversationId, members }: Place, sender: User, at: number, next: Next): Promise<void> {
    const everybody = Promise.withResolvers<void>();
    await sender.send(conversationId, (clientId) => {
      this.under.set(clientId, { at, by: sender, left: members.length, done: everybody.resolve });
    });
    this.accepted.count(performance.now());
    this.all += 1;
    if (next === 'everybody') await everybody.promise;
  }

  private async drain(): Promise<void> {
    const until = performance.now() + DRAIN_MS;
    while (this.under.size > 0 && performance.now() < until) await delay(20);
    if (this.under.size > 0) throw new Error(`${this.under.size} accepted messages did not reach everybody within ${DRAIN_MS / 1000} s`);
  }
}
