// Which open streams follow which conversations with read fan-out, and how far each was told. A hint is a head and grants
// nothing: what is read by it is granted by spans, in SQL. What a stream follows is read when it opens and each time its own
// timeline says that it has joined, left, or that a mode has changed, so a lost word is found by its position. Heads are told
// after a commit, by other processes' nudges, and with the heartbeat once more, since a hint may be lost.
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { Bus } from '../../platform/bus/bus.ts';
import type { Channel } from './hub.ts';

const HEADS_PER_QUERY = 1_000;

export interface FollowersDeps {
  /** The conversations with read fan-out that somebody is in. */
  loadFollowed(userId: UserId): Promise<readonly ConversationId[]>;
  loadHeads(ids: readonly ConversationId[]): Promise<ReadonlyMap<ConversationId, number>>;
  readonly routes: Pick<Bus, 'serve' | 'leave'>;
}

export class Followers {
  private readonly deps: FollowersDeps;
  private readonly byConversation = new Map<ConversationId, Set<Channel>>();

  constructor(deps: FollowersDeps) {
    this.deps = deps;
  }

  /** What it follows from now on; a hint of each that is new to it. Registered before the heads are read: nothing falls between. */
  async load(channel: Channel): Promise<void> {
    const ids = new Set(await this.deps.loadFollowed(channel.listener.userId));
    for (const id of channel.followed().keys()) if (!ids.has(id)) this.leave(channel, id);
    const fresh = [...ids].filter((id) => !channel.followed().has(id));
    if (fresh.length === 0) return;
    const routed = fresh.map((id) => {
      channel.follow(id);
      this.byConversation.set(id, (this.byConversation.get(id) ?? new Set()).add(channel));
      return this.deps.routes.serve(id);
    });
    await Promise.all(routed);
    for (const [id, head] of await this.headsOf(fresh)) channel.hint(id, head);
  }

  leave(channel: Channel, id: ConversationId): void {
    if (!channel.followed().has(id)) return;
    channel.unfollow(id);
    this.deps.routes.leave(id);
    const channels = this.byConversation.get(id);
    if (channels?.delete(channel) && channels.size === 0) this.byConversation.delete(id);
  }

  drop(channel: Channel): void {
    for (const id of [...channel.followed().keys()]) this.leave(channel, id);
  }

  /** After a commit. */
  moved(id: ConversationId, head: number): void {
    for (const channel of this.byConversation.get(id) ?? []) channel.hint(id, head);
  }

  /** With the heads of the database. `beat`: also what was told since the last one. */
  async compare(beat: boolean): Promise<void> {
    for (const [id, head] of await this.headsOf([...this.byConversation.keys()])) {
      for (const channel of this.byConversation.get(id) ?? []) {
        if (beat) channel.beatHint(id, head);
        else channel.hint(id, head);
      }
    }
  }

  private async headsOf(ids: readonly ConversationId[]): Promise<Map<ConversationId, number>> {
    const heads = new Map<ConversationId, number>();
    for (let from = 0; from < ids.length; from += HEADS_PER_QUERY) {
      for (const [id, head] of await this.deps.loadHeads(ids.slice(from, from + HEADS_PER_QUERY))) heads.set(id, head);
    }
    return heads;
  }
}
