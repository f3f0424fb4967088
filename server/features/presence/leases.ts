// The leases of this instance's streams in Redis: one a person and kind of terminal, good for 70 s, renewed and read a shard
// at a time, so that the work is spread over the 25 s from one renewal to the next. A process that dies renews nothing.
// What could not be said to Redis is said with the next renewal.
import { readFileSync } from 'node:fs';
import { TERMINAL_KINDS, type TerminalKind } from '../../../core/protocol/events.ts';
import { parseId, type UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { SHARDS, shardOf } from '../../platform/bus/message.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RedisLink } from '../../platform/redis.ts';
import { leasesKey } from '../../platform/redis-keys.ts';
import type { Reading } from './elsewhere.ts';

export const LEASE_MS = 70_000;
const SHARD_MS = Math.floor(LIMITS.heartbeatMs / SHARDS);
const ALL = Array.from({ length: SHARDS }, (_, shard) => shard);
const lua = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** A lease that was over and that this instance has ended, which no other does. */
export interface Ended {
  readonly userId: UserId;
  readonly instance: string;
  /** When it was renewed last, ms of Redis's wall clock. */
  readonly lastAt: number;
}

export interface LeasesDeps {
  readonly redis: RedisLink;
  readonly installation: string;
  /** The name of this instance. */
  readonly self: string;
  readonly clock: Clock;
  read(shard: number, reading: Reading): void;
  ended(leases: readonly Ended[]): void;
  /** After each shard, also where Redis is away. */
  passed(): void;
}

export class Leases {
  private readonly deps: LeasesDeps;
  private readonly held = new Map<number, Map<UserId, readonly TerminalKind[]>>();
  private readonly ticking;
  private readonly holding;
  private next = 0;
  /** Some shard was not read when it was due. */
  private isBehind = true;
  private callOff = () => {};
  private closed = false;

  constructor(deps: LeasesDeps) {
    this.deps = deps;
    this.ticking = deps.redis.script('presence tick', lua('./tick.lua'));
    this.holding = deps.redis.script('presence hold', lua('./hold.lua'));
    this.schedule();
  }

  /** What these people have open here, from now on. */
  async hold(stands: ReadonlyMap<UserId, readonly TerminalKind[]>): Promise<void> {
    for (const [userId, kinds] of stands) {
      const shard = this.held.get(shardOf(userId)) ?? new Map<UserId, readonly TerminalKind[]>();
      this.held.set(shardOf(userId), shard);
      if (kinds.length > 0) shard.set(userId, kinds);
      else shard.delete(userId);
    }
    const { installation, self } = this.deps;
    await this.holding.runAll(
      [...stands].map(([userId, kinds]) => ({
        keys: [leasesKey(installation, shardOf(userId))],
        args: [LEASE_MS, `${self} ${userId} `, TERMINAL_KINDS.join(','), ...kinds],
      })),
    );
  }

  /** Reads every shard when the next is due: something was not heard. */
  readAll(): void {
    this.isBehind = true;
  }

  /** Ends what it holds. */
  async close(): Promise<void> {
    this.closed = true;
    this.callOff();
    this.held.clear();
    await this.tick(ALL);
  }

  private schedule(): void {
    if (this.closed) return;
    this.callOff = this.deps.clock.after(SHARD_MS, async () => {
      await this.turn();
      this.schedule();
    });
  }

  private async turn(): Promise<void> {
    const shards = this.isBehind ? ALL : [this.next];
    this.next = (this.next + 1) % SHARDS;
    this.isBehind = !(await this.tick(shards));
    this.deps.passed();
  }

  private async tick(shards: readonly number[]): Promise<boolean> {
    const { installation, self, clock } = this.deps;
    const askedAt = clock.elapsed();
    const replies = await this.ticking.runAll(
      shards.map((shard) => ({
        keys: [leasesKey(installation, shard)],
        args: [LEASE_MS, self, ...[...(this.held.get(shard) ?? [])].flatMap(([userId, kinds]) => kinds.map((kind) => `${userId} ${kind}`))],
      })),
    );
    if (this.closed) return true;
    for (const [index, shard] of shards.entries()) {
      const reply = parseReply(replies?.[index]);
      if (reply) this.take(shard, askedAt, reply);
    }
    return replies?.every((reply) => parseReply(reply) !== null) ?? false;
  }

  private take(shard: number, askedAt: number, { now, over, stand }: Reply): void {
    const ends = new Map<string, number>();
    const places = new Map<UserId, Map<string, TerminalKind[]>>();
    for (const { instance, userId, kind, end } of stand) {
      if (instance === this.deps.self) continue;
      ends.set(instance, Math.max(askedAt + end - now, ends.get(instance) ?? 0));
      if (userId === null || kind === null) continue;
      const by = places.get(userId) ?? new Map<string, TerminalKind[]>();
      places.set(userId, by.set(instance, [...(by.get(instance) ?? []), kind]));
    }
    this.deps.read(shard, { askedAt, ends, places });
    const ended = over.flatMap(({ userId, instance, end }) => (userId === null ? [] : { userId, instance, lastAt: end - LEASE_MS }));
    if (ended.length > 0) this.deps.ended(ended);
  }
}

interface Lease {
  readonly instance: string;
  /** Null: an anchor. */
  readonly userId: UserId | null;
  readonly kind: TerminalKind | null;
  readonly end: number;
}

interface Reply {
  readonly now: number;
  readonly over: Lease[];
  readonly stand: Lease[];
}

/** Null: Redis was away, or what stands there is nothing of ours. */
function parseReply(reply: unknown): Reply | null {
  if (!Array.isArray(reply)) return null;
  const [now, over, stand] = reply as unknown[];
  if (typeof now !== 'number' || !Array.isArray(over) || !Array.isArray(stand)) return null;
  return { now, over: leasesOf(over), stand: leasesOf(stand) };
}

function leasesOf(list: readonly unknown[]): Lease[] {
  const leases: Lease[] = [];
  for (let index = 0; index + 1 < list.length; index += 2) {
    const [instance = '', user, kind] = String(list[index]).split(' ');
    const known = TERMINAL_KINDS.find((one) => one === kind) ?? null;
    leases.push({ instance, userId: user === undefined ? null : parseId<UserId>(user), kind: known, end: Number(list[index + 1]) });
  }
  return leases;
}
