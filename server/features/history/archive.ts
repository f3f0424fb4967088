// The job of the tiers, in one process at a time: old events of each log go into segments, rows leave 24 h after their
// segment, recalled texts leave the segments. Each step is durable before the next, so whoever dies at any of them leaves
// work that the next run completes. README.md tells the order and why.
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { BlobError } from '../../platform/blobs/blobs.ts';
import { aloneInDatabase } from '../../platform/job.ts';
import { type ArchiveDeps, readSegment, storeSegment } from './archive-segment.ts';
import { dropOld } from './drop.ts';
import { eraseRecalled, throwWaste } from './erase.ts';
import { cutSegment, SEGMENT } from './rules.ts';
import { encodeSegment } from './segment.ts';
import { chooseLogs, readNext, recordSegment } from './store-archive.ts';

const DAY_MS = 24 * 3_600_000;
const LOGS_AT_ONCE = 500;
/** A log that changes each time is left for the next run. */
const MAX_AGAIN = 5;

export interface ArchiveCounts {
  segments: number;
  events: number;
  /** Segments whose rows have left the database. */
  dropped: number;
  /** Recalled messages that left their segments. */
  erased: number;
  /** Logs and segments that could not be dealt with; the log names them. */
  failed: number;
}

/** `days`: how old events are archived; null: none, only what was begun is carried on. Null: another process is at it. */
export async function runArchive(deps: ArchiveDeps, days: number | null): Promise<ArchiveCounts | null> {
  const counts: ArchiveCounts = { segments: 0, events: 0, dropped: 0, erased: 0, failed: 0 };
  return aloneInDatabase(deps.pool, 'archive', async () => {
    await throwWaste(deps);
    const erasing = await eraseRecalled(deps);
    const dropping = await dropOld(deps);
    counts.erased += erasing.erased;
    counts.dropped += dropping.dropped;
    counts.failed += erasing.failed + dropping.failed;
    if (days !== null) await archiveOld(deps, deps.now() - days * DAY_MS, counts);
    return counts;
  });
}

async function archiveOld(deps: ArchiveDeps, before: number, counts: ArchiveCounts): Promise<void> {
  const { keep } = deps.size ?? SEGMENT;
  let after = '0';
  for (;;) {
    const logs = await chooseLogs(deps.pool, { after, before, keep, limit: LOGS_AT_ONCE });
    for (const id of logs) await archiveLog(deps, id, before, counts);
    const last = logs.at(-1);
    if (last === undefined || deps.stop?.aborted) return;
    after = last;
  }
}

/** A log that fails does not keep the others from being archived; a store that is away does. */
async function archiveLog(deps: ArchiveDeps, id: ConversationId, before: number, counts: ArchiveCounts): Promise<void> {
  try {
    while (!deps.stop?.aborted) {
      const events = await archiveNext(deps, id, before);
      if (events === 0) return;
      counts.segments += 1;
      counts.events += events;
    }
  } catch (error) {
    if (error instanceof BlobError) throw error;
    deps.log.error({ error, conversationId: id }, 'a log could not be archived');
    counts.failed += 1;
  }
}

/** How many events went into one more segment. */
async function archiveNext(deps: ArchiveDeps, id: ConversationId, before: number): Promise<number> {
  const size = deps.size ?? SEGMENT;
  for (let again = 0; again < MAX_AGAIN; again++) {
    const read = await readNext(deps.pool, id, { before, keep: size.keep, limit: size.events });
    const events = cutSegment(read.events, size);
    if (events.length === 0) return 0;
    const segment = encodeSegment(id, events);
    deps.log.debug({ key: segment.key }, 'archive: read');
    await storeSegment(deps, segment);
    await readSegment(deps, { conversationId: id, fromSeq: events[0]?.seq ?? 0, toSeq: events.at(-1)?.seq ?? 0, ...segment });
    deps.log.debug({ key: segment.key }, 'archive: verified');
    const recorded = await recordSegment(deps.pool, { ...read, events }, segment, deps.now());
    deps.log.debug({ key: segment.key, recorded }, 'archive: recorded');
    if (recorded) return events.length;
  }
  return 0;
}
