// The open streams of this process. A push is a hint: each channel holds a bounded queue of entries, and a stream that
// finds a hole, an overflow or a head ahead of it reads the rest from the database. One timer tells all of them the
// heads, read from PostgreSQL (a heartbeat must not repeat the loss that it should reveal).
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { WireSignal } from '../../../core/protocol/wire.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { type Live, Pending } from './pending.ts';
import type { Position } from './store-read.ts';
import type { Listener, Watcher } from './types.ts';

const MAX_SIGNALS = 256;
const HEADS_PER_QUERY = 1_000;

/** Of a conversation that is followed: up to where it was told, and where that was with the last heartbeat. */
interface Place {
  told: number;
  beaten: number;
}

const NONE: ReadonlyMap<ConversationId, number> = new Map();
const NOWHERE: ReadonlyMap<ConversationId, Place> = new Map();

/** What one stream waits for. */
export class Channel {
  readonly listener: Listener;
  readonly pending = new Pending();
  readonly signals: WireSignal[] = [];
  /** Conversations with read fan-out (followers.ts); most streams follow none. */
  private places: Map<ConversationId, Place> | null = null;
  /** Heads to be told; most streams never have one. */
  private hints: Map<ConversationId, number> | null = null;
  /** The highest position that is known to exist. */
  head = 0;
  /** The epoch that a head was last read in; null: none was read since it is open. */
  epoch: string | null = null;
  /** A heartbeat is due. */
  beat = false;
  private wakeUp: (() => void) | null = null;
  private readonly clock: Clock;

  constructor(listener: Listener, clock: Clock) {
    this.listener = listener;
    this.clock = clock;
  }

  push(live: Live): void {
    this.head = Math.max(this.head, live.entry.pos);
    this.pending.add(live);
    this.wake();
  }

  signal(signal: WireSignal): void {
    if (this.signals.length >= MAX_SIGNALS) this.signals.shift();
    this.signals.push(signal);
    this.wake();
  }

  /** Nothing of what it does not follow, and of what it was told. */
  hint(id: ConversationId, head: number): void {
    const place = this.places?.get(id);
    if (!place || head <= place.told) return;
    place.told = head;
    this.hints ??= new Map();
    this.hints.set(id, head);
    this.wake();
  }

  /** The same with a heartbeat, where it may have been told since the last one: that may be lost. */
  beatHint(id: ConversationId, head: number): void {
    const place = this.places?.get(id);
    if (!place || head <= place.beaten) return;
    place.beaten = head;
    place.told = Math.min(place.told, head - 1);
    this.hint(id, head);
  }

  followed(): ReadonlyMap<ConversationId, Place> {
    return this.places ?? NOWHERE;
  }

  follow(id: ConversationId): void {
    this.places ??= new Map();
    this.places.set(id, { told: 0, beaten: 0 });
  }

  unfollow(id: ConversationId): void {
    this.places?.delete(id);
    this.hints?.delete(id);
  }

  hasHints(): boolean {
    return this.hints !== null && this.hints.size > 0;
  }

  takeHints(): ReadonlyMap<ConversationId, number> {
    const taken = this.hints ?? NONE;
    this.hints = null;
    return taken;
  }

  tell(head: number, beat: boolean, epoch = this.epoch): void {
    this.head = Math.max(this.head, head);
    this.epoch = epoch;
    this.beat ||= beat;
    this.wake();
  }

  wake(): void {
    this.wakeUp?.();
  }

  /** Until something comes, or `ms` have passed. */
  async wait(ms: number | null): Promise<void> {
    await new Promise<void>((resolve) => {
      const callOff = ms === null ? null : this.clock.after(ms, resolve);
      this.wakeUp = () => {
        callOff?.();
        resolve();
      };
    });
    this.wakeUp = null;
  }
}

export interface Hub {
  add(listener: Listener): Channel;
  remove(channel: Channel): void;
  channels(userId: UserId): Iterable<Channel>;
  users(): IterableIterator<UserId>;
  has(userId: UserId): boolean;
  listeners(userId: UserId): readonly Listener[];
  watch(watcher: Watcher): void;
  /** Reads the heads of everybody here: something may have come that nobody pushed. */
  catchUp(): void;
  close(): void;
}

export interface HubDeps {
  loadHeads(userIds: readonly UserId[]): Promise<Map<UserId, Pick<Position, 'epoch' | 'head'>>>;
  /** followers.ts */
  readonly followers: { compare(beat: boolean): Promise<void>; drop(channel: Channel): void };
  readonly clock: Clock;
  readonly log: Log;
}

export function createHub(deps: HubDeps): Hub {
  const byUser = new Map<UserId, Set<Channel>>();
  const watchers: Watcher[] = [];
  const tellWatchers = (listener: Listener, open: boolean) => {
    for (const watcher of watchers) watcher({ listener, open });
  };

  /** `beat`: tells them also where nothing is new. */
  async function compareHeads(beat: boolean): Promise<void> {
    const users = [...byUser.keys()];
    for (let from = 0; from < users.length; from += HEADS_PER_QUERY) {
      const heads = await deps.loadHeads(users.slice(from, from + HEADS_PER_QUERY));
      for (const [userId, { epoch, head }] of heads) for (const channel of byUser.get(userId) ?? []) channel.tell(head, beat, epoch);
    }
    await deps.followers.compare(beat);
  }

  function lookAtHeads(beat: boolean): void {
    compareHeads(beat).catch((error: unknown) => deps.log.warn({ error }, 'the heads of connected users were not read'));
  }

  let callOff = () => {};
  function beat(): void {
    callOff = deps.clock.after(LIMITS.heartbeatMs, () => {
      lookAtHeads(true);
      beat();
    });
  }
  beat();

  return {
    add(listener) {
      const channel = new Channel(listener, deps.clock);
      const channels = byUser.get(listener.userId) ?? new Set();
      byUser.set(listener.userId, channels.add(channel));
      tellWatchers(listener, true);
      return channel;
    },
    remove(channel) {
      deps.followers.drop(channel);
      const channels = byUser.get(channel.listener.userId);
      if (!channels?.delete(channel)) return;
      if (channels.size === 0) byUser.delete(channel.listener.userId);
      tellWatchers(channel.listener, false);
    },
    channels: (userId) => byUser.get(userId) ?? [],
    users: () => byUser.keys(),
    has: (userId) => byUser.has(userId),
    listeners: (userId) => [...(byUser.get(userId) ?? [])].map((channel) => channel.listener),
    watch: (watcher) => void watchers.push(watcher),
    catchUp: () => lookAtHeads(false),
    close: () => callOff(),
  };
}
