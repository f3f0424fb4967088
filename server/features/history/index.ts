// The log as a reader may see it: ranges for pulls, pages for scrolling back, single messages.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent, WireEventPage, WireReactors } from '../../../core/protocol/wire.ts';
import { stayOf } from '../../../core/timeline/view.ts';
import type { Blobs } from '../../platform/blobs/blobs.ts';
import type { Db } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import { createColdReader } from './cold.ts';
import { createLoads } from './loads.ts';
import { createLogReader } from './log.ts';
import { type PageAsk, readPage } from './page.ts';
import { presentRows } from './present.ts';
import type { ArchivedEvent } from './segment.ts';
import { loadHead, loadHeadOf, loadReactors, type Range } from './store.ts';

export { runArchive } from './archive.ts';
export { meterArchive, startArchiver } from './archiver.ts';
export { eventBytes, PageFill } from './page-fill.ts';
export { presentWritten } from './present.ts';
export { asOfNow } from './rules.ts';
export type { ArchivedEvent } from './segment.ts';
export { placeKey } from './store.ts';
export { countAt, droppedAbove, loadOverlays, writeOverlays } from './store-cold.ts';
export { verifyHistory } from './verify.ts';

const REACTORS = 100;
/** What who watches may read. */
const ALL = { joinedSeq: 1, fromSeq: 1, toSeq: null } as const;

export interface History {
  /** The events of these ranges that the reader's stays grant, members or not, by conversation and seq. */
  ranges(readerId: UserId, ranges: readonly Range[]): Promise<WireEvent[]>;
  /**
   * Who reacted to a message, at most 100 with each emoji, by the emoji's age; nobody where it was recalled. NOT_FOUND where
   * no stay that goes on grants it: an ended one saw counts as of its end, and no names since.
   */
  reactors(readerId: UserId, conversationId: ConversationId, seq: number): Promise<WireReactors[]>;
  /** A page of one log, ascending, `limit` events or about 1 MiB. NOT_FOUND for who is not in. */
  page(readerId: UserId, ask: PageAsk): Promise<WireEventPage>;
  /** One archived event as its segment holds it, for the write path. INTERNAL or BUSY where it cannot be had. */
  stored(conversationId: ConversationId, seq: number): Promise<ArchivedEvent>;
}

/** Whether somebody who is not in a conversation reads all of it by policy. */
export type MayWatch = (userId: UserId, conversationId: ConversationId) => Promise<boolean>;

/** `store`: where archived events are; without it asking for one is an error. Without `mayWatch` nobody watches. */
export function createHistory(
  db: Db,
  store: { readonly blobs: Blobs; readonly log: Log } | null = null,
  mayWatch: MayWatch = async () => false,
): History {
  const { pool } = db;
  const cold = store && createColdReader({ pool, ...store });
  const loads = createLoads(pool);
  const log = createLogReader({ pool, loads, cold });

  async function ranges(readerId: UserId, asked: readonly Range[]): Promise<WireEvent[]> {
    if (asked.length === 0) return [];
    const ids = [...new Set(asked.map((range) => range.conversationId))];
    const [rows, spans] = await Promise.all([log.ranges(asked), loads.spans(readerId, ids)]);
    return presentRows({ pool, log }, readerId, rows, spans);
  }

  async function reactors(readerId: UserId, conversationId: ConversationId, seq: number): Promise<WireReactors[]> {
    const [rows, spans] = await Promise.all([
      log.ranges([{ conversationId, fromSeq: seq, toSeq: seq }]),
      loads.spans(readerId, [conversationId]),
    ]);
    const stay = stayOf(spans.get(conversationId) ?? [], seq);
    const message = rows[0];
    if (stay?.toSeq !== null || message?.kind !== 'message') throw new AppError('NOT_FOUND');
    if (message.recalledAt !== null) return [];
    const byEmoji = Map.groupBy(await loadReactors(pool, conversationId, seq, REACTORS), (row) => row.emoji);
    return [...byEmoji].map(([emoji, of]) => ({ emoji, userIds: of.map(({ userId }) => userId) }));
  }

  async function page(readerId: UserId, ask: PageAsk): Promise<WireEventPage> {
    const { conversationId } = ask;
    const own = await loadHead(pool, readerId, conversationId);
    const head = own ?? ((await mayWatch(readerId, conversationId)) ? await loadHeadOf(pool, conversationId) : null);
    if (head === null) throw new AppError('NOT_FOUND');
    const spans = own === null ? new Map([[conversationId, [ALL]]]) : await loads.spans(readerId, [conversationId]);
    const read = async (asked: readonly Range[]) => presentRows({ pool, log }, readerId, await log.ranges(asked), spans);
    return readPage(ask, { head, stays: spans.get(conversationId) ?? [] }, read);
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
