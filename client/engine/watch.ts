// Conversations that I read without being a member, as people of the desk may: no entry of my timeline tells of them, so they are
// treated as those with read fan-out, read again when the desk's push says so, else at a pace while they are shown, and let go when
// they are not.
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireConversation } from '../../core/protocol/wire.ts';
import type { Clock } from './device.ts';
import type { Rows } from './rows.ts';

/** Nobody says from when on the push tells of it. */
const AGAIN_MS = 3_000;
/** Without a word of the push. */
const LOOK_MS = 15_000;

export interface WatchDeps {
  readonly clock: Clock;
  readonly rows: Pick<Rows, 'get' | 'isLoaded' | 'reload'>;
  /** What is held of it is let go. */
  drop(id: ConversationId): void;
}

export class Watch {
  private readonly deps: WatchDeps;
  /** How many show it. */
  private readonly wanted = new Map<ConversationId, number>();
  private readonly watched = new Set<ConversationId>();
  private callOff: (() => void) | null = null;

  constructor(deps: WatchDeps) {
    this.deps = deps;
  }

  is = (id: ConversationId): boolean => this.watched.has(id);

  /** The row as it is held: nothing of it calls me. */
  asHeld = (row: WireConversation): WireConversation =>
    this.is(row.id) ? { ...row, fanOut: 'READ', readSeq: row.head, unread: 0, mentions: 0 } : row;

  /** It is shown; answers how to say that it is not any more. */
  begin(id: ConversationId): () => void {
    this.wanted.set(id, (this.wanted.get(id) ?? 0) + 1);
    this.look(id);
    return () => {
      const left = (this.wanted.get(id) ?? 1) - 1;
      if (left > 0) this.wanted.set(id, left);
      else {
        this.wanted.delete(id);
        if (this.watched.delete(id)) this.deps.drop(id);
      }
    };
  }

  /** It has gone on, up to `head` where that is known. */
  moved(id: ConversationId, head: number = Number.POSITIVE_INFINITY): void {
    const { rows } = this.deps;
    if (this.is(id) && head > (rows.get(id)?.head ?? 0)) rows.reload(id);
  }

  /** I am a member from now on. */
  joined(id: ConversationId): void {
    if (this.watched.delete(id)) this.deps.drop(id);
  }

  /** There is another list, or I was a member: what is shown and not mine is watched. */
  renewed(): void {
    for (const id of this.wanted.keys()) this.look(id);
  }

  close(): void {
    this.callOff?.();
  }

  private look(id: ConversationId): void {
    const { rows } = this.deps;
    if (!rows.isLoaded() || rows.get(id)) return;
    this.watched.add(id);
    rows.reload(id);
    this.lookIn(AGAIN_MS);
  }

  private lookIn(ms: number): void {
    this.callOff?.();
    this.callOff = this.deps.clock.after(ms, () => {
      this.callOff = null;
      for (const id of this.watched) this.deps.rows.reload(id);
      if (this.watched.size > 0) this.lookIn(LOOK_MS);
    });
  }
}
