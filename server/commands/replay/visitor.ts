// A visitor of the replay, as the widget is one: a token of their own, a first word that opens a ticket, then line for line,
// each once the answer to the one before has come.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { Client } from './client.ts';
import { Ear } from './ear.ts';
import { OPEN_TICKET, RATE, READ_TICKET, SEND, START_VISITOR } from './operations.ts';
import type { Play, Plays, PlayTicket } from './play.ts';
import { againAfter, post } from './reply.ts';
import type { Stage } from './stage.ts';
import type { TalkLine } from './talks.ts';
import type { Tally } from './tally.ts';
import { witness } from './witness.ts';

const started = z.object({ token: z.string(), user: z.object({ id: z.string() }) });
const ticket = z.object({
  id: z.string(),
  number: z.number(),
  state: z.string(),
  conversationId: z.string(),
  assignee: z.object({ id: z.string() }).nullable(),
});
const OVER = ['RESOLVED', 'CLOSED'];
const LOOK_MS = 3_000;
const RATES = 3;

export interface VisitorDeps {
  readonly stage: Stage;
  readonly plays: Plays;
  readonly tally: Tally;
  /** Nobody waits any more for what has not come. */
  readonly hurry: AbortSignal;
}

/** Again for as long as the address may begin no more, or nobody answers. Null: the run is to end meanwhile. */
async function heldBack<T>({ tally, hurry }: VisitorDeps, begin: () => Promise<T>): Promise<T | null> {
  for (;;) {
    try {
      return await begin();
    } catch (error) {
      const waitMs = againAfter(error);
      if (waitMs === null) throw error;
      if (hurry.aborted) return null;
      tally.heldBack += 1;
      await delay(waitMs);
    }
  }
}

const enter = ({ stage }: VisitorDeps) => post(stage.url, null, START_VISITOR, { siteKey: stage.siteKey });

/** One talk from its first line to the last; false: it did not come to its end. */
export async function visit(deps: VisitorDeps, play: Play): Promise<boolean> {
  const { stage, plays } = deps;
  const entered = await heldBack(deps, () => enter(deps));
  if (!entered) return false;
  const me = started.parse(entered.startVisitor);
  const ear = new Ear();
  const client = new Client(stage.url, me.token, [ear.stream]);
  try {
    await client.open();
    const opened = await open(deps, client, play, me.user.id);
    if (!opened) return false;
    plays.opened(opened, play);
    ear.follow(opened.conversationId);
    await ear.catchUp(client, opened.conversationId);
    if (!(await converse(deps, { client, ear, ticket: opened, play }))) return false;
    if (opened.number % RATES === 0) await client.ask(RATE, { id: opened.id, score: 1 + (opened.number % 5) });
    await witness({ client, ticket: opened, other: plays.another(play)?.ticket ?? null, tally: deps.tally });
    return true;
  } finally {
    plays.ended(play);
    await client.close();
  }
}

async function open(deps: VisitorDeps, client: Client, play: Play, visitorId: string): Promise<PlayTicket | null> {
  const text = play.talk.lines[0]?.text ?? '';
  const asked = { departmentId: play.departmentId, clientId: randomUUID(), text };
  const answer = await heldBack(deps, () => client.askOnce(OPEN_TICKET, asked));
  if (!answer) return null;
  const { id, number, conversationId } = ticket.parse(answer.openTicket);
  return { id, number, conversationId, visitorId };
}

interface Scene {
  readonly client: Client;
  readonly ear: Ear;
  readonly ticket: PlayTicket;
  readonly play: Play;
}

async function converse(deps: VisitorDeps, scene: Scene): Promise<boolean> {
  const { client, ear, ticket: mine, play } = scene;
  const { conversationId, visitorId, id } = mine;
  const until = (desk: () => number) =>
    ear.until(
      client,
      conversationId,
      () => ear.counts(conversationId, visitorId).desk >= desk(),
      () => deps.hurry.aborted,
    );
  const state = watch(deps, scene);
  deps.tally.messages += 1;
  try {
    let before = 0;
    let spoke = 0;
    for (const [at, line] of play.talk.lines.entries()) {
      if (line.by === 'desk') before += 1;
      if (at === 0 || line.by === 'desk') continue;
      // A person's answers are counted as they come: one of theirs is enough.
      const enough = () => (play.byPerson ? Math.min(before, spoke + (isReply(play.talk.lines, at) ? 1 : 0)) : before);
      if (!(await until(enough))) return false;
      await delay(line.pauseMs);
      await client.ask(SEND, { input: { conversationId, clientId: randomUUID(), text: line.text } });
      deps.tally.messages += 1;
      spoke = ear.counts(conversationId, visitorId).desk;
    }
    return await isOver(deps, client, id, until, () => (play.byPerson ? 0 : before));
  } finally {
    clearInterval(state);
  }
}

const isReply = (lines: readonly TalkLine[], at: number): boolean => lines[at - 1]?.by === 'desk';

/** Looks who answers, now and then: somebody of the desk may have taken it who is not of the replay. */
function watch({ stage, hurry }: VisitorDeps, { client, ticket: { id }, play }: Scene): NodeJS.Timeout {
  const ours = new Set(stage.agents.map((agent) => agent.id));
  const look = async () => {
    if (play.holder !== null || hurry.aborted) return;
    const { assignee } = ticket.parse((await client.ask(READ_TICKET, { id })).ticket);
    if (assignee && !ours.has(assignee.id)) play.byPerson = true;
  };
  // What fails here fails for the talk too, which says so.
  return setInterval(() => void look().catch(() => null), LOOK_MS);
}

async function isOver(
  { hurry }: VisitorDeps,
  client: Client,
  id: string,
  until: (desk: () => number) => Promise<boolean>,
  all: () => number,
): Promise<boolean> {
  if (!(await until(all))) return false;
  for (;;) {
    const { state } = ticket.parse((await client.ask(READ_TICKET, { id })).ticket);
    if (OVER.includes(state)) return true;
    if (hurry.aborted) return false;
    await delay(LOOK_MS / 6);
  }
}
