// Walks all paths over a filled database and judges what was seen.
import type { Size } from './fill.ts';
import { type Judged, judge, type Rules } from './judge.ts';
import { PATHS } from './paths.ts';
import { Recorder } from './recorder.ts';
import { openWorld } from './world.ts';

/** What may read more than it answers, how much more at most, and why. */
const ALLOWED: Readonly<Record<string, { readonly rows: number; readonly why: string }>> = {
  history_reactors: { rows: 100_000, why: 'all reactions of one message, when somebody asks who reacted' },
  history_touched: { rows: 100_000, why: 'all reactions of the messages that are shown' },
  presence_peers: { rows: 100_000, why: 'the members of what those who come online are in' },
  timeline_ack: { rows: 40_000, why: 'the entries since the last acknowledgement, as many as a cursor may lag behind' },
  timeline_member_marks: { rows: 10_000, why: 'the messages of the reader above their own marker' },
  timeline_followed: { rows: 20_000, why: 'the conversations of the one who comes, each with its kind of fan-out' },
  timeline_prefs_pinned: { rows: 10_000, why: 'the conversations of the one who pins another' },
  timeline_reactions_kinds: { rows: 100_000, why: 'all reactions of the message that is reacted to' },
};
const allowed = new Map(Object.entries(ALLOWED).map(([name, { rows }]) => [name, rows]));

/** At ten million events nothing is small; a table of some thousand rows is rightly gone through. */
export const RULES = { large: { few: 200, allowed }, small: { few: 4_000, allowed } } as const satisfies Record<string, Rules>;

export interface Outcome {
  readonly judged: readonly Judged[];
  /** Paths that failed, and what the product logged. */
  readonly failed: readonly string[];
}

export async function observe(url: string, size: Size, rules: Rules, told: (path: string) => void = () => undefined): Promise<Outcome> {
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
  return { judged: recorder.observed.map((seen) => judge(seen, rules)), failed: [...failed, ...logged] };
}
