// The conversation list, kept sorted: a change of one row costs that row, and a copy of the list for its readers, not a
// sort of all. Counts are kept beside it. Readers get the same list, row and counts until one of them changes.
import type { ConversationId } from '../../core/protocol/ids.ts';
import { placeIn } from '../../core/sorted.ts';
import { compareConversations } from './present.ts';
import type { ConversationView, ListCounts } from './view.ts';

/** From so many changed rows, or from this share of all, one sort is cheaper. */
const SORT_FROM = 16;
const SORT_SHARE = 1 / 64;

const NONE: ListCounts = { messages: 0, calling: 0, unread: 0, mentions: 0 };

/** Whether it calls for attention: something unread, in a muted one a mention. */
export function calls(row: ConversationView): boolean {
  return row.muted ? row.mentions > 0 : row.unread > 0;
}

function countsOf(row: ConversationView): ListCounts {
  return {
    messages: row.muted ? row.mentions : row.unread,
    calling: calls(row) ? 1 : 0,
    unread: row.unread > 0 ? 1 : 0,
    mentions: row.mentions > 0 ? 1 : 0,
  };
}

/** `counts` with the row's own added (1) or taken off (-1); the same object where that changes nothing. */
function plus(counts: ListCounts, row: ConversationView, sign: 1 | -1): ListCounts {
  if (row.unread === 0 && row.mentions === 0) return counts;
  const own = countsOf(row);
  return {
    messages: counts.messages + sign * own.messages,
    calling: counts.calling + sign * own.calling,
    unread: counts.unread + sign * own.unread,
    mentions: counts.mentions + sign * own.mentions,
  };
}

function isSame(a: ListCounts, b: ListCounts): boolean {
  return a.messages === b.messages && a.calling === b.calling && a.unread === b.unread && a.mentions === b.mentions;
}

export class RowList {
  private readonly byId = new Map<ConversationId, ConversationView>();
  private sorted: readonly ConversationView[] = [];
  private total: ListCounts = NONE;

  rows = (): readonly ConversationView[] => this.sorted;
  counts = (): ListCounts => this.total;
  get = (id: ConversationId): ConversationView | undefined => this.byId.get(id);

  /** `view`: a row as it is now; the same object where it did not change, null where it is gone. */
  update(ids: Iterable<ConversationId>, view: (id: ConversationId) => ConversationView | null): void {
    const gone: ConversationView[] = [];
    const come: ConversationView[] = [];
    for (const id of ids) {
      const before = this.byId.get(id);
      const now = view(id);
      if (now === (before ?? null)) continue;
      if (before) gone.push(before);
      if (now) {
        come.push(now);
        this.byId.set(id, now);
      } else this.byId.delete(id);
    }
    if (gone.length + come.length === 0) return;
    this.recount(gone, come);
    const many = gone.length + come.length >= Math.max(SORT_FROM, this.byId.size * SORT_SHARE);
    this.sorted = many ? this.sortedAnew() : this.moved(gone, come);
  }

  private recount(gone: readonly ConversationView[], come: readonly ConversationView[]): void {
    let counts = this.total;
    for (const row of gone) counts = plus(counts, row, -1);
    for (const row of come) counts = plus(counts, row, 1);
    if (!isSame(counts, this.total)) this.total = counts;
  }

  private sortedAnew(): ConversationView[] {
    return [...this.byId.values()].sort(compareConversations);
  }

  private moved(gone: readonly ConversationView[], come: readonly ConversationView[]): ConversationView[] {
    const rows = [...this.sorted];
    for (const row of gone) rows.splice(placeIn(rows, row, compareConversations), 1);
    for (const row of come) rows.splice(placeIn(rows, row, compareConversations), 0, row);
    return rows;
  }
}
