// What is written in the composers and not sent, a value a conversation: shown at once, kept by the device half a second after
// the last change, or when the page is hidden or closed. Drafts are one such set, replies and edits begun another.
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { Clock } from './device.ts';

const REST_MS = 500;

export interface DraftsDeps<T> {
  readonly clock: Clock;
  /** Where nothing is written. */
  readonly none: T;
  keep(id: ConversationId, value: T): Promise<void>;
  /** To the other tabs. */
  tell(id: ConversationId, value: T): void;
  changed(id: ConversationId): void;
}

export class Drafts<T> {
  private readonly deps: DraftsDeps<T>;
  private readonly values = new Map<ConversationId, T>();
  private readonly unsaved = new Map<ConversationId, () => void>();

  constructor(deps: DraftsDeps<T>) {
    this.deps = deps;
  }

  of(id: ConversationId): T {
    return this.values.get(id) ?? this.deps.none;
  }

  /** All of them, those that say nothing too. */
  all(): Iterable<T> {
    return this.values.values();
  }

  /** What was kept; what has been written since wins. */
  restore(kept: ReadonlyMap<ConversationId, T>): void {
    for (const [id, value] of kept) {
      if (this.values.has(id)) continue;
      this.values.set(id, value);
      this.deps.changed(id);
    }
  }

  /** Another tab has kept it; what is being written here wins. */
  heard(id: ConversationId, value: T): void {
    if (this.unsaved.has(id) || this.of(id) === value) return;
    this.values.set(id, value);
    this.deps.changed(id);
  }

  set(id: ConversationId, value: T): void {
    if (this.values.get(id) === value) return;
    this.values.set(id, value);
    this.unsaved.get(id)?.();
    // What was sent or thrown away must not be found again by a page that dies now.
    if (value === this.deps.none) this.save(id);
    else
      this.unsaved.set(
        id,
        this.deps.clock.after(REST_MS, () => this.save(id)),
      );
    this.deps.changed(id);
  }

  /** The device has lost what it kept. */
  keepAgain(): void {
    for (const [id, value] of this.values) void this.deps.keep(id, value);
  }

  flush(): void {
    for (const id of [...this.unsaved.keys()]) this.save(id);
  }

  close(): void {
    for (const callOff of this.unsaved.values()) callOff();
    this.unsaved.clear();
  }

  private save(id: ConversationId): void {
    this.unsaved.get(id)?.();
    this.unsaved.delete(id);
    void this.deps.keep(id, this.of(id));
    this.deps.tell(id, this.of(id));
  }
}
