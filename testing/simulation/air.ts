// Redis between instances: what is published comes late, twice, in another order or not at all, and it can be away.
import type { OpenTransport, TransportEars } from '../../server/platform/bus/transport.ts';
import type { HandClock } from '../client/clock.ts';

interface Ear {
  readonly ears: TransportEars;
  readonly channels: Set<string>;
  isAlive(): boolean;
}

export interface AirDeps {
  readonly clock: HandClock;
  /** How likely a message is lost, and how likely it comes twice. */
  chances(): { readonly lost: number; readonly doubled: number };
}

const SLOWEST_MS = 40;

export class Air {
  private readonly deps: AirDeps;
  private readonly ears = new Set<Ear>();
  private away = false;

  constructor(deps: AirDeps) {
    this.deps = deps;
  }

  get isAway(): boolean {
    return this.away;
  }

  /** Of one process, as long as it lives. */
  open(isAlive: () => boolean): OpenTransport {
    return (heard) => {
      const ear: Ear = { ears: heard, channels: new Set(), isAlive };
      this.ears.add(ear);
      return {
        join: (channel) => {
          ear.channels.add(channel);
          return Promise.resolve(!this.away);
        },
        leave: (channel) => void ear.channels.delete(channel),
        publish: (messages) => {
          if (this.away || !isAlive()) return Promise.resolve(false);
          for (const { channel, text } of messages) for (const other of this.ears) this.carry(other, channel, text);
          return Promise.resolve(true);
        },
        close: () => void this.ears.delete(ear),
      };
    };
  }

  private carry(ear: Ear, channel: string, text: string): void {
    const { clock, chances } = this.deps;
    const { lost, doubled } = chances();
    if (!ear.isAlive()) this.ears.delete(ear);
    if (!ear.channels.has(channel) || clock.random() < lost) return;
    const times = clock.random() < doubled ? 2 : 1;
    for (let n = 0; n < times; n += 1) {
      clock.after(clock.random() * SLOWEST_MS, () => {
        if (ear.isAlive() && !this.away && ear.channels.has(channel)) ear.ears.heard(channel, text);
      });
    }
  }

  leave(): void {
    if (this.away) return;
    this.away = true;
    for (const ear of this.ears) if (ear.isAlive()) ear.ears.broken();
  }

  comeBack(): void {
    if (!this.away) return;
    this.away = false;
    for (const ear of this.ears) if (ear.isAlive()) ear.ears.healed();
  }
}
