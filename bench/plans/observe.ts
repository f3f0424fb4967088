// Walks all paths over a filled database and judges what was seen.
import type { Size } from './fill.ts';
import { type Judged, judge } from './judge.ts';
import { PATHS } from './paths.ts';
import { Recorder } from './recorder.ts';
import { openWorld } from './world.ts';

/** What may read more than it answers, and how much at most. */
const ALLOWED: ReadonlyMap<string, number> = new Map();

export interface Outcome {
  readonly judged: readonly Judged[];
  /** Paths that failed, and what the product logged. */
  readonly failed: readonly string[];
}

export async function observe(url: string, size: Size, told: (path: string) => void = () => undefined): Promise<Outcome> {
  const recorder = new Recorder();
  const world = await openWorld(url, recorder);
  const failed: string[] = [];
  try {
    for (const [path, walk] of Object.entries(PATHS)) {
      told(path);
      recorder.path = path;
      try {
        await walk(world, size);
      } catch (error) {
        failed.push(`${path}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    await world.close();
  }
  const logged = world.failed.map((context) => JSON.stringify(context, (_key, value) => (value instanceof Error ? value.message : value)));
  return { judged: recorder.observed.map((seen) => judge(seen, ALLOWED)), failed: [...failed, ...logged] };
}
