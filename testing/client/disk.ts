// What a browser keeps for one user, over reloads and in several tabs: stands for IndexedDB and Web Locks.
import type { StoragePort, StoredItem } from '../../client/engine/device.ts';
import type { ClientId, ConversationId } from '../../core/protocol/ids.ts';

export class Disk {
  readonly items = new Map<ClientId, { readonly item: StoredItem; readonly tab: string }>();
  readonly drafts = new Map<ConversationId, string>();
  private readonly living = new Set<string>();
  private tabs = 0;

  open(): StoragePort {
    this.tabs += 1;
    const tab = `tab ${this.tabs}`;
    this.living.add(tab);
    return {
      adopt: async () => {
        const free = [...this.items.values()].filter((one) => !this.living.has(one.tab));
        for (const { item } of free) this.items.set(item.clientId, { item, tab });
        return free.map((one) => one.item).sort((a, b) => a.createdAt - b.createdAt);
      },
      putItem: async (item) => {
        this.items.set(item.clientId, { item: structuredClone(item), tab });
      },
      removeItem: async (clientId) => {
        this.items.delete(clientId);
      },
      loadDrafts: async () => new Map(this.drafts),
      putDraft: async (id, text) => {
        if (text === '') this.drafts.delete(id);
        else this.drafts.set(id, text);
      },
      keeps: () => 'kept',
      use: async () => ({ conversations: 0, events: 0, usedBytes: null, quotaBytes: null }),
      clear: async () => {
        this.items.clear();
        this.drafts.clear();
      },
      close: () => void this.living.delete(tab),
    };
  }
}
