// Runs the job of the tiers in a server: soon after the start, then each hour.
import { setTimeout as delay } from 'node:timers/promises';
import { BlobAway } from '../../platform/blobs/blobs.ts';
import type { JobMeter } from '../../platform/job.ts';
import type { Metrics } from '../../platform/metrics.ts';
import { type ArchiveCounts, runArchive } from './archive.ts';
import type { ArchiveDeps } from './archive-segment.ts';

const FIRST_MS = 60_000;
const EVERY_MS = 3_600_000;
/** Where the store of objects is away. */
const AWAY_MS = 5 * 60_000;

export interface Archiver {
  /** Ends what is under way between two segments. */
  close(): Promise<void>;
}

interface ArchiveMeter {
  archived(counts: ArchiveCounts): void;
  ended: ReturnType<JobMeter>;
}

const NO_METER: ArchiveMeter = { archived: () => undefined, ended: () => undefined };

export function meterArchive({ metrics, jobs }: { readonly metrics: Metrics; readonly jobs: JobMeter }): ArchiveMeter {
  const segments = metrics.counter({ name: 'parley_archived_segments_total', help: 'Segments of history that were archived.' });
  const events = metrics.counter({ name: 'parley_archived_events_total', help: 'Events in the segments of history that were archived.' });
  return {
    ended: jobs('archive'),
    archived(counts) {
      segments.inc(counts.segments);
      events.inc(counts.events);
    },
  };
}

/** `days` as in `runArchive`. */
export function startArchiver(
  deps: Omit<ArchiveDeps, 'stop' | 'now'>,
  days: number | null,
  { archived, ended }: ArchiveMeter = NO_METER,
): Archiver {
  const stop = new AbortController();
  const { signal } = stop;

  /** After what time it runs again, ms. */
  async function once(): Promise<number> {
    try {
      const counts = await runArchive({ ...deps, now: Date.now, stop: signal }, days);
      ended(counts === null ? 'elsewhere' : counts.failed > 0 ? 'failed' : 'done');
      if (counts) archived(counts);
      if (counts && Object.values(counts).some((count) => count > 0)) deps.log.info(counts, 'history was archived');
    } catch (error) {
      ended('failed');
      if (error instanceof BlobAway) {
        deps.log.warn({ error, place: deps.blobs.place }, 'archiving waits for the store of objects');
        return AWAY_MS;
      }
      deps.log.error({ error, place: deps.blobs.place }, 'history could not be archived: it is tried again in an hour');
    }
    return EVERY_MS;
  }

  /** Cut short by the close. */
  async function pause(ms: number): Promise<void> {
    try {
      await delay(ms, undefined, { signal, ref: false });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async function loop(): Promise<void> {
    await pause(FIRST_MS);
    while (!signal.aborted) await pause(await once());
  }

  const running = loop();
  return {
    async close() {
      stop.abort();
      await running;
    },
  };
}
