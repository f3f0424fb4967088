// Reads a talk of the demo: a head of `name: value` lines, an empty line, then what happened. Pure; README.md tells the form.
import type { Handle } from './cast.ts';
import { StepReader, TalkError, type TalkStep } from './steps.ts';

export interface Talk {
  /** Null: a direct conversation. */
  readonly title: string | null;
  /** The first makes it. */
  readonly founders: readonly Handle[];
  /** The step from which somebody has not read it. */
  readonly unreadFrom: ReadonlyMap<Handle, number>;
  readonly steps: readonly TalkStep[];
}

/** Throws TalkError, with the number of the line. */
export function parseTalk(text: string): Talk {
  const lines = text.split('\n');
  const empty = lines.indexOf('');
  const head = lines.slice(0, Math.max(empty, 0)).map(readHead);
  const value = (name: string) => head.find(([key]) => key === name)?.[1];
  const reader = new StepReader();
  const founders = (value('with') ?? '').split(' ').map((who) => reader.handle(who));
  for (const block of blocksOf(lines, empty + 1)) reader.read(block);
  const unread = head.filter(([key]) => key.startsWith('unread '));
  return {
    title: value('title') ?? null,
    founders,
    unreadFrom: new Map(unread.map(([key, label]) => [reader.handle(key.slice('unread '.length)), reader.label(label)])),
    steps: reader.steps,
  };
}

function readHead(line: string, index: number): [string, string] {
  const [, key, value] = /^(title|with|unread [a-z]+): (.+)$/.exec(line) ?? [];
  if (key === undefined || value === undefined) throw new TalkError(`line ${index + 1}: is no line of a head`);
  return [key, value];
}

/** A line with those that go on with it, which begin with two blanks; an empty line between those belongs to it too. */
function blocksOf(lines: readonly string[], from: number): { readonly number: number; readonly text: string }[] {
  const blocks: { number: number; text: string }[] = [];
  let empty = 0;
  for (const [index, line] of lines.entries()) {
    if (index < from) continue;
    const last = blocks.at(-1);
    if (line === '') empty += 1;
    else if (last && line.startsWith('  ')) {
      last.text += `${'\n'.repeat(empty + 1)}${line.slice(2)}`;
      empty = 0;
    } else {
      blocks.push({ number: index + 1, text: line });
      empty = 0;
    }
  }
  return blocks;
}
