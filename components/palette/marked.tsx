// A text with the signs that a search means in accent and weight.

import { Fragment } from 'react';

interface Run {
  readonly at: number;
  readonly text: string;
  readonly isMeant: boolean;
}

function runsOf(pieces: readonly string[], marks: readonly number[]): readonly Run[] {
  const meant = new Set(marks);
  const runs: Run[] = [];
  pieces.forEach((text, at) => {
    const last = runs.at(-1);
    const isMeant = meant.has(at);
    if (last?.isMeant === isMeant) runs[runs.length - 1] = { ...last, text: last.text + text };
    else runs.push({ at, text, isMeant });
  });
  return runs;
}

/** `pieces`: code points, or syllables; `marks`: which of them are meant. */
export function Marked({ pieces, marks }: { readonly pieces: readonly string[]; readonly marks: readonly number[] }) {
  return runsOf(pieces, marks).map(({ at, text, isMeant }) =>
    isMeant ? (
      <mark key={at} className="bg-transparent font-strong text-accent-text">
        {text}
      </mark>
    ) : (
      <Fragment key={at}>{text}</Fragment>
    ),
  );
}
