// What is held open, by a user and by an address, at all instances: each tells Redis of those of whom it holds an eighth of the
// limit or more, by leases that it renews, and hears what the others hold. Who holds less here counts by what is here alone:
// so a phone gets in at one instance while a program of the same user fills another.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { HELD } from '../../../core/protocol/rates.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { RedisLink, RedisScript } from '../redis.ts';
import { heldKey } from '../redis-keys.ts';

export type HeldKind = keyof typeof HELD;

const RENEW_MS = 5_000;
const LEASE_MS = 15_000;

export interface Holds {
  add(kind: HeldKind, who: string): void;
  remove(kind: HeldKind, who: string): void;
  /** How many there are, as far as is known here. */
  count(kind: HeldKind, who: string): number;
  close(): Promise<void>;
}

/** One more is too many. */
export const isFull = (holds: Pick<Holds, 'count'>, kind: HeldKind, who: string): boolean => holds.count(kind, who) >= HELD[kind];

interface HoldsDeps {
  readonly redis: Pick<RedisLink, 'script'>;
  readonly installation: string;
  readonly clock?: Clock;
}

interface Told {
  readonly kind: HeldKind;
  readonly who: string;
  /** What the others hold, and until when that is known. */
  elsewhere: number;
  until: number;
}

const tellAt = (kind: HeldKind) => Math.ceil(HELD[kind] / 8);

/** Of this instance alone where there is no Redis. */
export function openHolds({ redis, installation, clock = systemClock }: HoldsDeps): Holds {
  return new Leased(redis.script('hold', readFileSync(new URL('./hold.lua', import.meta.url), 'utf8')), installation, clock);
}

class Leased implements Holds {
  private readonly self = randomUUID();
  private readonly script: RedisScript;
  private readonly installation: string;
  private readonly clock: Clock;
  private readonly here = { user: new Map<string, number>(), address: new Map<string, number>() };
  private readonly told = new Map<string, Told>();
  private callOff: (() => void) | null = null;
  private closed = false;

  constructor(script: RedisScript, installation: string, clock: Clock) {
    this.script = script;
    this.installation = installation;
    this.clock = clock;
  }

  add(kind: HeldKind, who: string): void {
    const count = (this.here[kind].get(who) ?? 0) + 1;
    this.here[kind].set(who, count);
    if (count % tellAt(kind) !== 0 || this.closed) return;
    const key = heldKey(this.installation, kind, who);
    if (!this.told.has(key)) this.told.set(key, { kind, who, elsewhere: 0, until: 0 });
    this.schedule(0);
  }

  remove(kind: HeldKind, who: string): void {
    const left = (this.here[kind].get(who) ?? 1) - 1;
    if (left > 0) this.here[kind].set(who, left);
    else this.here[kind].delete(who);
  }

  count(kind: HeldKind, who: string): number {
    const here = this.here[kind].get(who) ?? 0;
    if (here < tellAt(kind)) return here;
    const told = this.told.get(heldKey(this.installation, kind, who));
    return here + (told && told.until > this.clock.elapsed() ? told.elsewhere : 0);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.callOff?.();
    await this.renew(() => 0);
  }

  private schedule(ms: number): void {
    this.callOff?.();
    if (this.closed || this.told.size === 0) return;
    this.callOff = this.clock.after(ms, async () => {
      await this.renew(({ kind, who }) => this.here[kind].get(who) ?? 0);
      this.schedule(RENEW_MS);
    });
  }

  private async renew(countOf: (told: Told) => number): Promise<void> {
    const all = [...this.told].map(([key, told]) => ({ key, told, count: countOf(told) >= tellAt(told.kind) ? countOf(told) : 0 }));
    for (const { key, count } of all) if (count === 0) this.told.delete(key);
    const askedAt = this.clock.elapsed();
    const replies = await this.script.runAll(all.map(({ key, count }) => ({ keys: [key], args: [this.self, count, LEASE_MS] })));
    for (const [index, { told }] of all.entries()) {
      const others = replies?.[index];
      if (typeof others !== 'number') continue;
      told.elsewhere = others;
      told.until = askedAt + LEASE_MS;
    }
  }
}
