// The frame's parts and how they hang together: the session, the engine's client of whoever is in, tickets, the first message of a
// talk, and what the page around says and hears.

import { CallError } from '../../client/engine/account.ts';
import type { Chat } from '../../client/engine/chat.ts';
import { browserClock, browserSignals } from '../../client/transport/device.ts';
import { createGraphqlAsk } from '../../client/transport/graphql.ts';
import { createGraphqlChatPort } from '../../client/transport/graphql-chat.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireEventPage } from '../../core/protocol/wire.ts';
import type { WireTicket } from '../../core/protocol/wire-desk.ts';
import type { ToFrame } from '../protocol.ts';
import { createDeskCalls, type DeskCalls } from './calls.ts';
import { type Cell, createCell } from './cell.ts';
import { Chats } from './chats.ts';
import { FormDraft, takeOver } from './draft.ts';
import type { Host } from './host.ts';
import { createKeep, type Keep, type Kept, ratedName } from './keep.ts';
import { unreadOf } from './news.ts';
import { OpeningBox } from './opening.ts';
import { Session } from './session.ts';
import { SiteLoader } from './site-loader.ts';
import { isOver, Tickets } from './tickets.ts';
import { Told } from './told.ts';

/** Places in a queue are read again so often while somebody looks, ms; and all tickets so often, should a signal have been lost. */
const PLACES_MS = 10_000;
const ALL_MS = 60_000;

/** on: the frame is in sight; whole: it covers the window. */
export interface Shown {
  readonly on: boolean;
  readonly whole: boolean;
}

export class Desk {
  readonly keep: Keep;
  readonly session: Session;
  readonly site: SiteLoader;
  readonly tickets: Tickets;
  readonly opening: OpeningBox;
  readonly form: FormDraft;
  readonly calls: DeskCalls;
  readonly shown: Cell<Shown> = createCell<Shown>({ on: false, whole: false });
  /** The ticket that was opened last in this page, to be shown. */
  readonly opened: Cell<WireTicket | null> = createCell<WireTicket | null>(null);
  /** A message has come that nobody has seen. */
  onNews: () => void = () => {};
  private readonly host: Host;
  private readonly told: Told;
  private readonly chats: Chats;

  constructor(siteKey: string, host: Host) {
    this.host = host;
    this.keep = createKeep(siteKey);
    this.form = new FormDraft(this.keep);
    const authorization = () => this.session.authorization();
    const askOpen = createGraphqlAsk(() => null);
    this.calls = createDeskCalls(siteKey, { ask: createGraphqlAsk(authorization), askOpen });
    const now = () => Date.now();
    const needsIdentity = () => host.tell({ kind: 'identityNeeded' });
    const after = (ms: number, run: () => void) => browserClock.after(ms, run);
    const ends = () => {
      const site = this.site.cell.get();
      return site.state === 'ready' && site.site.enforced;
    };
    this.session = new Session({ site: siteKey, keep: this.keep, calls: this.calls, now, after, ends, needsIdentity });
    this.site = new SiteLoader({ ask: askOpen, siteKey, clock: browserClock, signals: browserSignals });
    this.told = new Told(this.calls, () => this.session.cell.get().state === 'in');
    this.tickets = new Tickets({
      calls: this.calls,
      changed: (ticket) => {
        const { id, number, state } = ticket;
        // Opened again, it is asked for anew.
        if (!isOver(ticket)) this.keep.write(ratedName(id), null);
        host.tell({ kind: 'ticket', ticket: { number, state } });
      },
      after,
    });
    this.opening = new OpeningBox({
      keep: this.keep,
      calls: this.calls,
      ensure: () => this.session.ensure(),
      refused: () => this.session.refused(),
      opened: (ticket) => {
        this.tickets.put(ticket);
        this.opened.set(ticket);
      },
      after,
      now,
    });
    this.chats = new Chats({
      signals: browserSignals,
      authorization,
      tell: (message) => host.tell(message),
      came: () => this.onNews(),
      moved: (id) => this.tickets.moved(id),
      ticketChanged: (id) => void this.tickets.read(id),
      live: () => this.live(),
      refused: () => void this.session.refused(),
      entered: (kept) => this.entered(kept),
    });
    this.start();
  }

  /** Straight from the server: all that a transcript needs. Rejects with a CallError. */
  events(id: ConversationId, ask: { before?: number; limit: number }): Promise<WireEventPage> {
    return createGraphqlChatPort(createGraphqlAsk(this.session.authorization)).events(id, ask);
  }

  /** A first message that was refused is in the form again. */
  takeBack(): void {
    const refused = this.opening.cell.get();
    if (!refused?.error) return;
    this.form.takeBack(refused);
    this.opening.drop();
  }

  /** The engine of whoever is in; null: nobody. */
  get chat(): Cell<Chat | null> {
    return this.chats.cell;
  }

  private start(): void {
    this.host.listen((message) => this.hear(message));
    this.session.cell.subscribe(() => this.follow());
    this.follow();
    browserSignals.listen((signal) => {
      if (signal === 'online') this.opening.wake();
    });
    this.site.cell.subscribe(() => this.tellLook());
    const looks = () => this.shown.get().on && !document.hidden && this.chat.get() !== null;
    setInterval(() => looks() && this.tickets.readWaiting(), PLACES_MS);
    setInterval(() => looks() && void this.tickets.readAll(), ALL_MS);
  }

  private hear(message: ToFrame): void {
    switch (message.kind) {
      case 'hello':
        this.host.tell({ kind: 'ready' });
        this.tellLook();
        this.tellSession();
        if (this.session.cell.get().state === 'ended') this.host.tell({ kind: 'identityNeeded' });
        break;
      case 'shown':
        this.shown.set({ on: message.on, whole: message.whole });
        if (message.on) this.tickets.readWaiting();
        break;
      case 'identify':
        void this.identify(message.token);
        break;
      case 'attributes':
        this.told.attributes(message.attributes);
        break;
      case 'pages':
        this.told.pages(message.pages);
        break;
    }
  }

  /** Tried again with the next word of the site, or when the session is asked for. */
  private async identify(token: string): Promise<void> {
    try {
      await this.session.identify(token);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      console.warn(`parley: the identity was not taken (${error.code}, ${error.details.reason ?? 'no answer'})`);
    }
  }

  private tellLook(): void {
    const site = this.site.cell.get();
    if (site.state !== 'ready') return;
    const { side, color, language } = site.site;
    this.host.tell({ kind: 'look', look: { side, color, language } });
  }

  private tellSession(): void {
    const { state } = this.session.cell.get();
    this.host.tell({ kind: 'session', on: state === 'in' });
    const chat = this.chat.get();
    if (chat) this.host.tell({ kind: 'unread', count: unreadOf(chat) });
  }

  /** Somebody else: nothing of the one before is shown, nor sent in the name of this one. */
  private entered(kept: Kept | null): void {
    this.tickets.forget();
    this.opened.set(null);
    if (!kept) return;
    if (takeOver(this.keep, kept)) {
      this.form.clear();
      this.opening.drop();
    } else this.form.reload();
  }

  private follow(): void {
    this.chats.follow(this.session.cell.get());
    this.tellSession();
    this.told.flush();
  }

  private live(): void {
    void this.tickets.readAll();
    this.opening.wake();
  }
}
