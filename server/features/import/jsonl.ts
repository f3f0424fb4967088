// Reads talks of a customer and an agent, one JSON object a line: {id, topic, turns: [{role, text}]}. Pure.
import { z } from 'zod';
import { textFault } from '../../../core/protocol/text.ts';
import { linesOf } from './irc.ts';
import type { Fault, Line } from './types.ts';

const talkInput = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  topic: z.string().nullish(),
  turns: z.array(z.object({ role: z.enum(['customer', 'agent']), text: z.string() })),
});

export interface Talk {
  /** Unique in its file. */
  readonly id: string;
  readonly topic: string | null;
  /** From 1. */
  readonly line: number;
  /** `name` is the role. */
  readonly lines: readonly Line[];
}

/** `from`: the time of the first turn of each talk, ms since 1970; the others follow by a second each. */
export function parseJsonl(text: string, from: number): { talks: Talk[]; faults: Fault[] } {
  const talks: Talk[] = [];
  const faults: Fault[] = [];
  for (const [index, raw] of linesOf(text).entries()) {
    const line = index + 1;
    const talk = readTalk(raw);
    if (typeof talk === 'string') {
      faults.push({ line, reason: talk });
      continue;
    }
    const turns = talk.turns.map(({ role, text: said }, turn) => ({
      kind: 'message' as const,
      name: role,
      text: said,
      at: from + turn * 1000,
      line: turn + 1,
    }));
    for (const turn of turns.filter((one) => textFault(one.text) !== null))
      faults.push({ line, reason: `turn ${turn.line} has no text that can be stored` });
    const lines = turns.filter((turn) => textFault(turn.text) === null);
    if (lines.length > 0) talks.push({ id: String(talk.id ?? line), topic: talk.topic ?? null, line, lines });
  }
  return { talks, faults };
}

/** A string: why it cannot be read. */
function readTalk(raw: string): z.output<typeof talkInput> | string {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return 'is not JSON';
  }
  const talk = talkInput.safeParse(value);
  return talk.success ? talk.data : 'is no talk: it needs turns with a role (customer or agent) and a text';
}
