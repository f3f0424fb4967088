// At the end each talk is read again from the server, as a supervisor reads it, and held against its source.
import { z } from 'zod';
import type { Client } from './client.ts';
import { compare, type Said } from './compare.ts';
import { readLog } from './ear.ts';
import { READ_TICKET } from './operations.ts';
import type { Record, Spool } from './spool.ts';
import type { Tally } from './tally.ts';

const AT_ONCE = 16;
const ticket = z.object({ state: z.string() });

export interface Checked {
  talks: number;
  lines: number;
  /** By state, as the desk says. */
  readonly states: Map<string, number>;
}

/** What is not complete is found. */
export async function checkTalks(owner: Client, spool: Spool, tally: Tally): Promise<Checked> {
  const checked: Checked = { talks: 0, lines: 0, states: new Map() };
  const records = spool.read();
  const worker = async () => {
    for (let next = await records.next(); !next.done; next = await records.next()) await checkOne(owner, next.value, tally, checked);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return checked;
}

async function checkOne(owner: Client, { name, ticket: of, lines, byPerson, done }: Record, tally: Tally, checked: Checked): Promise<void> {
  const { state } = ticket.parse((await owner.ask(READ_TICKET, { id: of.id })).ticket);
  checked.talks += 1;
  checked.states.set(state, (checked.states.get(state) ?? 0) + 1);
  if (done && state !== 'RESOLVED' && state !== 'CLOSED') tally.found('D5', `#${of.number} (${name}) is over and stands as ${state}`);
  const stands: Said[] = [];
  for await (const event of readLog(owner, of.conversationId))
    if (event.kind === 'message' && event.text !== null)
      stands.push({ by: event.senderId === of.visitorId ? 'visitor' : 'desk', text: event.text });
  checked.lines += stands.length;
  // Where a person answered, what they said is their own.
  const theirs = (said: readonly Said[]) => (byPerson ? said.filter(({ by }) => by === 'visitor') : said);
  // One that was broken off is told as unfinished: what of it was said is to stand there.
  const wanted = theirs(done ? lines : lines.slice(0, stands.length));
  const difference = compare(wanted, theirs(stands));
  if (!difference) return;
  for (const [what, count] of Object.entries(difference))
    for (let n = 0; n < count; n += 1) tally.found(what, `in #${of.number} (${name}), which has ${stands.length} lines of ${lines.length}`);
}
