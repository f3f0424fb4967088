// Segments as they are read for people: fetched, checked, and the last ones kept decoded, because whoever scrolls back asks
// for each several times. What is wrong with one, operators hear with its key.
import { AppError } from '../../../core/protocol/app-error.ts';
import { BlobAway, BlobError, type Blobs } from '../../platform/blobs/blobs.ts';
import type { Pool } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import { type ArchivedEvent, decodeSegment, SegmentFault } from './segment.ts';
import type { Range } from './store.ts';
import { loadSegments, type SegmentRow } from './store-cold.ts';

const KEPT = 16;
const AGAIN_MS = 5_000;

export interface ColdDeps {
  readonly pool: Pool;
  readonly blobs: Blobs;
  readonly log: Log;
}

export interface Segments {
  /** INTERNAL where the object is missing or altered, BUSY where the store does not answer. */
  eventsOf(segment: SegmentRow): Promise<readonly ArchivedEvent[]>;
  /** Tells operators; the error to throw. */
  fault(where: Range & { readonly key?: string }, reason: string): AppError;
}

export function openSegments({ pool, blobs, log }: ColdDeps): Segments {
  const kept = new Map<string, Promise<ArchivedEvent[]>>();

  function fault(where: Range & { readonly key?: string }, reason: string): AppError {
    log.error({ ...where, place: blobs.place, reason }, 'archived history cannot be read: run npm run history -- verify');
    return new AppError('INTERNAL');
  }

  async function fetchEvents(segment: SegmentRow): Promise<ArchivedEvent[]> {
    const bytes = await blobs.get(segment.key);
    if (bytes) return decodeSegment(bytes, segment);
    const [now] = await loadSegments(pool, [{ ...segment, toSeq: segment.fromSeq }]);
    // It was written anew meanwhile, without a text that was recalled.
    if (now && now.key !== segment.key) return fetchEvents(now);
    throw new SegmentFault('there is no such object');
  }

  /** The same key is read once, whoever asks meanwhile. */
  function keep(segment: SegmentRow): Promise<ArchivedEvent[]> {
    const reading = kept.get(segment.key) ?? fetchEvents(segment);
    kept.delete(segment.key);
    kept.set(segment.key, reading);
    for (const key of kept.keys()) if (kept.size > KEPT) kept.delete(key);
    return reading;
  }

  async function eventsOf(segment: SegmentRow): Promise<ArchivedEvent[]> {
    try {
      return await keep(segment);
    } catch (error) {
      kept.delete(segment.key);
      if (error instanceof SegmentFault) throw fault(segment, error.message);
      if (!(error instanceof BlobError)) throw error;
      // A store that is away is told of once, by its guard.
      if (error instanceof BlobAway) throw new AppError('BUSY', { retryAfterMs: error.retryAfterMs });
      log.warn({ error, key: segment.key }, 'the store of archived history refuses to be read');
      throw new AppError('BUSY', { retryAfterMs: AGAIN_MS });
    }
  }

  return { eventsOf, fault };
}
