// What the engine holds of the server's state: rows, logs, people, markers, and what keeps it on the device.
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { WireConversation, WireEvent } from '../../core/protocol/wire.ts';
import { forget } from './apply.ts';
import type { ChatDeps, StoredPlace, TabMessage } from './device.ts';
import { Drafts } from './drafts.ts';
import { Hints } from './hints.ts';
import { heldOf, rowOf } from './keep.ts';
import { Keeper } from './keeper.ts';
import { Logs, type LogsDeps } from './logs.ts';
import { Markers } from './marker.ts';
import { type Mode, WRITE } from './mode.ts';
import { createPages } from './pages.ts';
import { People } from './people.ts';
import type { ChatPort } from './ports.ts';
import { Prefs } from './prefs.ts';
import { Receipts } from './receipts.ts';
import { Rows } from './rows.ts';
import { Typing } from './typing.ts';
import { Watch } from './watch.ts';

export interface Holdings {
  /** The server's calls; pages of logs come from the device where it has them. */
  readonly port: ChatPort;
  readonly keeper: Keeper;
  readonly people: People;
  readonly logs: Logs;
  readonly rows: Rows;
  readonly hints: Hints;
  readonly receipts: Receipts;
  readonly typing: Typing;
  readonly markers: Markers;
  readonly prefs: Prefs;
  readonly drafts: Drafts<string>;
  /** Replies and edits that were begun. */
  readonly modes: Drafts<Mode>;
  readonly watch: Watch;
}

/** The rest of the engine, as these parts need it. */
export interface Outside {
  changed(): void;
  /** Of a row of the list. */
  rowChanged(id: ConversationId): void;
  personChanged(id: UserId): void;
  place(): StoredPlace | null;
  /** What lies up to this cursor is stored. */
  stored(cursor: string): void;
  /** Of what only the device has nothing may be kept any more. */
  emptied(): void;
  /** Events that were read, not pushed. */
  read(events: readonly WireEvent[]): void;
  live(): boolean;
  tell(message: TabMessage): void;
}

export function createHoldings(deps: ChatDeps, outside: Outside): Holdings {
  const { clock, storage } = deps;
  const { changed, rowChanged, personChanged, tell } = outside;
  const me = deps.me.id;
  const head = (id: ConversationId) => {
    const row = rows.get(id);
    return row ? hints.headOf(row) : null;
  };
  const isCurrent = (id: ConversationId) => rows.get(id)?.fanOut !== 'READ';
  const keeper: Keeper = new Keeper({
    storage,
    clock,
    place: outside.place,
    row: (id) => rowOf(held, id),
    held: () => heldOf(held),
    written: outside.stored,
    failed: outside.emptied,
  });
  const { row: wrote, flushLog: flushed, turn } = keeper;
  const conversation = async (id: ConversationId) => watch.asHeld(await deps.port.conversation(id));
  const port = { ...deps.port, conversation, events: createPages({ port: deps.port, storage, head, isCurrent, flushed, turn }) };
  const people = new People({ port, wrote: keeper.user, changed: personChanged });
  const person = people.put;
  const kept: LogsDeps['kept'] = (id, ask) => storage.page(id, ask, 0);
  const read: LogsDeps['read'] = (id, range, events) => {
    outside.read(events);
    hints.read(id, range, events);
  };
  const logs: Logs = new Logs({ me, port, head, kept, wrote: keeper.range, read, changed: rowChanged });
  const rows: Rows = new Rows({ me, port, log: logs.state, person, gone: (id) => forget(held, id), wrote, changed: rowChanged });
  const hints: Hints = new Hints({ rows, logs, counted: (id, events) => held.typing.seen(id, events) });
  const drop = (id: ConversationId) => {
    rows.remove(id);
    forget(held, id);
  };
  const watch: Watch = new Watch({ clock, rows, drop });
  const receipts = new Receipts({ me, port, clock, person, wrote, changed });
  const typing = new Typing({ me, port, clock, live: outside.live, changed: rowChanged });
  const answered = (row: WireConversation) => rows.update(row);
  const markers = new Markers({ port, clock, row: rows.get, answered, changed: rowChanged });
  const prefs = new Prefs({ port, row: rows.get, answered, changed: rowChanged });
  const drafts = new Drafts<string>({
    clock,
    none: '',
    keep: (id, text) => storage.putDraft(id, text),
    tell: (conversationId, text) => tell({ kind: 'draft', conversationId, text }),
    changed: rowChanged,
  });
  const modes = new Drafts<Mode>({
    clock,
    none: WRITE,
    keep: (id, mode) => storage.putMode(id, mode),
    tell: (conversationId, mode) => tell({ kind: 'mode', conversationId, mode }),
    changed: rowChanged,
  });
  const held: Holdings = { port, keeper, people, logs, rows, hints, receipts, typing, markers, prefs, drafts, modes, watch };
  return held;
}
