// What the public API says of one user when all is quiet: the list, the counters, every log to its end, and that what is
// closed to them stays closed.
import { EVENTS, SEARCH, SNAPSHOT, UNREAD } from './operations.ts';
import type { Person, Place } from './people.ts';
import type { Held, Reading } from './record.ts';
import { Lost, post, type Reply } from './socket.ts';
import { events as eventsAnswer, heldOf, snapshot as snapshotAnswer, unread as unreadAnswer } from './wire.ts';

const PAGE = 500;
const TRIES = 5;

export interface Asked {
  readonly url: string;
  readonly person: Person;
  readonly places: readonly Place[];
  /** Some of what must be found nowhere. */
  readonly secrets: readonly string[];
}

export async function readOut({ url, person: { account }, places, secrets }: Asked): Promise<Reading> {
  const said: string[] = [];
  const ask = async (query: string, variables: Readonly<Record<string, unknown>>): Promise<Reply> => {
    const reply = await patient(() => post(url, account.token, query, variables));
    said.push(JSON.stringify(reply));
    return reply;
  };
  const { conversations } = snapshotAnswer.parse(dataOf(await ask(SNAPSHOT, {}))).snapshot;
  const counters = unreadAnswer.parse(dataOf(await ask(UNREAD, {}))).unread;
  const logs = new Map<string, Held[]>();
  const closed: Record<string, string> = {};
  for (const { id } of conversations) logs.set(id, await readLog(ask, id));
  for (const { id } of places) {
    if (logs.has(id)) continue;
    const reply = await ask(EVENTS, { id, after: 0, limit: 1 });
    closed[id] = 'code' in reply ? reply.code : 'with its events';
  }
  for (const text of secrets) await ask(SEARCH, { text });
  return {
    userId: account.id,
    conversations: conversations.map(({ id, head, readSeq, unread }) => ({ id, head, readSeq, unread })),
    counters: Object.fromEntries(counters.conversations.map(({ id, unread }) => [id, unread])),
    counted: counters.total,
    logs,
    raw: said.join('\n'),
    closed,
  };
}

async function readLog(ask: (query: string, variables: Readonly<Record<string, unknown>>) => Promise<Reply>, id: string): Promise<Held[]> {
  const log: Held[] = [];
  for (let after = 0; ; ) {
    const { events, hasAfter } = eventsAnswer.parse(dataOf(await ask(EVENTS, { id, after, limit: PAGE }))).events;
    log.push(...events.map(heldOf));
    const last = events.at(-1);
    if (!last || !hasAfter) return log;
    after = last.seq;
  }
}

/** A busy machine may need more than one try. */
async function patient(ask: () => Promise<Reply>): Promise<Reply> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Lost) || tries === TRIES) throw error;
    }
  }
}

function dataOf(reply: Reply) {
  if ('data' in reply) return reply.data;
  throw new Error(`when all was quiet a reading was answered ${reply.code}: ${reply.message}`);
}
