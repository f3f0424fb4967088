// Pairs the runs of `*`, `_` and `~~` as CommonMark does, the inner ones first, in time linear in their number. A pair needs
// something to mark between: a kaomoji such as (*_*) is none. Pure.
import type { Flanks } from './flanking.ts';

export type Mark = 'strong' | 'em' | 'del';

export interface Run extends Flanks {
  readonly mark: string;
  readonly length: number;
  /** How much of it stands for itself. */
  left: number;
  /** How many words and other content stand before it. */
  readonly content: number;
  /** What ends here, in order; what begins here, the innermost first. */
  readonly closes: Mark[];
  readonly opens: Mark[];
}

/** CommonMark's rule of three: *a**b* is not a pair with its middle. */
function fits(opener: Run, closer: Run): boolean {
  if (opener.mark !== closer.mark || opener.content === closer.content) return false;
  const both = (opener.canClose || closer.canOpen) && (opener.length + closer.length) % 3 === 0;
  return !both || (opener.length % 3 === 0 && closer.length % 3 === 0);
}

function pair(opener: Run, closer: Run): void {
  const wide = opener.left >= 2 && closer.left >= 2;
  const mark = closer.mark === '~' ? 'del' : wide ? 'strong' : 'em';
  const taken = wide ? 2 : 1;
  opener.left -= taken;
  closer.left -= taken;
  opener.opens.push(mark);
  closer.closes.push(mark);
}

const kindOf = (run: Run) => `${run.mark}${run.canOpen}${run.length % 3}`;

export function pairRuns(runs: readonly Run[]): void {
  const open: Run[] = [];
  // How deep it was looked in vain for an opener of a kind: below that it is not looked again.
  const searched = new Map<string, number>();
  for (const run of runs) {
    while (run.canClose && run.left > 0) {
      const least = Math.min(searched.get(kindOf(run)) ?? 0, open.length);
      let at = open.length - 1;
      while (at >= least && !fits(open[at] ?? run, run)) at -= 1;
      const opener = open[at];
      if (at < least || !opener) {
        searched.set(kindOf(run), open.length);
        break;
      }
      open.length = at + 1;
      pair(opener, run);
      if (opener.left === 0) open.length = at;
    }
    if (run.canOpen && run.left > 0) open.push(run);
  }
}
