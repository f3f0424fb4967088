// The log as a reader may see it: ranges for pulls, pages for scrolling back, single messages.
import { AppError } from '../../../core/protocol/errors.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent, WireEventPage, WireReactors } from '../../../core/protocol/wire.ts';
import { readable, stayOf } from '../../../core/timeline/view.ts';
import type { Db } from '../../platform/db.ts';
import { presentRows } from './present.ts';
import { loadHead, loadPage, loadRanges, loadReactors, loadSpans, type Range } from './store.ts';

export { presentWritten } from './present.ts';
export { msOf } from './store.ts';

const REACTORS = 100;

export interface PageAsk {
  readonly conversationId: ConversationId;
  /** The last ones below it. */
  readonly before: number | null;
  /** The first ones above it; with `before`: the first between. */
  readonly after: number | null;
  /** 1 to 500. */
  readonly limit: number;
}

export interface History {
  /** The events of these ranges that the reader's stays grant, members or not, by conversation and seq. */
  ranges(readerId: UserId, ranges: readonly Range[]): Promise<WireEvent[]>;
  /**
   * Who reacted to a message, at most 100 with each emoji, by the emoji's age; nobody where it was recalled. NOT_FOUND where
   * no stay that goes on grants it: an ended one saw counts as of its end, and no names since.
   */
  reactors(readerId: UserId, conversationId: ConversationId, seq: number): Promise<WireReactors[]>;
  /** A page of one log, ascending. NOT_FOUND for who is not in. */
  page(readerId: UserId, ask: PageAsk): Promise<WireEventPage>;
}

export function createHistory(db: Db): History {
  const { pool } = db;

  async function ranges(readerId: UserId, asked: readonly Range[]): Promise<WireEvent[]> {
    if (asked.length === 0) return [];
    const ids = [...new Set(asked.map((range) => range.conversationId))];
    const [rows, spans] = await Promise.all([loadRanges(pool, asked), loadSpans(pool, readerId, ids)]);
    return presentRows(pool, readerId, rows, spans);
  }

  async function reactors(readerId: UserId, conversationId: ConversationId, seq: number): Promise<WireReactors[]> {
    const [rows, spans] = await Promise.all([
      loadRanges(pool, [{ conversationId, fromSeq: seq, toSeq: seq }]),
      loadSpans(pool, readerId, [conversationId]),
    ]);
    const stay = stayOf(spans.get(conversationId) ?? [], seq);
    const message = rows[0];
    if (stay?.toSeq !== null || message?.kind !== 'message') throw new AppError('NOT_FOUND');
    if (message.recalledAt !== null) return [];
    const byEmoji = Map.groupBy(await loadReactors(pool, conversationId, seq, REACTORS), (row) => row.emoji);
    return [...byEmoji].map(([emoji, of]) => ({ emoji, userIds: of.map(({ userId }) => userId) }));
  }

  /** Walks the readable ranges from the asked side until the page is full. */
  async function page(readerId: UserId, ask: PageAsk): Promise<WireEventPage> {
    const head = await loadHead(pool, readerId, ask.conversationId);
    if (head === null) throw new AppError('NOT_FOUND');
    const spans = await loadSpans(pool, readerId, [ask.conversationId]);
    const all = readable(spans.get(ask.conversationId) ?? []).map((r) => ({ fromSeq: r.fromSeq, toSeq: Math.min(r.toSeq ?? head, head) }));
    const low = ask.after === null ? 0 : ask.after + 1;
    const high = ask.before === null ? head : Math.min(ask.before - 1, head);
    const last = ask.after === null;
    const asked = all
      .map((r) => ({ fromSeq: Math.max(r.fromSeq, low), toSeq: Math.min(r.toSeq, high) }))
      .filter((r) => r.fromSeq <= r.toSeq);
    const rows = [];
    for (const part of last ? asked.reverse() : asked) {
      if (rows.length >= ask.limit) break;
      const found = await loadPage(pool, { conversationId: ask.conversationId, ...part }, ask.limit - rows.length, last);
      rows.push(...(last ? found.reverse() : found));
    }
    if (last) rows.reverse();
    const first = rows[0]?.seq ?? (last ? high + 1 : low);
    const final = rows.at(-1)?.seq ?? (last ? high : low - 1);
    return {
      events: await presentRows(pool, readerId, rows, spans),
      head,
      hasBefore: all.some((r) => r.fromSeq < first),
      hasAfter: all.some((r) => r.toSeq > final),
    };
  }

  return { ranges, page, reactors };
}
