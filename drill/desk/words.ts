// Words said in the talks of tickets, each tried under its key until it has a final answer. They are recorded like all sends of the
// drill, so that the rules of the engine are checked for them too.
import { randomUUID } from 'node:crypto';
import { SEND } from '../operations.ts';
import { noteAnswer } from '../outbox.ts';
import type { Sent } from '../record.ts';
import type { Reply } from '../socket.ts';
import { askUntil, type DeskDeps } from './place.ts';

export interface Speaker {
  readonly userId: string;
  readonly token: string;
  readonly name: string;
}

/** Its ticket's talk is known from the answer on. */
export type Words = { -readonly [K in keyof Sent]: Sent[K] };

/** In the record. */
export function newWords({ recorder }: DeskDeps, { userId, name }: Speaker, conversationId: string, text: string): Words {
  const clientId = randomUUID();
  const words: Words = {
    userId,
    device: name,
    lane: clientId,
    clientSeq: 1,
    clientId,
    conversationId,
    text,
    askedAt: null,
    tries: 0,
    answers: [],
    givenUp: false,
  };
  recorder.sends.push(words);
  return words;
}

/** Out of the record: it was refused, and by right; that it is not in the log is checked apart. */
export function forget({ recorder }: DeskDeps, words: Words): void {
  const at = recorder.sends.indexOf(words);
  if (at >= 0) recorder.sends.splice(at, 1);
}

export async function say(deps: DeskDeps, speaker: Speaker, conversationId: string, text: string, isGivenUp: () => boolean): Promise<Said> {
  const words = newWords(deps, speaker, conversationId, text);
  const input = { conversationId, clientId: words.clientId, lane: words.lane, clientSeq: 1, text };
  const reply = await askUntil(deps, speaker.token, [SEND, { input }], isGivenUp, () => tried(deps, words));
  if (!reply) words.givenUp = true;
  else if ('data' in reply) noteAnswer(words, reply, deps.recorder.now());
  return { words, reply };
}

export interface Said {
  readonly words: Words;
  /** Null: it was given up. */
  readonly reply: Reply | null;
}

export function tried({ recorder }: DeskDeps, words: Words): void {
  words.askedAt ??= recorder.now();
  words.tries += 1;
}
