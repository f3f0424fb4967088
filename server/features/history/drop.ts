// Rows leave the database a day after their segment was recorded, and only when the segment, read again, holds what they
// hold: an archive that was lost or altered within the day costs nothing.
import { BlobError } from '../../platform/blobs/blobs.ts';
import type { Connection } from '../../platform/db.ts';
import { type ArchiveDeps, readSegment } from './archive-segment.ts';
import { asOfNow } from './rules.ts';
import type { ArchivedEvent } from './segment.ts';
import { placeKey } from './store.ts';
import { dropRows, loadUndropped } from './store-archive.ts';
import { loadOverlays, type SegmentRow } from './store-cold.ts';

const WARM_MS = 24 * 3_600_000;
const AT_ONCE = 1_000;

export async function dropOld(deps: ArchiveDeps): Promise<{ dropped: number; failed: number }> {
  const counts = { dropped: 0, failed: 0 };
  for (let more = true; more; ) {
    const segments = await loadUndropped(deps.pool, deps.now() - WARM_MS, AT_ONCE);
    for (const segment of segments) {
      if (deps.stop?.aborted) return counts;
      if (await dropSegment(deps, segment)) counts.dropped += 1;
      else counts.failed += 1;
    }
    more = counts.failed === 0 && segments.length === AT_ONCE;
  }
  return counts;
}

/** False: the rows stay, and operators hear why. */
async function dropSegment(deps: ArchiveDeps, segment: SegmentRow): Promise<boolean> {
  try {
    const events = await readSegment(deps, segment);
    deps.log.debug({ key: segment.key }, 'archive: read before the rows go');
    const same = async (on: Connection, rows: readonly ArchivedEvent[]) =>
      JSON.stringify(await presentNow(on, segment, events)) === JSON.stringify(rows);
    const dropped = await dropRows(deps.pool, segment, deps.now(), same);
    if (!dropped) deps.log.error({ key: segment.key }, 'a segment does not hold what its rows hold: they stay');
    deps.log.debug({ key: segment.key, dropped }, 'archive: dropped');
    return dropped;
  } catch (error) {
    if (error instanceof BlobError) throw error;
    deps.log.error({ error, key: segment.key }, 'the rows of a segment could not be dropped');
    return false;
  }
}

/** The segment's events as of now. */
export async function presentNow(
  on: Parameters<typeof loadOverlays>[0],
  segment: SegmentRow,
  events: readonly ArchivedEvent[],
): Promise<ArchivedEvent[]> {
  const { conversationId, fromSeq } = segment;
  const before = [...new Set(events.flatMap(({ targetSeq }) => (targetSeq !== null && targetSeq < fromSeq ? [targetSeq] : [])))];
  const overlays = await loadOverlays(on, [segment, ...before.map((seq) => ({ conversationId, fromSeq: seq, toSeq: seq }))]);
  const overlayOf = (seq: number) => overlays.get(placeKey(conversationId, seq));
  return events.map((event) => asOfNow(event, overlayOf(event.seq), event.targetSeq === null ? undefined : overlayOf(event.targetSeq)));
}
