// The bus between instances: who has new entries, how far conversations are, signals, who is where. All of it hints: what is
// lost is found out by its number within a second, what is doubled, late or turned changes nothing, and without a carrier
// the notification of PostgreSQL (nudge.ts) and the heartbeats do its work. docs/instances.md
import { randomUUID } from 'node:crypto';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { Hearing, PULSE_MS } from './hearing.ts';
import { format, type News, parse, SHARDS, shardOf, withoutEvents } from './message.ts';
import { Outbox } from './outbox.ts';
import type { OpenTransport } from './transport.ts';

/** Losses that show within this time are one, and so long at least is from one to the next. */
const GATHER_MS = 50;
const LOSSES_MS = 250;

/** off: there is no carrier; down: what others say is not heard now. */
export type BusState = 'off' | 'up' | 'down';

export interface BusEars {
  /** `from`: another instance. */
  heard(news: News, from: string): void;
  /** Something may have been said that was not heard. */
  lost(): void;
}

export interface Bus {
  readonly self: string;
  state(): BusState;
  /** Whether what is told is heard by all who hear the bus, or found out by them. */
  carries(): boolean;
  /** Whether that instance is heard. */
  isPeer(instance: string): boolean;
  /** Whether any other is. */
  hasPeers(): boolean;
  /** The other instances that are heard. */
  peers(): string[];
  /** How often something was not heard, or may not have been. */
  losses(): number;
  /** From when it resolves on what concerns this user or conversation is heard, if the bus is up. Never rejects. */
  serve(id: UserId | ConversationId): Promise<void>;
  /** Takes one `serve` back. */
  leave(id: UserId | ConversationId): void;
  tell(news: Partial<News>): void;
  listen(ears: BusEars): void;
  /** When what was told so far is on its way, or given up. */
  settled(): Promise<void>;
  close(): void;
}

export interface BusDeps {
  readonly open: OpenTransport;
  /** The id of the installation: several may share one Redis. */
  readonly installation: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Without a carrier: nothing is told and nothing heard. */
export function noBus(): Bus {
  const none = () => undefined;
  const alone = {
    state: () => 'off' as const,
    carries: () => false,
    isPeer: () => false,
    hasPeers: () => false,
    peers: () => [],
    losses: () => 0,
    serve: () => Promise.resolve(),
  };
  return { self: randomUUID(), ...alone, leave: none, tell: none, listen: none, settled: () => Promise.resolve(), close: none };
}

export function openBus(deps: BusDeps): Bus {
  return new OpenBus(deps);
}

class OpenBus implements Bus {
  readonly self = randomUUID();
  private readonly deps: BusDeps;
  private readonly hearing: Hearing;
  private readonly transport: ReturnType<OpenTransport>;
  private readonly wide: string;
  private readonly ears: BusEars[] = [];
  private readonly outbox = new Outbox();
  /** What was said, by channel. */
  private readonly numbers = new Map<string, number>();
  /** Where something was said since the last pulse. */
  private readonly spoken = new Set<string>();
  private readonly served = new Map<number, { count: number; readonly ready: Promise<void> }>();
  private flushing: Promise<void> | null = null;
  private lostAt = Number.NEGATIVE_INFINITY;
  private lossCount = 0;
  private isTaken = true;
  private wasUp = false;
  private callOffPulse = () => {};
  private callOffLoss: (() => void) | null = null;
  private closed = false;

  constructor(deps: BusDeps) {
    this.deps = deps;
    this.hearing = new Hearing(deps.clock.elapsed);
    this.wide = this.channelOf('all');
    this.hearing.joined(this.wide);
    this.hearing.broken();
    this.transport = deps.open({
      heard: (channel, text) => this.heard(channel, text),
      broken: () => this.broken(),
      healed: () => this.pulse(),
    });
    void this.join(this.wide).then(() => this.pulse());
  }

  state(): BusState {
    return this.hearing.deaf().length === 0 ? 'up' : 'down';
  }

  carries(): boolean {
    return this.isTaken && this.state() === 'up';
  }

  hasPeers(): boolean {
    return this.hearing.hasPeers();
  }

  peers(): string[] {
    return this.hearing.peersNow();
  }

  losses(): number {
    return this.lossCount;
  }

  isPeer(instance: string): boolean {
    return this.hearing.isPeer(instance);
  }

  async serve(id: UserId | ConversationId): Promise<void> {
    const shard = shardOf(id);
    const place = this.served.get(shard) ?? { count: 0, ready: this.join(this.channelOf(shard)) };
    this.served.set(shard, place);
    place.count += 1;
    await place.ready;
  }

  leave(id: UserId | ConversationId): void {
    const shard = shardOf(id);
    const place = this.served.get(shard);
    if (!place) return;
    place.count -= 1;
    if (place.count > 0) return;
    this.served.delete(shard);
    this.hearing.left(this.channelOf(shard));
    this.transport.leave(this.channelOf(shard));
  }

  tell(news: Partial<News>): void {
    if (!this.hasPeers()) {
      // Who comes meanwhile finds that something was said before it.
      this.next(this.wide);
      return;
    }
    this.outbox.add(news);
    // What is told in the same turn goes together.
    this.flushing ??= Promise.resolve().then(() => this.flush());
  }

  listen(ears: BusEars): void {
    this.ears.push(ears);
  }

  async settled(): Promise<void> {
    await this.flushing;
  }

  close(): void {
    this.closed = true;
    this.callOffPulse();
    this.callOffLoss?.();
    this.transport.close();
  }

  private channelOf(target: number | 'all'): string {
    return `{b:${this.deps.installation}:${target}}`;
  }

  private async join(channel: string): Promise<void> {
    const isHeard = await this.transport.join(channel);
    if (this.closed || (channel !== this.wide && !this.isServed(channel))) return;
    this.hearing.joined(channel);
    if (!isHeard) this.hearing.broken();
  }

  private isServed(channel: string): boolean {
    return [...this.served.keys()].some((shard) => this.channelOf(shard) === channel);
  }

  /** One round trip at a time. */
  private async flush(): Promise<void> {
    while (!this.outbox.isEmpty() && !this.closed) {
      if (this.outbox.isOverfull()) {
        // All who hear the next number look for themselves.
        this.outbox.clear();
        this.next(this.wide);
        continue;
      }
      const sentAt = this.deps.clock.elapsed();
      const messages = [...this.outbox.take()].map(([target, news]) => {
        const channel = this.channelOf(target);
        return { channel, text: format({ from: this.self, number: this.next(channel), sentAt, news }) };
      });
      this.isTaken = await this.transport.publish(messages);
    }
    this.flushing = null;
  }

  private next(channel: string): number {
    const number = (this.numbers.get(channel) ?? 0) + 1;
    this.numbers.set(channel, number);
    this.spoken.add(channel);
    return number;
  }

  private heard(channel: string, text: string): void {
    const message = parse(text);
    if (!message || this.closed) return;
    if (message.from === this.self) {
      this.hearing.echo(channel, message.sentAt);
      this.noteState();
      return;
    }
    const isNew = !this.hearing.isPeer(message.from);
    if (this.hearing.misses(channel, message.from, message.number, message.news === null)) this.lost();
    if (isNew) void this.speak([this.wide]);
    if (!message.news) return;
    const news = this.hearing.isYoung(channel) ? message.news : withoutEvents(message.news);
    for (const ears of this.ears) ears.heard(news, message.from);
  }

  private broken(): void {
    if (this.closed) return;
    this.hearing.broken();
    this.noteState();
  }

  private pulse(): void {
    if (this.closed) return;
    this.callOffPulse();
    this.callOffPulse = this.deps.clock.after(PULSE_MS, () => this.pulse());
    // What one said last that died may be committed and untold.
    if (this.hearing.forget()) this.lost();
    for (const channel of this.hearing.deaf()) void this.transport.join(channel);
    const shards = Array.from({ length: SHARDS }, (_, shard) => shard).filter((shard) => this.served.has(shard));
    const channels = new Set([this.wide, ...shards.map((shard) => this.channelOf(shard)), ...this.spoken]);
    this.spoken.clear();
    void this.speak(channels);
    this.noteState();
  }

  private async speak(channels: Iterable<string>): Promise<void> {
    const sentAt = this.deps.clock.elapsed();
    const textOf = (channel: string) => format({ from: this.self, number: this.numbers.get(channel) ?? 0, sentAt, news: null });
    await this.transport.publish([...channels].map((channel) => ({ channel, text: textOf(channel) })));
  }

  private noteState(): void {
    const isUp = this.state() === 'up';
    if (isUp === this.wasUp) return;
    this.wasUp = isUp;
    if (isUp) this.deps.log.info({}, 'other instances are heard');
    else this.deps.log.warn({}, 'other instances are not heard by Redis: heads are compared instead');
    if (isUp) this.lost();
  }

  private lost(): void {
    const { clock } = this.deps;
    const wait = Math.max(GATHER_MS, this.lostAt + LOSSES_MS - clock.elapsed());
    this.callOffLoss ??= clock.after(wait, () => {
      this.callOffLoss = null;
      this.lostAt = clock.elapsed();
      this.lossCount += 1;
      for (const ears of this.ears) ears.lost();
    });
  }
}
