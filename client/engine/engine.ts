// The parts of the chat engine and how they are wired: what one tells the others.
import { type ClientId, type ConversationId, parseClientId, type UserId } from '../../core/protocol/ids.ts';
import type { ResetReason, WireSnapshot } from '../../core/protocol/wire.ts';
import { isKnown } from '../../core/timeline/reduce-log.ts';
import { type Acks, createAcks } from './ack.ts';
import { applyEntry, applyFrame, forget } from './apply.ts';
import { type Connection, createConnection } from './connection.ts';
import type { ChatDeps, Stored, TabMessage } from './device.ts';
import type { Drafts } from './drafts.ts';
import { createFence, type Fence } from './fence.ts';
import { hearTab, tellState } from './hear-tab.ts';
import type { Hints } from './hints.ts';
import { createHoldings, type Holdings } from './holdings.ts';
import { placeOf, restore } from './keep.ts';
import type { Keeper } from './keeper.ts';
import type { Logs } from './logs.ts';
import type { Markers } from './marker.ts';
import type { Mode } from './mode.ts';
import { createNotifier, type Notifier } from './notifier.ts';
import { Outbox } from './outbox.ts';
import type { People } from './people.ts';
import type { ChatPort } from './ports.ts';
import type { Prefs } from './prefs.ts';
import type { Receipts } from './receipts.ts';
import type { Rows } from './rows.ts';
import { Sender } from './sender.ts';
import { SharedStream } from './shared-stream.ts';
import { createSync, isOtherHistory, type Sync } from './sync.ts';
import type { Typing } from './typing.ts';
import type { ConnectionState, DeviceView } from './view.ts';
import type { Watch } from './watch.ts';

export class Engine {
  readonly deps: ChatDeps;
  readonly port: ChatPort;
  readonly notifier: Notifier;
  readonly people: People;
  readonly logs: Logs;
  readonly rows: Rows;
  readonly hints: Hints;
  readonly receipts: Receipts;
  readonly typing: Typing;
  readonly markers: Markers;
  readonly prefs: Prefs;
  readonly drafts: Drafts<string>;
  readonly modes: Drafts<Mode>;
  readonly watch: Watch;
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly sync: Sync;
  readonly acks: Acks;
  private readonly fence: Fence;
  readonly keeper: Keeper;
  readonly stream: SharedStream;
  readonly connection: Connection;
  /** Of this tab among those of the browser; null: not known yet. */
  role: DeviceView['tab'] | null = null;
  private kept: Stored | null = null;
  private begun = false;
  private closed = false;
  /** Conversations whose row of the list may have changed; emptied by who shows them. */
  readonly touched = new Set<ConversationId>();
  private shown: ConnectionState = 'connecting';
  private readonly unlisten: () => void;

  constructor(deps: ChatDeps) {
    const { clock, storage } = deps;
    this.deps = deps;
    this.notifier = createNotifier(clock, () => this.tend());
    this.fence = createFence(deps.port, clock);
    const held = this.hold({ ...deps, port: this.fence.port });
    ({ port: this.port, keeper: this.keeper, people: this.people, logs: this.logs, rows: this.rows } = held);
    ({ receipts: this.receipts, typing: this.typing, markers: this.markers, prefs: this.prefs, hints: this.hints } = held);
    ({ drafts: this.drafts, modes: this.modes, watch: this.watch } = held);
    this.outbox = new Outbox({
      me: deps.me.id,
      storage,
      clock,
      newId: () => clientIdOf(deps.newId()),
      follows: this.follows,
      tell: this.hand,
      reached: (id, seq) => this.reached(id, seq),
      ready: (id) => this.sender.pump(id),
      changed: this.rowChanged,
    });
    this.sender = new Sender({
      outbox: this.outbox,
      port: held.port,
      clock,
      newId: deps.newId,
      open: this.maySend,
      sent: this.sent,
      signedOut: this.signedOut,
      unanswered: this.unanswered,
    });
    this.acks = createAcks({ port: held.port, clock, leads: () => !this.follows() });
    this.sync = this.follow(deps);
    this.stream = new SharedStream({
      stream: deps.stream,
      clock,
      follows: this.follows,
      post: this.tell,
      take: () => deps.tabs.take(),
      wake: () => this.connection.wake(),
    });
    this.connection = createConnection({
      stream: this.stream,
      clock,
      cursor: () => this.sync.cursor(),
      frame: (frame) => this.notifier.calmly(() => applyFrame(this, frame)),
      opening: () => this.sync.opening(),
      over: () => this.sync.ended(),
      changed: () => this.connected(),
      renewed: () => this.resume(true),
    });
    this.people.put(deps.me);
    this.unlisten = deps.signals.listen((signal) => this.felt[signal]());
  }

  /** My timeline, and what it tells the other parts. */
  private follow({ clock }: ChatDeps): Sync {
    return createSync({
      port: this.port,
      clock,
      apply: (entry) => applyEntry(this, entry, clock.now()),
      replace: (snapshot, reason) => this.notifier.calmly(() => this.replace(snapshot, reason)),
      moved: () => this.moved(),
      round: () => this.hints.review(),
      lost: () => this.fence.raise(),
      restartStream: () => this.connection.restart(),
      signedOut: this.signedOut,
      unanswered: this.unanswered,
    });
  }

  private hold(deps: ChatDeps): Holdings {
    return createHoldings(deps, {
      changed: this.notifier.changed,
      rowChanged: this.rowChanged,
      personChanged: this.personChanged,
      place: () => placeOf(this),
      stored: (cursor) => this.acks.stored(cursor),
      emptied: this.keepAgain,
      read: (events) => this.outbox.seen(events),
      live: this.isUp,
      tell: this.tell,
    });
  }

  start(): void {
    this.deps.tabs.start({ role: (role) => this.become(role), heard: (message) => hearTab(this, message) });
    void this.deps.storage.load().then((kept) => {
      if (this.closed) return;
      this.kept = kept;
      restore(this, kept);
      // Before anything more can be written: what is unsent stands in front of it.
      this.outbox.restore(kept.items);
      this.begin();
    });
  }

  private readonly signedOut = (): void => this.connection.signedOut();
  private readonly unanswered = (): void => this.connection.doubt();
  readonly follows = (): boolean => this.role === 'follows';
  readonly isUp = (): boolean => this.connection.state() === 'live';
  readonly tell = (message: TabMessage): void => this.deps.tabs.post(message);

  /** Of the outbox. What is written in a tab that follows is for the leader to send: one that hangs loses the lead. */
  private readonly hand = (message: TabMessage): void => {
    this.tell(message);
    if (message.kind === 'item' && !message.tried) this.stream.ask();
  };

  /** The role among the tabs, at first and when it changes: who leads holds the stream, writes the store and sends. */
  private become(role: DeviceView['tab']): void {
    this.role = role;
    if (!this.begun) {
      this.begin();
      return;
    }
    this.keeper.lead(!this.follows(), true);
    this.adopt();
    this.connection.restart();
    this.wake();
    this.notifier.changed();
  }

  /** With the store read and the role known the network is asked. */
  private begin(): void {
    if (this.begun || this.closed || !this.kept || !this.role) return;
    this.begun = true;
    const { place } = this.kept;
    this.kept = null;
    this.keeper.lead(!this.follows(), false);
    this.connection.start();
    this.sync.start(place);
    this.sender.wake();
  }

  unkept(): boolean {
    if (this.closed || this.deps.storage.keeps() === 'kept') return false;
    const { queued, failed } = this.outbox.counts();
    const begun = [...this.drafts.all()].some((text) => text !== '') || [...this.modes.all()].some(({ kind }) => kind !== 'write');
    return queued + failed > 0 || begun;
  }

  async close(clear: boolean): Promise<void> {
    this.closed = true;
    this.fence.raise();
    this.unlisten();
    if (!clear) this.keepWritten();
    const { sync, connection, acks, sender, receipts, markers, typing, drafts, modes, watch, keeper, notifier } = this;
    for (const part of [sync, connection, acks, sender, receipts, markers, typing, drafts, modes, watch, keeper, notifier]) part.close();
    await (clear ? this.deps.storage.clear() : this.keeper.flush());
    this.deps.storage.close();
    this.deps.tabs.close();
  }

  private readonly keepAgain = (): void => {
    this.outbox.keepAgain();
    this.drafts.keepAgain();
    this.modes.keepAgain();
  };

  private keepWritten(): void {
    this.drafts.flush();
    this.modes.flush();
  }

  private readonly rowChanged = (id: ConversationId): void => {
    this.touched.add(id);
    this.notifier.changed();
  };

  private readonly personChanged = (id: UserId): void => {
    const direct = this.rows.directWith(id);
    if (direct) this.touched.add(direct);
    this.notifier.changed();
  };

  /** With read fan-out nothing of it comes by the timeline. */
  private readonly sent = (id: ConversationId, seq: number): void => {
    this.hints.placed(id, seq);
    this.expect();
  };

  /** What I did should come back by the timeline. */
  readonly expect = (): void => {
    if (this.connection.state() === 'live') this.sync.expect();
    else {
      // The server answers: the stream is worth a try.
      this.connection.wake();
      this.sync.pull();
    }
  };

  /** Tries everything again that waits for the network. */
  readonly wake = (): void => {
    this.connection.wake();
    this.sync.wake();
    this.retry();
    this.sender.wake();
  };

  private readonly felt = {
    online: this.wake,
    offline: () => this.connection.cut(),
    visible: () => {
      this.adopt();
      this.connection.wake();
      this.sync.wake();
    },
    hidden: () => {
      this.keepWritten();
      void this.keeper.flush();
    },
  };

  /** What tabs that are gone have left. */
  private adopt(): void {
    if (!this.follows()) void this.outbox.adopt();
  }

  private readonly maySend = (): boolean => {
    const state = this.connection.state();
    if (!this.begun || this.follows() || state === 'signedOut' || state === 'outdated') return false;
    // Between a reset and the list nobody knows of which history an answer would be.
    if (this.sync.cursor() === null) return false;
    return state === 'live' || this.deps.signals.online();
  };

  private reached(id: ConversationId, seq: number): boolean {
    const row = this.rows.get(id);
    if (!row && this.rows.isLoaded()) return true;
    if (this.logs.isAbove(id, seq) || isKnown(this.logs.state(id), { fromSeq: seq, toSeq: seq })) return true;
    return !this.logs.isShown(id) && (row?.head ?? 0) >= seq;
  }

  private connected(): void {
    const before = this.shown;
    this.shown = this.connection.state();
    if (this.shown === 'live' && before !== 'live') {
      this.resume(before !== 'connecting');
    }
    this.notifier.changed();
  }

  /** A stream stands; `again`: after another one, and what is not kept may have been lost between them. */
  private resume(again: boolean): void {
    if (again) this.receipts.refresh();
    this.retry();
    this.sender.wake();
    this.people.refresh();
  }

  /** With each heartbeat: what could not be read, what tabs have left, and what this one sends. */
  readonly retry = (): void => {
    this.rows.retry();
    this.logs.retry();
    this.receipts.retry();
    if (this.role === 'leads') void tellState(this);
    else this.adopt();
  };

  private moved(): void {
    this.keeper.moved();
    this.notifier.changed();
  }

  private replace(snapshot: WireSnapshot, reason: ResetReason | null): void {
    this.keeper.replaced();
    const isOther = isOtherHistory(reason);
    if (reason !== null) this.logs.forgetStale(isOther);
    if (isOther) {
      this.markers.forgetAll();
      this.outbox.unplace();
      this.sender.leaveLanes();
    }
    for (const id of this.rows.replace(snapshot.conversations)) forget(this, id);
    for (const { id, head } of snapshot.conversations) this.logs.heardBehind(id, head);
    this.prefs.renewed();
    this.hints.renewed();
    this.watch.renewed();
    for (const { lastMessage } of snapshot.conversations) if (lastMessage) this.outbox.seen([lastMessage]);
    this.sender.wake();
  }

  /** Ahead of each notice: what follows from what changed. */
  private tend(): void {
    this.logs.tend();
    for (const id of [...this.outbox.conversations()]) this.outbox.settle(id);
  }
}

function clientIdOf(id: string): ClientId {
  const parsed = parseClientId(id);
  if (!parsed) throw new Error('newId made no UUID');
  return parsed;
}
