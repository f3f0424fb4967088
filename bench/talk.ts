// The load: conversations in which a number of messages is always under way, counted while a window is open. Afterwards
// every accepted message must have reached everybody who is in, or the run has failed.
import { setTimeout as delay } from 'node:timers/promises';
import { type Quantiles, Window } from './stats.ts';
import type { User } from './users.ts';

const WARM_MS = 2_000;
const DRAIN_MS = 10_000;

export interface Place {
  readonly conversationId: string;
  readonly members: readonly User[];
  /** One message of each is always under way. */
  readonly senders: readonly User[];
}

export interface Talked {
  readonly accepted: number;
  /** Messages that reached somebody else, a second; in a group one counts once for each member. */
  readonly delivered: number;
  /** From the send to each receipt by another, ms. */
  readonly latency: Quantiles;
  /** Mean bytes of a delivered message in its frame. */
  readonly bytes: number;
}

interface Message {
  readonly at: number;
  readonly by: User;
  /** How many others it has yet to reach. */
  left: number;
}

export class Talk {
  private accepted = new Window();
  private delivered = new Window();
  private readonly under = new Map<string, Message>();
  private bytes = 0;
  private deliveries = 0;
  private running = false;

  heard = (user: User, clientId: string, bytes: number): void => {
    const message = this.under.get(clientId);
    if (!message || message.by === user) return;
    const now = performance.now();
    this.delivered.count(now, now - message.at);
    this.bytes += bytes;
    this.deliveries += 1;
    message.left -= 1;
    if (message.left === 0) this.under.delete(clientId);
  };

  /** One round. @throws when a message that was accepted did not reach somebody. */
  async run(places: readonly Place[], seconds: number): Promise<Talked> {
    this.accepted = new Window();
    this.delivered = new Window();
    this.running = true;
    const loops = places.flatMap((place) => place.senders.map((sender) => this.keepSending(place, sender)));
    const failed = Promise.all(loops);
    await Promise.race([failed, delay(WARM_MS)]);
    for (const window of [this.accepted, this.delivered]) window.open(performance.now());
    await Promise.race([failed, delay(seconds * 1000)]);
    for (const window of [this.accepted, this.delivered]) window.close(performance.now());
    this.running = false;
    await failed;
    await this.drain();
    const { latency, perSecond } = this.delivered;
    return { accepted: this.accepted.perSecond, delivered: perSecond, latency, bytes: this.bytes / Math.max(1, this.deliveries) };
  }

  private async keepSending({ conversationId, members }: Place, sender: User): Promise<void> {
    while (this.running) {
      await sender.send(conversationId, (clientId) => {
        this.under.set(clientId, { at: performance.now(), by: sender, left: members.length - 1 });
      });
      this.accepted.count(performance.now());
    }
  }

  private async drain(): Promise<void> {
    const until = performance.now() + DRAIN_MS;
    while (this.under.size > 0 && performance.now() < until) await delay(20);
    if (this.under.size > 0) throw new Error(`${this.under.size} accepted messages did not reach everybody within ${DRAIN_MS / 1000} s`);
  }
}
