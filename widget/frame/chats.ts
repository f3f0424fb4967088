// The engine of whoever is in. Another person gets another one; when the site has said who an anonymous visitor is, what they had
// written and not sent goes on in their name, under the keys that it had: a retry over that is no double.
import { type Chat, createChat } from '../../client/engine/chat.ts';
import type { DeviceSignals, StoragePort } from '../../client/engine/device.ts';
import type { Authorization } from '../../client/transport/authorization.ts';
import { browserClock, newUuid } from '../../client/transport/device.ts';
import { createGraphqlAsk } from '../../client/transport/graphql.ts';
import { createGraphqlChatPort } from '../../client/transport/graphql-chat.ts';
import { createPush } from '../../client/transport/push.ts';
import { createStorage } from '../../client/transport/storage/storage.ts';
import { createTabs } from '../../client/transport/tabs.ts';
import type { TicketId } from '../../core/protocol/ids.ts';
import { type Cell, createCell } from './cell.ts';
import type { Kept } from './keep.ts';
import { type News, tellNews } from './news.ts';
import type { SessionState } from './session.ts';
import { withTicketSignals } from './signals.ts';

/** A token that is refused soon after another one is asked for no sooner than this, ms. */
const PAUSE_MS = 5_000;

export interface ChatsDeps extends News {
  readonly signals: DeviceSignals;
  readonly authorization: Authorization;
  ticketChanged(id: TicketId): void;
  /** The connection stands. */
  live(): void;
  /** The session is over. */
  refused(): void;
  /** Somebody is in, another than before; null: nobody. */
  entered(kept: Kept | null): void;
}

/** Unsent messages and drafts, from one store into another; the first one is removed. */
async function carry(from: StoragePort, to: StoragePort): Promise<void> {
  const { items, drafts } = await from.load();
  for (const item of items) await to.putItem(item);
  for (const [id, text] of drafts) await to.putDraft(id, text);
  await from.clear();
  to.close();
}

export class Chats {
  readonly cell: Cell<Chat | null> = createCell<Chat | null>(null);
  private readonly deps: ChatsDeps;
  private kept: Kept | null = null;
  private stop: () => Promise<void> = async () => {};
  private refusals = 0;

  constructor(deps: ChatsDeps) {
    this.deps = deps;
  }

  /** The same person with another token keeps the engine, unless it is over. */
  follow(state: SessionState): void {
    const next = state.state === 'in' ? state.kept : null;
    const before = this.kept;
    this.kept = next;
    const isOver = this.cell.get()?.connection().state === 'signedOut';
    const isSame = next?.user.id === before?.user.id;
    if (next && isSame && !isOver) return;
    const closed = this.stop();
    this.stop = async () => {};
    if (!isSame) this.deps.entered(next);
    const joins = next && before && !isSame && next.identified && !before.identified;
    if (joins) void this.join(before, next, closed);
    else this.show(next);
  }

  private async join(before: Kept, next: Kept, closed: Promise<void>): Promise<void> {
    this.cell.set(null);
    await closed;
    await carry(createStorage(before.user.id), createStorage(next.user.id));
    if (this.kept?.user.id === next.user.id) this.show(this.kept);
  }

  private show(kept: Kept | null): void {
    this.cell.set(kept && this.open(kept));
  }

  private open({ user }: Kept): Chat {
    const { authorization, signals, ticketChanged } = this.deps;
    const { port, stream } = createPush(createGraphqlChatPort(createGraphqlAsk(authorization)), authorization);
    const ways = withTicketSignals({ stream, tabs: createTabs(user.id) }, ticketChanged);
    const given = { me: user, port, ...ways, storage: createStorage(user.id), clock: browserClock, newId: newUuid, signals };
    const chat = createChat(given);
    const offNews = tellNews(chat, this.deps);
    let shown = chat.connection().state;
    const off = chat.subscribe(() => {
      const { state } = chat.connection();
      if (state === shown) return;
      shown = state;
      if (state === 'live') this.live();
      else if (state === 'signedOut') this.refused();
    });
    this.stop = () => {
      off();
      offNews();
      return chat.close();
    };
    return chat;
  }

  private live(): void {
    this.refusals = 0;
    this.deps.live();
  }

  private refused(): void {
    browserClock.after(this.refusals === 0 ? 0 : PAUSE_MS, () => this.deps.refused());
    this.refusals += 1;
  }
}
