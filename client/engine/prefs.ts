// What I change of a conversation's list settings: shown at once, told to the server one after the other, and rolled back
// where it is refused. What counts is what my timeline brings (S17): a change stays laid over it until it has come by there.
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { ConversationPrefs, EventData, WireConversation } from '../../core/protocol/wire.ts';
import type { ChatPort } from './ports.ts';

/** A change that the confirmed row does not show yet. */
interface Wish {
  readonly change: Partial<ConversationPrefs>;
  asked: boolean;
  answered: boolean;
  /** An entry with these settings has come since it was asked. */
  told: boolean;
}

export interface PrefsDeps {
  readonly port: Pick<ChatPort, 'setPrefs'>;
  row(id: ConversationId): WireConversation | undefined;
  answered(row: WireConversation): void;
  changed(id: ConversationId): void;
}

const NOTHING: Partial<ConversationPrefs> = {};

export class Prefs {
  private readonly deps: PrefsDeps;
  private readonly wishes = new Map<ConversationId, readonly Wish[]>();
  private readonly overlays = new Map<ConversationId, Partial<ConversationPrefs>>();
  private readonly queues = new Map<ConversationId, Promise<void>>();

  constructor(deps: PrefsDeps) {
    this.deps = deps;
  }

  /** What is laid over the confirmed row; the same object until it changes. */
  of = (id: ConversationId): Partial<ConversationPrefs> => this.overlays.get(id) ?? NOTHING;

  /** Rejects with a CallError. */
  set(id: ConversationId, change: Partial<ConversationPrefs>): Promise<void> {
    const wish: Wish = { change, asked: false, answered: false, told: false };
    this.keep(id, [...this.list(id), wish]);
    const before = this.queues.get(id) ?? Promise.resolve();
    const done = before.then(() => this.tell(id, wish));
    // A refusal is its caller's; the next one of the queue goes on.
    const settled = done.catch(() => undefined);
    this.queues.set(id, settled);
    void settled.then(() => this.queues.get(id) === settled && this.queues.delete(id));
    return done;
  }

  /** The timeline has brought an entry of this conversation; the row shows it. One of an earlier change may still be on its way. */
  heard(id: ConversationId, { pinned, muted }: EventData): void {
    for (const wish of this.list(id)) {
      const { change } = wish;
      const isIts = (change.pinned ?? pinned) === pinned && (change.muted ?? muted) === muted;
      wish.told ||= wish.asked && isIts;
    }
    this.settle(id);
  }

  /** The rows were read anew. */
  renewed(): void {
    for (const id of [...this.wishes.keys()]) {
      for (const wish of this.list(id)) wish.told ||= wish.asked;
      this.settle(id);
    }
  }

  forget(id: ConversationId): void {
    this.keep(id, []);
  }

  private async tell(id: ConversationId, wish: Wish): Promise<void> {
    wish.asked = true;
    try {
      const row = await this.deps.port.setPrefs(id, wish.change);
      wish.answered = true;
      this.deps.answered(row);
    } catch (error) {
      this.keep(
        id,
        this.list(id).filter((other) => other !== wish),
      );
      throw error;
    }
    this.settle(id);
  }

  /** Those whose effect the row shows, or has shown. */
  private settle(id: ConversationId): void {
    const row = this.deps.row(id);
    this.keep(
      id,
      this.list(id).filter(({ change, answered, told }) => !answered || !(told || (row && shows(row, change)))),
    );
  }

  private list(id: ConversationId): readonly Wish[] {
    return this.wishes.get(id) ?? [];
  }

  private keep(id: ConversationId, list: readonly Wish[]): void {
    if (list.length === this.list(id).length) return;
    if (list.length > 0) {
      this.wishes.set(id, list);
      this.overlays.set(id, Object.assign({}, ...list.map((wish) => wish.change)));
    } else {
      this.wishes.delete(id);
      this.overlays.delete(id);
    }
    this.deps.changed(id);
  }
}

function shows(row: ConversationPrefs, { pinned = row.pinned, muted = row.muted }: Partial<ConversationPrefs>): boolean {
  return row.pinned === pinned && row.muted === muted;
}
