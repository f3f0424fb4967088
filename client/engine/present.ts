// From what is held to what the screens see. Pure; each view is made again only when one of its parts is another object.
import type { UserId } from '../../core/protocol/ids.ts';
import type { ConversationPrefs, WireConversation, WireEvent, WireUser } from '../../core/protocol/wire.ts';
import { moveMarker } from '../../core/timeline/reduce.ts';
import { isEffect } from '../../core/timeline/reduce-effect.ts';
import { EMPTY_LOG, gapsOf, type LogState } from '../../core/timeline/reduce-log.ts';
import type { HeldLog } from './logs.ts';
import type { Mode } from './mode.ts';
import type { ConversationView, LogItem, LogView, OutboxItem, ReceiptsView } from './view.ts';

export interface RowParts {
  readonly row: WireConversation;
  readonly lastAt: number;
  readonly peer: WireUser | null;
  /** My marker, where it is ahead of the row's. */
  readonly marker: number;
  readonly log: LogState;
  readonly typing: readonly UserId[];
  readonly draft: string;
  readonly mode: Mode;
  readonly unsent: readonly OutboxItem[];
  /** What I have changed of them and the row does not show yet. */
  readonly prefs: Partial<ConversationPrefs>;
}

export function presentConversation(parts: RowParts, me: UserId): ConversationView {
  const { row, unsent } = parts;
  const { readSeq, unread, mentions } = moveMarker(row, parts.marker, parts.log, me).row;
  const { id, kind, title, role, memberCount, head, lastMessage, pinned, muted } = row;
  const failed = unsent.filter((item) => item.state === 'failed').length;
  return {
    id,
    kind,
    title,
    peer: parts.peer,
    role,
    memberCount,
    head,
    readSeq,
    unread,
    mentions,
    lastMessage,
    lastAt: Math.max(parts.lastAt, unsent.at(-1)?.createdAt ?? 0),
    typing: parts.typing,
    draft: parts.draft,
    mode: parts.mode,
    queued: unsent.length - failed,
    failed,
    pinned,
    muted,
    ...parts.prefs,
  };
}

const eventItems = new WeakMap<WireEvent, LogItem>();
const unsentItems = new WeakMap<OutboxItem, LogItem>();

/** The same item for the same object, so that a row of the log is drawn again only when it changes. */
function itemOf<K extends object>(known: WeakMap<K, LogItem>, key: K, make: (key: K) => LogItem): LogItem {
  let item = known.get(key);
  if (!item) {
    item = make(key);
    known.set(key, item);
  }
  return item;
}

function presentItems(state: LogState, head: number, unsent: readonly OutboxItem[]): LogItem[] {
  const items: LogItem[] = [];
  const gaps = gapsOf(state, head);
  let next = 0;
  const putGaps = (below: number) => {
    for (let gap = gaps[next]; gap && gap.fromSeq < below; gap = gaps[next]) {
      items.push({ type: 'gap', ...gap });
      next += 1;
    }
  };
  for (const event of state.events) {
    putGaps(event.seq);
    if (!isEffect(event)) items.push(itemOf(eventItems, event, (each) => ({ type: 'event', event: each })));
  }
  putGaps(Number.POSITIVE_INFINITY);
  for (const item of unsent) items.push(itemOf(unsentItems, item, (each) => ({ type: 'unsent', item: each })));
  return items;
}

export interface LogParts {
  readonly held: HeldLog | undefined;
  /** Null: not mine; undefined: it is not known yet whose it is. */
  readonly head: number | null | undefined;
  readonly unsent: readonly OutboxItem[];
  readonly receipts: ReceiptsView;
}

export function presentLog({ held, head, unsent, receipts }: LogParts): LogView {
  const state = held?.state ?? EMPTY_LOG;
  const isHere = state.ranges.length > 0;
  return {
    state: head === null ? 'gone' : isHere ? 'ready' : held?.failed ? 'failed' : 'loading',
    items: head === null ? [] : presentItems(state, head ?? 0, unsent),
    hasBefore: held?.hasBefore ?? false,
    loadingBefore: held?.loadingBefore ?? false,
    failedBefore: held?.failedBefore ?? false,
    ...receipts,
  };
}

/** Pinned ones first, each part latest first; of the same moment the younger conversation. */
export function compareConversations(a: ConversationView, b: ConversationView): number {
  return (
    Number(b.pinned) - Number(a.pinned) || b.lastAt - a.lastAt || b.id.length - a.id.length || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)
  );
}
