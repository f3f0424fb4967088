// The whole archive, asked whether it is what the database says: every object is read, its hash, format and place checked,
// and each log looked at for holes between its segments and to its rows.
import { type ArchiveDeps, readSegment } from './archive-segment.ts';
import { SegmentFault } from './segment.ts';
import { loadAllSegments, loadBroken } from './store-archive.ts';
import type { SegmentRow } from './store-cold.ts';

const AT_ONCE = 500;

export interface Verified {
  segments: number;
  events: number;
  /** Segments whose rows still stand in the database. */
  warm: number;
  /** Objects of the store that no segment names. */
  unnamed: number;
  /** One line each. */
  faults: string[];
}

type VerifyDeps = Pick<ArchiveDeps, 'pool' | 'blobs'>;

/** Throws BlobError where the store does not answer. */
export async function verifyHistory(deps: VerifyDeps): Promise<Verified> {
  const found: Verified = { segments: 0, events: 0, warm: 0, unnamed: 0, faults: [] };
  const named = new Set<string>();
  let after = { conversationId: '0', fromSeq: 0 };
  for (;;) {
    const segments = await loadAllSegments(deps.pool, after, AT_ONCE);
    for (const segment of segments) {
      named.add(segment.key);
      found.segments += 1;
      if (!segment.dropped) found.warm += 1;
      await verifySegment(deps, segment, found);
    }
    const last = segments.at(-1);
    if (!last) break;
    after = last;
  }
  for (const { conversationId, reason } of await loadBroken(deps.pool)) found.faults.push(`conversation ${conversationId}: ${reason}`);
  found.unnamed = (await deps.blobs.list('segments/')).filter((key) => !named.has(key)).length;
  return found;
}

async function verifySegment(deps: VerifyDeps, segment: SegmentRow, found: Verified): Promise<void> {
  try {
    const events = await readSegment(deps, segment);
    found.events += events.length;
  } catch (error) {
    if (!(error instanceof SegmentFault)) throw error;
    found.faults.push(`${segment.key}: ${error.message}`);
  }
}
