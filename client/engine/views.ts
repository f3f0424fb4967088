// The screens' questions, answered from the parts: the same object until a part of the answer changes.
import type { ConversationId } from '../../core/protocol/ids.ts';
import { EMPTY_LOG } from '../../core/timeline/reduce-log.ts';
import type { Engine } from './engine.ts';
import type { HeldLog } from './logs.ts';
import { memo, memoByKey, sameList } from './memo.ts';
import { presentConversation, presentLog, type RowParts } from './present.ts';
import { RowList } from './row-list.ts';
import type { ChatSource, ConnectionState, ConnectionView, ConversationView, DeviceView, OutboxItem, ReceiptsView } from './view.ts';

/** While all is well, `currentAt` is shown anew so often only, ms. */
const FRESH_MS = 25_000;
const LOG_VIEWS = 50;

type Views = Omit<ChatSource, 'me' | 'actions' | 'subscribe'>;

export function createViews(engine: Engine): Views {
  const { people, receipts } = engine;
  return {
    connection: connectionView(engine),
    ...listViews(engine),
    log: logViews(engine),
    readers: (id, seq) => receipts.readers(id, seq),
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

type ConnectionParts = [state: ConnectionState, currentAt: number | null, queued: number, failed: number];

function connectionView({ connection, sync, outbox }: Engine): () => ConnectionView {
  const present = memo((...[state, currentAt, queued, failed]: ConnectionParts) => ({ state, currentAt, queued, failed }));
  let shownAt: number | null = null;
  /** Whether it has been current since it stands. */
  let caughtUp = false;
  return () => {
    const state = connection.state();
    const at = sync.currentAt();
    if (state !== 'live') caughtUp = false;
    if (at === null || shownAt === null || !caughtUp || at - shownAt >= FRESH_MS) {
      caughtUp = state === 'live' && at !== shownAt;
      shownAt = at;
    }
    const { queued, failed } = outbox.counts();
    return present(state, shownAt, queued, failed);
  };
}

interface Shown {
  readonly parts: RowParts;
  readonly view: ConversationView;
}

/** A row as it is now; the same view while its parts are the same. */
function rowViews({ rows, logs, markers, prefs, typing, drafts, modes, outbox, people, deps }: Engine) {
  const shown = new Map<ConversationId, Shown>();
  return (id: ConversationId): ConversationView | null => {
    const row = rows.get(id);
    if (!row) {
      shown.delete(id);
      return null;
    }
    const marker = markers.of(id);
    const parts: RowParts = {
      row,
      lastAt: rows.lastAt(row),
      peer: row.peer && (people.user(row.peer.id) ?? row.peer),
      marker,
      log: marker > row.readSeq ? logs.state(id) : EMPTY_LOG,
      typing: typing.of(id),
      draft: drafts.of(id),
      mode: modes.of(id),
      unsent: outbox.items(id),
      prefs: prefs.of(id),
    };
    const before = shown.get(id);
    if (before && sameList(Object.values(before.parts), Object.values(parts))) return before.view;
    const view = presentConversation(parts, deps.me.id);
    shown.set(id, { parts, view });
    return view;
  };
}

/** It stands at the desk, not in the messenger. */
const isOfDesk = ({ kind }: ConversationView): boolean => kind === 'SUPPORT' || kind === 'NOTES';

function listViews(engine: Engine) {
  const { rows, sync, touched } = engine;
  const list = new RowList();
  const desk = new RowList();
  const rowView = rowViews(engine);
  function current(): RowList {
    if (touched.size === 0) return list;
    const shown = (atDesk: boolean) => (id: ConversationId) => {
      const view = rowView(id);
      return view && isOfDesk(view) === atDesk ? view : null;
    };
    list.update(touched, shown(false));
    desk.update(touched, shown(true));
    touched.clear();
    return list;
  }
  return {
    conversations: () => (rows.isLoaded() ? current().rows() : null),
    conversationsFailed: () => !rows.isLoaded() && sync.failed(),
    talks: () => {
      current();
      return desk.rows();
    },
    conversation: (id: ConversationId) => current().get(id) ?? desk.get(id) ?? null,
    counts: () => current().counts(),
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
