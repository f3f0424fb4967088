// The instances that share a database: each tells where it is, how many it serves and whether it stops, and knows the
// others, so that clients are told where to go (`endpoints`) and one that stops knows whether there is anybody to go to. Asked
// of memory: a list is at most 5 s old, and while the database is away the last one stands. docs/instances.md
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Clock } from '../clock.ts';
import type { Pool } from '../db.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { type Candidate, rank } from './rank.ts';
import { type Other, type Own, removeInstance, renew } from './store.ts';

const RENEW_MS = 5_000;
/** One that has missed two renewals may be gone. */
const LATE_S = 12;

export interface Instances {
  /** Addresses such as https://a.example.org, best first. Empty: the address that the caller came by is as good as any. */
  addresses(userId: UserId): readonly string[];
  /** Whether there is another one to go to. */
  hasRefuge(): boolean;
  /** From now on nobody is sent here; the others hear it when it resolves, or with their next look. Never rejects. */
  drain(): Promise<void>;
  isDraining(): boolean;
  close(): Promise<void>;
}

export interface InstancesDeps {
  readonly pool: Pool;
  readonly log: Log;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly self: Pick<Own, 'id' | 'endpoint' | 'release' | 'weight'>;
  connections(): number;
  /** 0 to 1. */
  random(): number;
}

/** Registers; rejects where the first time fails. */
export async function openInstances(deps: InstancesDeps): Promise<Instances> {
  const instances = new Registry(deps);
  await instances.look();
  instances.begin();
  return instances;
}

class Registry implements Instances {
  private readonly deps: InstancesDeps;
  private others: readonly Other[] = [];
  /** How many were sent where since the last look, and before it: what the others count is up to 5 s old. */
  private sent = new Map<string, number>();
  private sentBefore = new Map<string, number>();
  private draining = false;
  private closed = false;
  private away = false;
  private looking: Promise<void> = Promise.resolve();
  private callOff = () => {};

  constructor(deps: InstancesDeps) {
    this.deps = deps;
    deps.metrics.gauge(
      { name: 'parley_instances', help: 'Instances that this one knows, itself included.', labels: ['state'] },
      (gauge) => {
        const all = [...this.others, { draining: this.draining }];
        const draining = all.filter((one) => one.draining).length;
        gauge.set({ state: 'serving' }, all.length - draining);
        gauge.set({ state: 'draining' }, draining);
      },
    );
  }

  addresses(userId: UserId): readonly string[] {
    const others = this.others.filter((other) => !other.draining).flatMap((other) => this.candidateOf(other, other.silentS > LATE_S));
    if (others.length === 0) return [];
    const { self, connections, random } = this.deps;
    const own = this.draining ? [] : this.candidateOf({ ...self, connections: connections() }, false);
    const [first, ...rest] = rank([...own, ...others], userId, random);
    if (!first) return [];
    this.sent.set(first.endpoint, (this.sent.get(first.endpoint) ?? 0) + 1);
    return [first, ...rest].map(({ endpoint }) => endpoint);
  }

  hasRefuge(): boolean {
    return this.others.some((other) => !other.draining && other.silentS <= LATE_S);
  }

  isDraining(): boolean {
    return this.draining;
  }

  async drain(): Promise<void> {
    this.draining = true;
    await this.keepLooking();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.callOff();
    await this.looking;
    try {
      await removeInstance(this.deps.pool, this.deps.self.id);
    } catch (error) {
      this.deps.log.debug({ error }, 'the row of this instance stays until its lease ends');
    }
  }

  begin(): void {
    this.callOff = this.deps.clock.after(RENEW_MS, () => this.keepLooking());
  }

  async look(): Promise<void> {
    const { pool, self, connections } = this.deps;
    this.others = await renew(pool, { ...self, connections: connections(), draining: this.draining });
    this.sentBefore = this.sent;
    this.sent = new Map();
  }

  /** One at a time; the next in 5 s. */
  private keepLooking(): Promise<void> {
    this.callOff();
    this.looking = this.looking.then(() => this.tryToLook());
    return this.looking;
  }

  private async tryToLook(): Promise<void> {
    if (this.closed) return;
    this.callOff();
    try {
      await this.look();
      this.away = false;
    } catch (error) {
      if (!this.away) this.deps.log.warn({ error }, 'the instances were not looked at: those that were known last are told');
      this.away = true;
    }
    if (!this.closed) this.begin();
  }

  private candidateOf(one: Omit<Own, 'draining' | 'id'>, late: boolean): Candidate[] {
    const { endpoint, release, weight, connections } = one;
    if (endpoint === null) return [];
    const sent = (this.sent.get(endpoint) ?? 0) + (this.sentBefore.get(endpoint) ?? 0);
    return [{ endpoint, release, weight, late, load: connections + sent }];
  }
}
