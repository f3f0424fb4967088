// Reads talks of a customer and an agent, one JSON object a line: {id, topic, turns: [{role, text}]}. Pure.
import { z } from 'zod';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { textFault } from '../../../core/protocol/text.ts';
import { linesOf } from './lines.ts';
import type { Fault, Line } from './types.ts';

const TOPIC_UNITS = 60;

const talkInput = z.object({
  id: z
    .union([z.string(), z.number()])
    .optional()
    .refine((id) => typeof id !== 'string' || textFault(id, LIMITS.nameUnits) === null),
  /** What of it can stand in a name. */
  topic: z
    .string()
    .nullish()
    .transform((topic) => (topic != null && textFault(topic) === null ? shorten(topic) : null)),
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

/** Cut between characters, not within one. */
function shorten(topic: string): string {
  const cut = topic.slice(0, TOPIC_UNITS);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}

/** `from`: the time of the first turn of each talk, ms since 1970; the others follow by a second each. */
export function parseJsonl(bytes: Uint8Array, from: number): { talks: Talk[]; faults: Fault[] } {
  const talks: Talk[] = [];
  const faults: Fault[] = [];
  const seen = new Map<string, number>();
  for (const [index, raw] of linesOf(bytes).entries()) {
    const line = index + 1;
    const talk = raw === null ? 'is not UTF-8' : readTalk(raw);
    if (typeof talk === 'string') {
      faults.push({ line, reason: talk });
      continue;
    }
    const id = String(talk.id ?? line);
    const first = seen.get(id);
    if (first !== undefined) {
      faults.push({ line, reason: `has the id of the talk in line ${first}` });
      continue;
    }
    seen.set(id, line);
    const turns = talk.turns.map(({ role, text: said }, turn) => ({
      kind: 'message' as const,
      name: role,
      text: said,
      at: from + turn * 1000,
      line: turn + 1,
    }));
    for (const turn of turns.filter((one) => textFault(one.text) !== null))
      faults.push({ line, reason: `has no text that can be stored in turn ${turn.line}` });
    const lines = turns.filter((turn) => textFault(turn.text) === null);
    if (lines.length > 0) talks.push({ id, topic: talk.topic, line, lines });
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
  return talk.success
    ? talk.data
    : 'is no talk: it needs turns with a role (customer or agent) and a text, and an id of at most 100 characters';
}
