// Those who come to a place and go: one at a time, or as a tide that makes the group large and small again.
import type { Device } from './device.ts';
import { ADD, LEAVE, REMOVE } from './operations.ts';
import type { Person, Place } from './people.ts';
import type { Random } from './random.ts';
import type { Data, Reply } from './socket.ts';

/** Null: no answer. */
export type Ask = (device: Device, query: string, variables: Data) => Promise<Reply | null>;

/** How many come at once with a tide. */
const TOGETHER = 3;

export class Guests {
  readonly place: Place;
  private readonly random: Random;
  private readonly people: readonly Person[];
  private readonly ask: Ask;
  /** By account: who may not be in. */
  private readonly away: Set<string>;
  private rising = true;

  constructor(place: Place, { random, people }: { readonly random: Random; readonly people: readonly Person[] }, ask: Ask) {
    this.place = place;
    this.random = random;
    this.people = people;
    this.ask = ask;
    this.away = new Set(place.outside.map(({ id }) => id));
  }

  isAway({ account }: Person): boolean {
    return this.away.has(account.id);
  }

  async comeOrGo(): Promise<void> {
    const { random, place } = this;
    if (!place.tides) {
      const { id } = random.pick(place.comers);
      await (this.away.has(id) ? this.takeIn([id]) : this.putOut(id));
      return;
    }
    // Several of these may be under way.
    if (this.away.size === 0) this.rising = false;
    if (this.away.size === place.comers.length) this.rising = true;
    if (this.rising) await this.takeIn([...this.away].slice(0, random.int(1, TOGETHER)));
    else await this.putOut(random.pick(place.comers.filter(({ id }) => !this.away.has(id))).id);
  }

  private async takeIn(userIds: readonly string[]): Promise<void> {
    const reply = await this.askOwner(ADD, { userIds });
    if (reply && 'data' in reply) for (const id of userIds) this.away.delete(id);
  }

  private async putOut(userId: string): Promise<void> {
    this.away.add(userId);
    const self = this.people.find(({ account }) => account.id === userId);
    if (self && this.random.chance(0.5)) await this.ask(this.random.pick(self.terminals).device, LEAVE, { id: this.place.id });
    else await this.askOwner(REMOVE, { userId });
  }

  private async askOwner(query: string, variables: Data): Promise<Reply | null> {
    const [owner] = this.place.members;
    return owner ? this.ask(this.random.pick(owner.terminals).device, query, { id: this.place.id, ...variables }) : null;
  }
}
