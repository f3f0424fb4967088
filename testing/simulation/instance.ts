// One process of the server: the product's own timeline, history, messages, conversations and epoch watch over the database
// in memory. It can be killed at any moment; what it had begun goes on nowhere.
import { CallError } from '../../client/engine/account.ts';
import type { ChatPort } from '../../client/engine/ports.ts';
import type { FanOutRule } from '../../core/conversation/state.ts';
import { nextSnowflake, snowflake } from '../../core/ids/snowflake.ts';
import { type AnyId, toId, type UserId } from '../../core/protocol/ids.ts';
import type { WireFrame, WireUser } from '../../core/protocol/wire.ts';
import { createConversations } from '../../server/features/conversation/index.ts';
import { createHistory } from '../../server/features/history/index.ts';
import { createMessages } from '../../server/features/message/index.ts';
import { createTimeline, type Listener } from '../../server/features/timeline/index.ts';
import { noBus, openBus } from '../../server/platform/bus/bus.ts';
import type { Clock } from '../../server/platform/clock.ts';
import type { Db } from '../../server/platform/db.ts';
import { type EpochWatch, openEpoch } from '../../server/platform/epoch.ts';
import type { IdSource } from '../../server/platform/ids.ts';
import type { Mirror } from '../../server/platform/mirror.ts';
import type { HandClock } from '../client/clock.ts';
import type { Weather } from '../database/host.ts';
import type { MemoryDatabase, MemoryPool } from '../database/memory.ts';
import type { Air } from './air.ts';
import { isOfDatabase } from './failures.ts';

const PULL_ENTRIES = 20;

export interface InstanceDeps {
  readonly database: MemoryDatabase;
  readonly clock: HandClock;
  readonly users: ReadonlyMap<UserId, WireUser>;
  /** No two lives of instances share one. */
  readonly worker: number;
  readonly fanOutRule: FanOutRule;
  readonly mirror: Mirror;
  /** Without it the instances tell each other by PostgreSQL alone. */
  readonly air: Air | null;
  readonly weather: Weather;
  /** What it said went wrong. */
  note(text: string, about: unknown): void;
}

export class Instance {
  /** How far its wall clock is off, ms. */
  skew = 0;
  private alive = true;
  private readonly deps: InstanceDeps;
  private readonly pools: readonly MemoryPool[];
  private readonly died: { readonly promise: Promise<never>; reject(error: Error): void };
  private readonly ends = new Set<() => void>();
  private readonly parts: ReturnType<Instance['build']>;
  private epoch: EpochWatch | null = null;

  constructor(deps: InstanceDeps) {
    this.deps = deps;
    this.pools = [deps.database.pool(deps.weather), deps.database.pool(deps.weather)];
    this.died = Promise.withResolvers<never>();
    this.died.promise.catch(() => undefined);
    this.parts = this.build();
  }

  get isAlive(): boolean {
    return this.alive;
  }

  private build() {
    const { deps, pools } = this;
    const [pool, writers] = pools as [MemoryPool, MemoryPool];
    const db = { pool: pool.asPool, writers: writers.asPool } as Db;
    const clock: Clock = {
      now: () => Math.floor(deps.clock.now() + this.skew),
      elapsed: deps.clock.now,
      after: (ms, run) => deps.clock.after(ms, () => void (this.alive && run())),
    };
    const note = (about: unknown, text = '') => {
      if (this.alive) deps.note(text, about);
    };
    const log = { debug() {}, info() {}, warn() {}, error: note };
    const made = snowflake(deps.worker, Math.floor(deps.clock.now()));
    const ids: IdSource = {
      next<T extends AnyId>(): T {
        const id = nextSnowflake(made, Math.floor(deps.clock.now()), Number.MAX_SAFE_INTEGER);
        if (id === null) throw new Error('no more ids');
        return toId<T>(id);
      },
    };
    const { fanOutRule } = deps;
    const open = deps.air?.open(() => this.alive);
    const bus = open ? openBus({ open, installation: 'parley', clock, log: { ...log, info() {} } }) : noBus();
    const timeline = createTimeline({ db, ids, log, fanOutRule, clock, bus });
    const history = createHistory(db);
    const accounts = { loadUsers: async (list: readonly UserId[]) => new Map(list.flatMap((id) => this.userOf(id))) };
    const conversations = createConversations({ db, ids, timeline, history, accounts });
    const messages = createMessages({ timeline, history });
    const opening = openEpoch({
      pool: db.pool,
      mirrors: [deps.mirror],
      log,
      clock,
      missed: timeline.missesHistory,
      changed: timeline.epochChanged,
    });
    opening.then(
      (epoch) => {
        this.epoch = epoch;
      },
      () => this.kill(),
    );
    return { timeline, history, conversations, messages, ready: opening };
  }

  private userOf(id: UserId): [UserId, WireUser][] {
    const user = this.deps.users.get(id);
    return user ? [[id, user]] : [];
  }

  /** Its first look at the epoch is done, as before a server listens. */
  async ready(): Promise<void> {
    await this.parts.ready.catch(() => undefined);
  }

  /** kill -9. */
  kill(): void {
    if (!this.alive) return;
    this.alive = false;
    for (const pool of this.pools) pool.kill();
    this.died.reject(new CallError('OFFLINE'));
    for (const end of [...this.ends]) end();
  }

  /** The database ends its connections. */
  loseConnections(): void {
    for (const pool of this.pools) pool.lose();
  }

  lookAtEpoch(): void {
    void this.epoch?.look();
  }

  /** The job of the platform, once: what goes wrong is left for the next time. */
  async dropOld(keptMs: number): Promise<void> {
    try {
      await this.parts.timeline.dropOld(keptMs, new AbortController().signal);
    } catch (error) {
      if (!isOfDatabase(error)) this.deps.note('dropOld', error);
    }
  }

  /** What comes of it while it lives. */
  private async orDeath<T>(work: Promise<T>): Promise<T> {
    const answer = await Promise.race([work, this.died.promise]);
    if (!this.alive) throw new CallError('OFFLINE');
    return answer;
  }

  /** The calls of one device, as the edge gives them to the features. */
  port(listener: Listener): ChatPort {
    const { timeline, history, conversations, messages } = this.parts;
    const me = listener.userId;
    const actor = { ...listener, power: 0, isVisitor: false };
    const port: ChatPort = {
      snapshot: () => conversations.snapshot(me),
      pull: (after) => timeline.pull(me, after, PULL_ENTRIES),
      events: (conversationId, { before = null, after = null, limit = 50 }) => history.page(me, { conversationId, before, after, limit }),
      conversation: (id) => conversations.get(me, id),
      members: (conversationId, after, text) => conversations.members(me, { conversationId, after, first: 200, text: text ?? null }),
      users: async (ids) => ids.flatMap((id) => this.userOf(id).map(([, user]) => user)),
      findUsers: async (text) => [...this.deps.users.values()].filter((user) => user.name.includes(text)),
      presence: async () => [],
      openDirect: (userId) => conversations.openDirect(me, { userId }),
      createGroup: (title, memberIds) => conversations.createGroup(me, { title, memberIds: [...memberIds], kind: 'GROUP' }),
      addMembers: (conversationId, userIds) => conversations.addMembers(me, { conversationId, userIds: [...userIds] }),
      removeMember: async (conversationId, userId) => void (await conversations.removeMember(me, { conversationId, userId })),
      leave: async (conversationId) => void (await conversations.leave(me, { conversationId })),
      rename: (conversationId, title) => conversations.rename(me, { conversationId, title }),
      setRole: (conversationId, userId, role) => conversations.setRole(me, { conversationId, userId, role }),
      send: (input) => messages.send(actor, input),
      edit: (conversationId, seq, text) => messages.edit(actor, { conversationId, seq, text }),
      recall: (conversationId, seq) => messages.recall(actor, { conversationId, seq }),
      react: (conversationId, seq, emoji, on) => messages.react(actor, { conversationId, seq, emoji, on }),
      reactors: (conversationId, seq) => messages.reactors(actor, { conversationId, seq }),
      markRead: (conversationId, seq) => conversations.markRead(me, { conversationId, seq }),
      setPrefs: (conversationId, { pinned = null, muted = null }) => conversations.setPrefs(me, { conversationId, pinned, muted }),
      typing: async () => undefined,
      ack: (cursor) => timeline.ack(listener, cursor),
    };
    return new Proxy(port, {
      get: (target, name, receiver) => {
        const call: unknown = Reflect.get(target, name, receiver);
        if (typeof call !== 'function') return call;
        return (...args: unknown[]) => this.orDeath(call(...args) as Promise<unknown>);
      },
    });
  }

  /** A socket of one device; answers how to close it. */
  follow(listener: Listener, after: string | null, send: (frame: WireFrame) => void, over: () => void): () => void {
    const controller = new AbortController();
    const { signal } = controller;
    const end = () => {
      this.ends.delete(end);
      controller.abort();
    };
    const cut = () => {
      end();
      over();
    };
    this.ends.add(cut);
    const pass = async () => {
      for await (const frame of this.parts.timeline.open({ ...listener, after, signal })) {
        if (signal.aborted || !this.alive) return;
        send(frame);
      }
    };
    pass()
      .catch(() => undefined)
      .finally(() => {
        this.ends.delete(cut);
        if (!signal.aborted) cut();
      });
    return () => {
      this.ends.delete(cut);
      end();
    };
  }
}
