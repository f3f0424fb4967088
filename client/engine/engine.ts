// The parts of the chat engine and how they are wired: what one tells the others.
import { type ClientId, type ConversationId, parseClientId, type UserId } from '../../core/protocol/ids.ts';
import type { ResetReason, WireConversation, WireSnapshot, WireUser } from '../../core/protocol/wire.ts';
import { isKnown } from '../../core/timeline/reduce-log.ts';
import { type Acks, createAcks } from './ack.ts';
import { applyEntry, applyFrame, forget } from './apply.ts';
import { type Connection, createConnection } from './connection.ts';
import type { Clock, DeviceSignals, StoragePort } from './device.ts';
import { Drafts } from './drafts.ts';
import { Logs } from './logs.ts';
import { Markers } from './marker.ts';
import { createNotifier, type Notifier } from './notifier.ts';
import { Outbox } from './outbox.ts';
import { People } from './people.ts';
import type { ChatPort, StreamPort } from './ports.ts';
import { Prefs } from './prefs.ts';
import { Receipts } from './receipts.ts';
import { Rows } from './rows.ts';
import { Sender } from './sender.ts';
import { createSync, type Sync } from './sync.ts';
import { Typing } from './typing.ts';
import type { ConnectionState } from './view.ts';

export interface ChatDeps {
  readonly me: WireUser;
  readonly port: ChatPort;
  readonly stream: StreamPort;
  readonly storage: StoragePort;
  readonly clock: Clock;
  /** A UUID. */
  newId(): string;
  readonly signals: DeviceSignals;
}

export class Engine {
  readonly deps: ChatDeps;
  readonly port: ChatPort;
  readonly notifier: Notifier;
  readonly people: People;
  readonly logs: Logs;
  readonly rows: Rows;
  readonly receipts: Receipts;
  readonly typing: Typing;
  readonly markers: Markers;
  readonly prefs: Prefs;
  readonly drafts: Drafts;
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly sync: Sync;
  readonly acks: Acks;
  readonly connection: Connection;
  /** Conversations whose row of the list may have changed; emptied by who shows them. */
  readonly touched = new Set<ConversationId>();
  private shown: ConnectionState = 'connecting';
  private readonly unlisten: () => void;

  constructor(deps: ChatDeps) {
    const { port, clock, storage } = deps;
    const me = deps.me.id;
    this.deps = deps;
    this.port = port;
    this.notifier = createNotifier(() => this.tend());
    const { changed } = this.notifier;
    const rowChanged = this.rowChanged;
    this.people = new People({ port, changed: this.personChanged });
    this.logs = new Logs({
      me,
      port,
      head: (id) => this.rows.get(id)?.head ?? null,
      read: (events) => this.outbox.seen(events),
      changed: rowChanged,
    });
    const gone = (id: ConversationId) => forget(this, id);
    this.rows = new Rows({ me, port, log: this.logs.state, person: this.people.put, gone, changed: rowChanged });
    this.receipts = new Receipts({ me, port, person: this.people.put, changed });
    this.typing = new Typing({ me, port, clock, live: () => this.connection.state() === 'live', changed: rowChanged });
    const answered = (row: WireConversation) => this.rows.update(row);
    this.markers = new Markers({ port, clock, row: this.rows.get, answered, changed: rowChanged });
    this.prefs = new Prefs({ port, row: this.rows.get, answered, changed: rowChanged });
    this.drafts = new Drafts({ storage, clock, changed: rowChanged });
    this.outbox = new Outbox({
      me,
      storage,
      clock,
      newId: () => clientIdOf(deps.newId()),
      reached: (id, seq) => this.reached(id, seq),
      ready: (id) => this.sender.pump(id),
      changed: rowChanged,
    });
    const signedOut = () => this.connection.signedOut();
    this.sender = new Sender({ outbox: this.outbox, port, clock, newId: deps.newId, open: this.maySend, sent: this.expect, signedOut });
    this.acks = createAcks({ port, clock, cursor: () => this.sync.cursor() });
    this.sync = createSync({
      port,
      clock,
      apply: (entry) => applyEntry(this, entry, clock.now()),
      replace: (snapshot, reason) => this.replace(snapshot, reason),
      moved: () => this.moved(),
      restartStream: () => this.connection.restart(),
      signedOut,
    });
    this.connection = createConnection({
      stream: deps.stream,
      clock,
      cursor: () => this.sync.cursor(),
      frame: (frame) => applyFrame(this, frame),
      opening: () => this.sync.opening(),
      changed: () => this.connected(),
    });
    this.people.put(deps.me);
    this.unlisten = deps.signals.listen((signal) => this.felt[signal]());
  }

  start(): void {
    void this.drafts.load();
    void this.outbox.adopt();
    this.connection.start();
    this.sync.start();
  }

  async close(clear: boolean): Promise<void> {
    this.unlisten();
    if (!clear) this.drafts.flush();
    for (const part of [this.sync, this.connection, this.acks, this.sender, this.markers, this.typing, this.drafts]) part.close();
    if (clear) await this.deps.storage.clear();
    this.deps.storage.close();
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

  /** What I did should come back by the timeline. */
  readonly expect = (): void => (this.connection.state() === 'live' ? this.sync.expect() : this.sync.pull());

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
      void this.outbox.adopt();
      this.connection.wake();
      this.sync.wake();
    },
    hidden: () => this.drafts.flush(),
  };

  private readonly maySend = (): boolean => {
    const state = this.connection.state();
    if (state === 'signedOut' || state === 'outdated') return false;
    return state === 'live' || this.deps.signals.online();
  };

  private reached(id: ConversationId, seq: number): boolean {
    const row = this.rows.get(id);
    if (!row && this.rows.isLoaded()) return true;
    return isKnown(this.logs.state(id), { fromSeq: seq, toSeq: seq }) || (!this.logs.isShown(id) && (row?.head ?? 0) >= seq);
  }

  private connected(): void {
    const before = this.shown;
    this.shown = this.connection.state();
    if (this.shown === 'live' && before !== 'live') {
      this.retry();
      this.sender.wake();
      this.people.refresh();
      if (before !== 'connecting') this.receipts.refresh();
    }
    this.notifier.changed();
  }

  /** With each heartbeat: what could not be read, and what tabs have left. */
  readonly retry = (): void => {
    this.rows.retry();
    this.logs.retry();
    void this.outbox.adopt();
  };

  private moved(): void {
    this.acks.moved();
    this.notifier.changed();
  }

  private replace(snapshot: WireSnapshot, reason: ResetReason | null): void {
    if (reason !== null) this.logs.forgetStale(reason === 'epoch' || reason === 'ahead');
    for (const id of this.rows.replace(snapshot.conversations)) forget(this, id);
    this.prefs.renewed();
    for (const { lastMessage } of snapshot.conversations) if (lastMessage) this.outbox.seen([lastMessage]);
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
