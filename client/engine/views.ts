// The screens' questions, answered from the parts: the same object until a part of the answer changes.
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireConversation } from '../../core/protocol/wire.ts';
import { EMPTY_LOG } from '../../core/timeline/reduce-log.ts';
import type { Engine } from './engine.ts';
import type { HeldLog } from './logs.ts';
import { memo, memoByKey, sameList } from './memo.ts';
import { compareConversations, presentConversation, presentLog, type RowParts } from './present.ts';
import type { ReceiptsView } from './receipts.ts';
import type { ChatSource, ConnectionState, ConnectionView, ConversationView, DeviceView, OutboxItem } from './view.ts';

/** While all is well, `currentAt` is shown anew so often only, ms. */
const FRESH_MS = 25_000;
const LOG_VIEWS = 50;
const ROW_VIEWS = 5_000;

type Views = Omit<ChatSource, 'me' | 'actions' | 'subscribe'>;

export function createViews(engine: Engine): Views {
  const { rows, people } = engine;
  const rowView = rowViews(engine);
  return {
    connection: connectionView(engine),
    ...listViews(engine, rowView),
    conversation(id) {
      const row = rows.get(id);
      return row ? rowView(row) : null;
    },
    log: logViews(engine),
    user: (id) => people.user(id),
    presence: (id) => people.presence(id),
    device: deviceView(engine),
  };
}

function deviceView(engine: Engine): () => DeviceView {
  const { sync, deps } = engine;
  const present = memo((...[pos, head, gaps, repair, store, tab]: DeviceParts) => ({ pos, head, gaps, repair, store, tab }));
  return () => {
    const { pos, head, gaps, repair } = sync.proof();
    return present(pos, head, gaps, repair, deps.storage.keeps(), engine.role ?? 'alone');
  };
}

type DeviceParts = [
  pos: DeviceView['pos'],
  head: number,
  gaps: number,
  repair: DeviceView['repair'],
  store: DeviceView['store'],
  tab: DeviceView['tab'],
];

function connectionView({ connection, sync, outbox }: Engine): () => ConnectionView {
  const present = memo((state: ConnectionState, currentAt: number | null, queued: number) => ({ state, currentAt, queued }));
  let shownAt: number | null = null;
  return () => {
    const state = connection.state();
    const at = sync.currentAt();
    if (at === null || shownAt === null || state !== 'live' || at - shownAt >= FRESH_MS) shownAt = at;
    return present(state, shownAt, outbox.queued());
  };
}

function rowViews({ rows, logs, markers, typing, drafts, outbox, people, deps }: Engine): (row: WireConversation) => ConversationView {
  const present = memoByKey(ROW_VIEWS, (...[row, lastAt, peer, marker, log, who, draft, unsent]: RowPartList) =>
    presentConversation({ row, lastAt, peer, marker, log, typing: who, draft, unsent }, deps.me.id),
  );
  return (row) => {
    const { id } = row;
    const marker = markers.of(id);
    const peer = row.peer && (people.user(row.peer.id) ?? row.peer);
    const log = marker > row.readSeq ? logs.state(id) : EMPTY_LOG;
    return present(id, row, rows.lastAt(row), peer, marker, log, typing.of(id), drafts.of(id), outbox.items(id));
  };
}

type RowPartList = [
  row: RowParts['row'],
  lastAt: number,
  peer: RowParts['peer'],
  marker: number,
  log: RowParts['log'],
  typing: RowParts['typing'],
  draft: string,
  unsent: RowParts['unsent'],
];

function listViews({ rows, sync, notifier }: Engine, rowView: (row: WireConversation) => ConversationView) {
  let list: readonly ConversationView[] = [];
  let madeAt = -1;
  /** Made once a change of anything, and the same list while its rows and their order are the same. */
  function current(): readonly ConversationView[] {
    if (madeAt === notifier.version()) return list;
    madeAt = notifier.version();
    const next = [...rows.values()].map(rowView).sort(compareConversations);
    if (!sameList(next, list)) list = next;
    return list;
  }
  return {
    conversations: () => (rows.isLoaded() ? current() : null),
    conversationsFailed: () => !rows.isLoaded() && sync.failed(),
    totalUnread: () => current().reduce((sum, row) => sum + row.unread, 0),
  };
}

function logViews({ rows, logs, outbox, receipts }: Engine): ChatSource['log'] {
  const present = memoByKey(
    LOG_VIEWS,
    (held: HeldLog | undefined, head: number | null | undefined, unsent: readonly OutboxItem[], far: ReceiptsView) =>
      presentLog({ held, head, unsent, receipts: far }),
  );
  return (id: ConversationId) => {
    const head = rows.get(id)?.head ?? (rows.isLoaded() ? null : undefined);
    return present(id, logs.get(id), head, outbox.items(id), receipts.of(id));
  };
}
