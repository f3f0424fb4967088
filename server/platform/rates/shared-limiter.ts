// Limits that all instances share. What is taken at once is decided here, without asking anybody; once it is a sixteenth of a
// bucket it is told to Redis with all else that is due, and the answer lowers the bucket here by what the others took. So what
// people do costs Redis next to nothing, and instances together let through the limit and what they took between two rounds,
// which is owed afterwards. While Redis is away each instance counts for itself.
import { readFileSync } from 'node:fs';
import type { Rate } from '../../../core/protocol/rates.ts';
import type { Clock } from '../clock.ts';
import type { RedisLink, RedisScript } from '../redis.ts';
import { bucketKey } from '../redis-keys.ts';
import type { Buckets, Limiter } from './limiter.ts';
import { LocalBuckets } from './local-buckets.ts';

const ROUND_MS = 250;
/** Buckets that are told in one round; the others are in the next. */
const PER_ROUND = 2_000;

interface SharedDeps {
  readonly redis: Pick<RedisLink, 'script'>;
  readonly installation: string;
  readonly clock: Clock;
}

type Call = Parameters<RedisScript['runAll']>[0][number];

export function sharedLimiter({ redis, installation, clock }: SharedDeps): Limiter {
  const script = redis.script('take', readFileSync(new URL('./take.lua', import.meta.url), 'utf8'));
  const rounds = new Rounds(script, clock);
  return {
    buckets: (name, rate) => new SharedBuckets(rate, { key: (who) => bucketKey(installation, name, who), script, rounds, clock }),
    close: () => rounds.close(),
  };
}

interface BucketsDeps {
  key(who: string): string;
  readonly script: RedisScript;
  readonly rounds: Rounds;
  readonly clock: Clock;
}

class SharedBuckets implements Buckets {
  private readonly local: LocalBuckets;
  private readonly deps: BucketsDeps;
  private readonly tellAt: number;
  /** So much untold does not wait for the round. */
  private readonly hurryAt: number;

  constructor(rate: Rate, deps: BucketsDeps) {
    this.local = new LocalBuckets(rate, () => deps.clock.elapsed());
    this.deps = deps;
    this.tellAt = Math.max(1, Math.floor(rate.burst / 16));
    this.hurryAt = this.tellAt + Math.ceil(rate.burst / 8);
  }

  wait = (who: string): number => this.local.wait(who);
  size = (): number => this.local.size;

  take(who: string): void {
    const untold = this.local.take(who, 1);
    if (untold === this.tellAt) this.deps.rounds.add(this, who);
    else if (untold === this.hurryAt) this.deps.rounds.hurry();
  }

  async ask(who: string): Promise<number> {
    const wait = this.local.wait(who);
    if (wait > 0) return wait;
    this.local.take(who, 0);
    const askedAt = this.deps.clock.elapsed();
    const reply = await this.run(this.call(who, 1, true));
    if (!reply) return 0;
    if (reply.waitMs > 0) this.local.giveBack(who);
    this.local.learn(who, askedAt, reply.fullInMs);
    return Math.ceil(reply.waitMs);
  }

  async giveBack(who: string): Promise<void> {
    this.local.giveBack(who);
    await this.run(this.call(who, -1, false));
  }

  /** What is to be told of a bucket. */
  telling(who: string): Call {
    return this.call(who, this.local.tell(who), false);
  }

  told(who: string, askedAt: number, reply: unknown): void {
    const read = parseReply(reply);
    if (read) this.local.learn(who, askedAt, read.fullInMs);
  }

  private call(who: string, count: number, ifThere: boolean): Call {
    const { burst, everyMs } = this.local.rate;
    return { keys: [this.deps.key(who)], args: [count, everyMs * 1000, burst, ifThere ? 1 : 0] };
  }

  private async run(call: Call): Promise<Reply | null> {
    const replies = await this.deps.script.runAll([call]);
    return replies && parseReply(replies[0]);
  }
}

/** Tells what is due: each 250 ms at most, and only where something is. */
class Rounds {
  private readonly script: RedisScript;
  private readonly clock: Clock;
  private readonly due = new Map<SharedBuckets, Set<string>>();
  private callOff: (() => void) | null = null;
  private running: Promise<void> | null = null;
  private hurried = false;

  constructor(script: RedisScript, clock: Clock) {
    this.script = script;
    this.clock = clock;
  }

  add(buckets: SharedBuckets, who: string): void {
    const set = this.due.get(buckets) ?? new Set();
    this.due.set(buckets, set.add(who));
    this.schedule();
  }

  hurry(): void {
    this.hurried = true;
    this.callOff?.();
    this.callOff = null;
    this.schedule();
  }

  async close(): Promise<void> {
    this.callOff?.();
    await this.running;
    while (this.due.size > 0) await this.round();
  }

  private schedule(): void {
    if (this.callOff || this.running || this.due.size === 0) return;
    this.callOff = this.clock.after(this.hurried ? 0 : ROUND_MS, () => {
      this.callOff = null;
      this.hurried = false;
      const running = this.round();
      this.running = running;
      return running.finally(() => {
        this.running = null;
        this.schedule();
      });
    });
  }

  private async round(): Promise<void> {
    const batch = this.next();
    const askedAt = this.clock.elapsed();
    const replies = await this.script.runAll(batch.map(({ buckets, who }) => buckets.telling(who)));
    for (const [index, { buckets, who }] of batch.entries()) buckets.told(who, askedAt, replies?.[index]);
  }

  private next(): { readonly buckets: SharedBuckets; readonly who: string }[] {
    const batch: { buckets: SharedBuckets; who: string }[] = [];
    for (const [buckets, whose] of this.due) {
      for (const who of whose) {
        if (batch.length >= PER_ROUND) return batch;
        batch.push({ buckets, who });
        whose.delete(who);
      }
      this.due.delete(buckets);
    }
    return batch;
  }
}

interface Reply {
  readonly waitMs: number;
  readonly fullInMs: number;
}

/** Null: Redis refused the call. */
function parseReply(reply: unknown): Reply | null {
  if (!Array.isArray(reply)) return null;
  const [wait, full] = reply as unknown[];
  return typeof wait === 'number' && typeof full === 'number' ? { waitMs: wait / 1000, fullInMs: full / 1000 } : null;
}
