// The log as a reader may see it: ranges for pulls, pages for scrolling back, single messages.
import { AppError } from '../../../core/protocol/errors.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent, WireEventPage, WireReactors } from '../../../core/protocol/wire.ts';
import { readable, stayOf } from '../../../core/timeline/view.ts';
import type { Blobs } from '../../platform/blobs/blobs.ts';
import type { Db } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import { createColdReader } from './cold.ts';
import { createLogReader } from './log.ts';
import { presentRows } from './present.ts';
import type { ArchivedEvent } from './segment.ts';
import { loadHead, loadReactors, loadSpans, type Range } from './store.ts';

export { runArchive } from './archive.ts';
export { startArchiver } from './archiver.ts';
export { presentWritten } from './present.ts';
export { asOfNow } from './rules.ts';
export type { ArchivedEvent } from './segment.ts';
export { msOf, placeKey } from './store.ts';
export { countAt, droppedAbove, loadOverlays, writeOverlays } from './store-cold.ts';
export { verifyHistory } from './verify.ts';

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
  /** One archived event as its segment holds it, for the write path. INTERNAL or BUSY where it cannot be had. */
  stored(conversationId: ConversationId, seq: number): Promise<ArchivedEvent>;
}

/** `store`: where archived events are; without it asking for one is an error. */
export function createHistory(db: Db, store: { readonly blobs: Blobs; readonly log: Log } | null = null): History {
  const { pool } = db;
  const cold = store && createColdReader({ pool, ...store });
  const log = createLogReader({ pool, cold });

  async function ranges(readerId: UserId, asked: readonly Range[]): Promise<WireEvent[]> {
    if (asked.length === 0) return [];
    const ids = [...new Set(asked.map((range) => range.conversationId))];
    const [rows, spans] = await Promise.all([log.ranges(asked), loadSpans(pool, readerId, ids)]);
    return presentRows({ pool, log }, readerId, rows, spans);
  }

  async function reactors(readerId: UserId, conversationId: ConversationId, seq: number): Promise<WireReactors[]> {
    const [rows, spans] = await Promise.all([
      log.ranges([{ conversationId, fromSeq: seq, toSeq: seq }]),
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
    const rows = await log.ranges(takeFrom(asked, ask.conversationId, ask.limit, last));
    const first = rows[0]?.seq ?? (last ? high + 1 : low);
    const final = rows.at(-1)?.seq ?? (last ? high : low - 1);
    return {
      events: await presentRows({ pool, log }, readerId, rows, spans),
      head,
      hasBefore: all.some((r) => r.fromSeq < first),
      hasAfter: all.some((r) => r.toSeq > final),
    };
  }

  return {
    ranges,
    page,
    reactors,
    stored(conversationId, seq) {
      if (!cold) throw new Error('archived events are asked for, and no store of objects was opened');
      return cold.stored(conversationId, seq);
    },
  };
}

/** The first or the last `limit` places of these ranges (a log has no hole), ascending. */
function takeFrom(
  asked: readonly { readonly fromSeq: number; readonly toSeq: number }[],
  conversationId: ConversationId,
  limit: number,
  last: boolean,
): Range[] {
  const taken: Range[] = [];
  let left = limit;
  for (const { fromSeq, toSeq } of last ? [...asked].reverse() : asked) {
    const size = Math.min(left, toSeq - fromSeq + 1);
    if (size === 0) break;
    taken.push({ conversationId, ...(last ? { fromSeq: toSeq - size + 1, toSeq } : { fromSeq, toSeq: fromSeq + size - 1 }) });
    left -= size;
  }
  return last ? taken.reverse() : taken;
}
