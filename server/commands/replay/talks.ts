// The talks of files and folders, one after the other as they are read: a file of any size takes the memory of a line.
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { textFault } from '../../../core/protocol/text.ts';

export type Side = 'visitor' | 'desk';

export interface TalkLine {
  readonly by: Side;
  readonly text: string;
  /** Before it is said. */
  readonly pauseMs: number;
}

export interface Talk {
  /** File and line: what is told of it. */
  readonly name: string;
  readonly topic: string | null;
  /** The first is the visitor's. */
  readonly lines: readonly TalkLine[];
}

const talkInput = z.object({
  topic: z.string().nullish(),
  turns: z
    .array(
      z.object({
        role: z.enum(['customer', 'agent']),
        text: z.string(),
        at: z.union([z.number(), z.iso.datetime({ offset: true })]).optional(),
      }),
    )
    .min(1),
});
type Input = z.output<typeof talkInput>;

/** So long somebody takes to write a character, where the talk has no times. */
const CHARACTER_MS = 25;
const TOPIC_UNITS = 200;

/** A folder stands for its .jsonl files, by name. */
function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => extname(name) === '.jsonl')
    .sort()
    .map((name) => join(path, name));
}

/** `leftOut` is told of each line that is no talk; the rest goes on. */
export async function* readTalks(
  paths: readonly string[],
  longestPauseMs: number,
  leftOut: (where: string, reason: string) => void,
): AsyncGenerator<Talk> {
  for (const path of paths) {
    const files = filesOf(path);
    if (files.length === 0) leftOut(path, 'holds no .jsonl files');
    for (const file of files) {
      let number = 0;
      const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
      for await (const line of lines) {
        number += 1;
        if (line.trim() === '') continue;
        const name = `${basename(file)}:${number}`;
        const talk = parseTalk(line, name, longestPauseMs);
        if (typeof talk === 'string') leftOut(name, talk);
        else yield talk;
      }
    }
  }
}

/** A string: why it is no talk. */
export function parseTalk(json: string, name: string, longestPauseMs: number): Talk | string {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return 'is not JSON';
  }
  const talk = talkInput.safeParse(value);
  if (!talk.success) return 'is no talk: it needs turns with a role (customer or agent) and a text';
  const { topic, turns } = talk.data;
  const fault = turns.findIndex(({ text }) => textFault(text) !== null);
  if (fault >= 0) return `has no text that can be sent in turn ${fault + 1}`;
  const subject = topic != null && textFault(topic) === null ? topic.slice(0, TOPIC_UNITS) : null;
  const lines = turns.map(({ role, text }, at): TalkLine => {
    return { by: role === 'customer' ? 'visitor' : 'desk', text, pauseMs: Math.min(longestPauseMs, pauseBefore(turns, at)) };
  });
  return { name, topic: subject, lines: lines[0]?.by === 'desk' ? [opening(subject), ...lines] : lines };
}

/** Where the agent begins, the visitor has to come first: with what it is about. */
const opening = (topic: string | null): TalkLine => ({ by: 'visitor', text: topic ?? '…', pauseMs: 0 });

/** As the talk has it, else as long as the line takes to write. */
function pauseBefore(turns: Input['turns'], at: number): number {
  const [one, before] = [turns[at], turns[at - 1]];
  if (!one || !before) return 0;
  const times = [before.at, one.at].map((time) => (typeof time === 'string' ? Date.parse(time) : time));
  const [from, to] = times;
  return from === undefined || to === undefined ? one.text.length * CHARACTER_MS : Math.max(0, to - from);
}
