// A segment on its way to the store of objects and back.
import type { Blobs } from '../../platform/blobs/blobs.ts';
import type { Pool } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import type { SegmentSize } from './rules.ts';
import { type ArchivedEvent, decodeSegment, type Segment, SegmentFault } from './segment.ts';
import { noteWaste } from './store-archive.ts';
import type { SegmentRow } from './store-cold.ts';

export interface ArchiveDeps {
  readonly pool: Pool;
  readonly blobs: Blobs;
  readonly log: Log;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** Ends a run between two segments. */
  readonly stop?: AbortSignal;
  /** Other sizes than the standard ones, never larger. */
  readonly size?: SegmentSize;
}

/** Noted as waste first: it is none once a record names it. */
export async function storeSegment(deps: ArchiveDeps, segment: Segment): Promise<void> {
  await noteWaste(deps.pool, segment.key);
  deps.log.debug({ key: segment.key }, 'archive: noted');
  await deps.blobs.put(segment.key, segment.bytes);
  deps.log.debug({ key: segment.key }, 'archive: put');
}

/** Its events, read back from the store and checked. Throws SegmentFault. */
export async function readSegment({ blobs }: Pick<ArchiveDeps, 'blobs'>, segment: SegmentRow): Promise<ArchivedEvent[]> {
  const bytes = await blobs.get(segment.key);
  if (!bytes) throw new SegmentFault('there is no such object');
  return decodeSegment(bytes, segment);
}
