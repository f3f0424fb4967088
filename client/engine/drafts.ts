// Unsent text of the composers: shown at once, kept by the device half a second after the last change, or when the page is
// hidden or closed.
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { Clock, StoragePort, TabMessage } from './device.ts';

const REST_MS = 500;

export interface DraftsDeps {
  readonly storage: Pick<StoragePort, 'putDraft'>;
  readonly clock: Clock;
  /** To the other tabs. */
  tell(message: TabMessage): void;
  changed(): void;
}

export class Drafts {
  private readonly deps: DraftsDeps;
  private readonly texts = new Map<ConversationId, string>();
  private readonly unsaved = new Map<ConversationId, () => void>();

  constructor(deps: DraftsDeps) {
    this.deps = deps;
  }

  of(id: ConversationId): string {
    return this.texts.get(id) ?? '';
  }

  /** What was kept; what has been written since wins. */
  restore(kept: ReadonlyMap<ConversationId, string>): void {
    for (const [id, text] of kept) if (!this.texts.has(id)) this.texts.set(id, text);
    this.deps.changed();
  }

  /** Another tab has kept it; what is being written here wins. */
  heard(id: ConversationId, text: string): void {
    if (this.unsaved.has(id) || this.of(id) === text) return;
    this.texts.set(id, text);
    this.deps.changed();
  }

  set(id: ConversationId, text: string): void {
    if (this.texts.get(id) === text) return;
    this.texts.set(id, text);
    this.unsaved.get(id)?.();
    this.unsaved.set(
      id,
      this.deps.clock.after(REST_MS, () => this.save(id)),
    );
    this.deps.changed();
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
    void this.deps.storage.putDraft(id, this.of(id));
    this.deps.tell({ kind: 'draft', conversationId: id, text: this.of(id) });
  }
}
