// The network between one device and the model server, in the hand: slow, cut, lossy, doubling, out of order. Calls may be
// lost on the way there or on the way back; pushes may be dropped, doubled and delayed.
import { CallError } from '../../client/engine/account.ts';
import type { ChatPort, StreamHandlers, StreamPort } from '../../client/engine/ports.ts';
import { AppError } from '../../core/protocol/errors.ts';
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import { LIMITS } from '../../core/protocol/limits.ts';
import type { WireFrame } from '../../core/protocol/wire.ts';
import type { HandClock } from './clock.ts';
import type { ModelServer } from './model-server.ts';
import type { ModelEntry } from './model-store.ts';

/** Chances from 0 to 1; times in ms. */
export interface Weather {
  readonly lostAsks: number;
  readonly lostAnswers: number;
  readonly droppedPushes: number;
  readonly doubledPushes: number;
  readonly slowestMs: number;
}

export const FAIR: Weather = { lostAsks: 0, lostAnswers: 0, droppedPushes: 0, doubledPushes: 0, slowestMs: 20 };
export const STORM: Weather = { lostAsks: 0.15, lostAnswers: 0.15, droppedPushes: 0.25, doubledPushes: 0.25, slowestMs: 3_000 };

const PAGE_ENTRIES = 20;
/** When a lost call is given up, ms. */
const PATIENCE_MS = 5_000;

interface Stream {
  readonly handlers: StreamHandlers;
  close(): void;
}

export class Link {
  weather: Weather = FAIR;
  /** No call and no stream gets through. */
  down = false;
  /** Streams are closed so, instead of standing. */
  refusal: 'signedOut' | 'outdated' | null = null;
  /** The next calls, by name, that never arrive, and the next answers that never come. */
  readonly loseAskOf = new Set<keyof ChatPort>();
  readonly loseAnswerOf = new Set<keyof ChatPort>();
  readonly calls: (keyof ChatPort)[] = [];
  /** blocked: sockets do not come about, calls do. */
  streams: 'open' | 'blocked' = 'open';
  private readonly standing = new Set<Stream>();
  private readonly server: ModelServer;
  private readonly clock: HandClock;
  private readonly userId: UserId;

  constructor(server: ModelServer, clock: HandClock, userId: UserId) {
    this.server = server;
    this.clock = clock;
    this.userId = userId;
  }

  /** Ends the streams that stand. */
  cut(): void {
    for (const stream of [...this.standing]) {
      stream.close();
      stream.handlers.ended('lost');
    }
  }

  /** The device is gone: its streams end, and nobody hears of it. */
  drop(): void {
    for (const stream of [...this.standing]) stream.close();
  }

  openStreams(): number {
    return this.standing.size;
  }

  /** Something that the server does not keep. */
  push(frame: WireFrame): void {
    for (const { handlers } of this.standing) handlers.frame(frame);
  }

  private chance(p: number): boolean {
    return p > 0 && this.clock.random() < p;
  }

  private latency(): number {
    return 1 + this.clock.random() * this.weather.slowestMs;
  }

  private async call<T>(name: keyof ChatPort, work: () => T | Promise<T>): Promise<T> {
    this.calls.push(name);
    const isLost = this.loseAskOf.delete(name);
    await this.clock.wait(this.latency());
    if (isLost || this.down || this.chance(this.weather.lostAsks)) return this.lost();
    let answer: T;
    try {
      answer = await work();
    } catch (error) {
      await this.clock.wait(this.latency());
      throw error instanceof AppError ? new CallError(error.code, error.details) : error;
    }
    await this.clock.wait(this.latency());
    if (this.down || this.loseAnswerOf.delete(name) || this.chance(this.weather.lostAnswers)) return this.lost();
    return answer;
  }

  private async lost(): Promise<never> {
    await this.clock.wait(PATIENCE_MS);
    throw new CallError('OFFLINE');
  }

  port(): ChatPort {
    const { server, userId: me } = this;
    const row = (work: () => void, id: Parameters<ChatPort['conversation']>[0]) => () => {
      work();
      return server.conversation(me, id);
    };
    return {
      snapshot: () => this.call('snapshot', () => server.snapshot(me)),
      pull: (after) => this.call('pull', () => server.pull(me, after, PAGE_ENTRIES)),
      events: (id, ask) => this.call('events', () => server.page(me, id, ask)),
      conversation: (id) => this.call('conversation', () => server.conversation(me, id)),
      members: (id, _after, text = '') => this.call('members', () => server.members(me, id).filter(({ user }) => user.name.includes(text))),
      users: (ids) => this.call('users', () => [...server.users.values()].filter((user) => ids.includes(user.id))),
      findUsers: (text) => this.call('findUsers', () => [...server.users.values()].filter((user) => user.name.includes(text))),
      presence: () => this.call('presence', () => []),
      openDirect: (id) => this.call('openDirect', () => server.conversation(me, server.addRoom(me, [me, id], 'DIRECT'))),
      createGroup: (_, ids) => this.call('createGroup', () => server.conversation(me, server.addRoom(me, [me, ...ids]))),
      addMembers: (id, ids) =>
        this.call(
          'addMembers',
          row(() => server.addMembers(me, id, ids), id),
        ),
      removeMember: (id, userId) => this.call('removeMember', () => server.removeMember(me, id, userId)),
      leave: (id) => this.call('leave', () => server.leave(me, id)),
      rename: (id, title) =>
        this.call(
          'rename',
          row(() => server.rename(me, id, title), id),
        ),
      setRole: (id) => this.call('setRole', () => server.conversation(me, id)),
      send: (input) => this.call('send', () => server.send(me, structuredClone(input))),
      edit: (id, seq, text) => this.call('edit', () => server.edit(me, id, seq, text)),
      recall: (id, seq) => this.call('recall', () => server.recall(me, id, seq)),
      reactors: (id, seq) => this.call('reactors', () => server.reactors(me, id, seq)),
      react: (id, seq, emoji, on) => this.call('react', () => server.react(me, id, seq, emoji, on)),
      markRead: (id, seq) => this.call('markRead', () => server.markRead(me, id, seq)),
      setPrefs: (id, change) => this.call('setPrefs', () => server.setPrefs(me, id, change)),
      typing: () => this.call('typing', () => {}),
      ack: () => this.call('ack', () => {}),
    };
  }

  stream(): StreamPort {
    return { open: (after, handlers) => this.open(after, handlers) };
  }

  private open(after: string | null, handlers: StreamHandlers): { close(): void } {
    let over = false;
    const stops: (() => void)[] = [];
    const stream: Stream = {
      handlers,
      close: () => {
        over = true;
        this.standing.delete(stream);
        for (const stop of stops) stop();
      },
    };
    this.clock.after(this.latency(), () => {
      if (over) return;
      if (this.down || this.refusal || this.streams === 'blocked') {
        stream.close();
        handlers.ended(this.refusal ?? 'lost');
        return;
      }
      this.standing.add(stream);
      handlers.opened();
      stops.push(...this.follow(after, (frame) => this.deliver(() => over || handlers.frame(frame))));
    });
    return { close: stream.close };
  }

  /** The first head, what was missed, what comes, and the heartbeats; answers how to stop. */
  private follow(after: string | null, send: (frame: WireFrame) => void): (() => void)[] {
    const { server, userId } = this;
    const reason = after === null ? null : server.resetOf(userId, after);
    if (reason) {
      send({ reset: { reason } });
      return [];
    }
    send({ head: server.head(userId) });
    const page = after === null ? null : server.pull(userId, after, PAGE_ENTRIES);
    if (page && 'entries' in page && page.entries.length > 0) send({ entries: page.entries });
    const beaten = new Map<ConversationId, number>();
    const hints = (moved: (id: ConversationId, head: number) => boolean) => {
      for (const { id, head } of server.followed(userId)) if (moved(id, head)) send({ hint: { conversationId: id, head } });
    };
    hints(() => true);
    const push = (entry: ModelEntry) => {
      if (entry.userId === userId) send({ entries: [server.present(userId, entry)] });
    };
    let stopBeat = () => {};
    const beat = () => {
      stopBeat = this.clock.after(LIMITS.heartbeatMs, () => {
        send({ head: server.head(userId) });
        hints((id, head) => {
          const isNew = head > (beaten.get(id) ?? 0);
          beaten.set(id, head);
          return isNew;
        });
        beat();
      });
    };
    beat();
    return [server.onEntry(push), server.onMoved((moved) => hints((id) => id === moved)), () => stopBeat()];
  }

  private deliver(pass: () => void): void {
    if (this.chance(this.weather.droppedPushes)) return;
    this.clock.after(this.latency(), pass);
    if (this.chance(this.weather.doubledPushes)) this.clock.after(this.latency(), pass);
  }
}
