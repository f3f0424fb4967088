// The replay itself: agents come online, talks are started at their rate, and who is asked to stop lets those that are open end.
import { setTimeout as delay } from 'node:timers/promises';
import { Agent } from './agent.ts';
import { Play, Plays } from './play.ts';
import { Lost } from './reply.ts';
import type { Spool } from './spool.ts';
import type { Stage } from './stage.ts';
import type { Talk } from './talks.ts';
import type { Tally } from './tally.ts';
import { type VisitorDeps, visit } from './visitor.ts';

const COME_AT_ONCE = 16;
/** Who is asked to stop waits so long for the talks that are open. */
const FINISH_MS = 60_000;

export interface Run {
  readonly stage: Stage;
  readonly talks: AsyncGenerator<Talk>;
  /** A second. */
  readonly rate: number;
  /** At most. */
  readonly count: number;
  readonly tally: Tally;
  readonly spool: Spool;
  /** No more talks are started. */
  readonly stop: AbortSignal;
  /** Nothing is waited for. */
  readonly hurry: AbortController;
}

export async function playAll(run: Run): Promise<void> {
  const { stage, tally, hurry, stop } = run;
  const deps: VisitorDeps = { stage, plays: new Plays(), tally, hurry: hurry.signal };
  const agents = stage.agents.map((member) => new Agent(deps, member));
  for (const [at, agent] of agents.entries()) agent.stranger = agents.length > 1 ? (agents[(at + 1) % agents.length] ?? null) : null;
  for (let at = 0; at < agents.length; at += COME_AT_ONCE)
    await Promise.all(agents.slice(at, at + COME_AT_ONCE).map((agent) => agent.comeOnline()));
  const under = new Set<Promise<void>>();
  await startAll(run, deps, under);
  const patience = setTimeout(() => hurry.abort(), stop.aborted ? FINISH_MS : 2 ** 31 - 1);
  const impatient = () => setTimeout(() => hurry.abort(), FINISH_MS).unref();
  stop.addEventListener('abort', impatient);
  while (under.size > 0) await Promise.all(under);
  clearTimeout(patience);
  stop.removeEventListener('abort', impatient);
  await Promise.all(agents.map((agent) => agent.leave()));
}

async function startAll(run: Run, deps: VisitorDeps, under: Set<Promise<void>>): Promise<void> {
  const { stage, talks, rate, count, tally, stop } = run;
  const from = performance.now();
  for await (const talk of talks) {
    const wait = from + (tally.started * 1_000) / rate - performance.now();
    if (wait > 0) await delay(wait, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) return;
    const departmentId = stage.departmentIds[tally.started % stage.departmentIds.length];
    if (departmentId === undefined) return;
    tally.started += 1;
    const done = playOne(run, deps, new Play(talk, departmentId)).finally(() => under.delete(done));
    under.add(done);
    if (tally.started >= count) return;
  }
}

async function playOne({ tally, spool, hurry }: Run, deps: VisitorDeps, play: Play): Promise<void> {
  let done = false;
  try {
    done = await visit(deps, play);
  } catch (error) {
    // Who hurries is not answered any more.
    if (!(error instanceof Lost && hurry.signal.aborted))
      tally.found('failed', `${play.talk.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (done) tally.done += 1;
  if (play.byPerson) tally.byPeople += 1;
  if (!play.ticket) return;
  const lines = play.talk.lines.map(({ by, text }) => ({ by, text }));
  spool.add({ name: play.talk.name, ticket: play.ticket, lines, byPerson: play.byPerson, done });
}
