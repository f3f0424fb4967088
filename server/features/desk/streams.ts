// The open desks of this instance: each is opened for one of the desk's people, and follows what they hear of.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireDeskFrame } from '../../../core/protocol/wire-desk.ts';
import type { Actor } from '../../platform/actor.ts';
import { DatabaseAway } from '../../platform/db.ts';
import type { EndSignal } from '../timeline/index.ts';
import type { Feed } from './feed.ts';
import { Listener, type Scope } from './listener.ts';
import type { Listeners } from './listeners.ts';
import type { DeskDeps } from './types.ts';

/** @throws NOT_FOUND to a visitor, FORBIDDEN to whoever is not of the desk */
async function scopeOf(agents: DeskDeps['agents'], actor: Actor): Promise<Scope> {
  const { isVisitor, role, departmentIds } = await agents.actorOf(actor);
  if (isVisitor) throw new AppError('NOT_FOUND');
  if (role === null) throw new AppError('FORBIDDEN');
  return { departmentIds: new Set(departmentIds), all: role !== 'agent' };
}

/** After which what somebody hears of is read again where it could not be. */
const AGAIN_MS = 2_000;

export interface Streams {
  open(actor: Actor, signal: EndSignal, asks: { readonly talks: boolean }): Promise<AsyncGenerator<WireDeskFrame, void, undefined>>;
  /** What somebody hears of may be another; who is not of the desk any more hears nothing. */
  follow(userId: UserId): Promise<void>;
  /** Ends all of them. */
  close(): void;
}

type StreamDeps = Pick<DeskDeps, 'agents' | 'clock' | 'log' | 'runner'>;

/** Reads again what open desks hear of; where it cannot be read now, later. */
function createFollowing({ agents, clock, log }: StreamDeps, listeners: Listeners): { follow: Streams['follow']; stop(): void } {
  const unread = new Set<UserId>();
  let stopped = false;
  let callOff = () => {};

  async function followOne(listener: Listener): Promise<void> {
    try {
      listeners.move(listener, await scopeOf(agents, listener.actor));
    } catch (error) {
      if (error instanceof AppError) return listener.end();
      if (!(error instanceof DatabaseAway)) log.warn({ error, userId: listener.userId }, 'what an open desk hears of was not read');
      again(listener.userId);
    }
  }

  function again(userId: UserId): void {
    if (stopped) return;
    if (unread.size === 0) callOff = clock.after(AGAIN_MS, followUnread);
    unread.add(userId);
  }

  async function followUnread(): Promise<void> {
    const ids = [...unread];
    unread.clear();
    await Promise.all(ids.map(follow));
  }

  async function follow(userId: UserId): Promise<void> {
    await Promise.all([...listeners.of(userId)].map(followOne));
  }

  return {
    follow,
    stop() {
      stopped = true;
      callOff();
    },
  };
}

export function createStreams(deps: StreamDeps, listeners: Listeners, feed: Pick<Feed, 'compareOffers'>): Streams {
  const { agents, runner } = deps;
  const following = createFollowing(deps, listeners);
  let closed = false;

  /** It hears before it reads its offers, so that nothing falls between. */
  async function* frames(listener: Listener, signal: EndSignal): AsyncGenerator<WireDeskFrame, void, undefined> {
    if (closed || signal.aborted) return;
    signal.onabort = () => listener.wake();
    listeners.add(listener);
    const release = runner.hold(listener.userId);
    try {
      await feed.compareOffers([listener]);
      while (!signal.aborted && !listener.isOver) {
        const frame = listener.take();
        if (frame) yield frame;
        else await listener.wait();
      }
    } finally {
      signal.onabort = null;
      release();
      listeners.remove(listener);
      listener.clear();
    }
  }

  return {
    open: async (actor, signal, { talks }) => frames(new Listener(actor, await scopeOf(agents, actor), talks), signal),
    follow: following.follow,
    close() {
      closed = true;
      following.stop();
      for (const listener of listeners.all()) listener.end();
    },
  };
}
