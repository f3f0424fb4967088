// An agent of the replay, as a desk is one: told what is offered, accepts, answers line for line once the visitor has spoken, and
// resolves. Several talks at once.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { Client } from './client.ts';
import { Ear } from './ear.ts';
import { ACCEPT, DECLINE, DESK, MY_OFFERS, SEND, SET_AGENT_STATE, SET_STATE } from './operations.ts';
import type { Play, Plays, PlayTicket } from './play.ts';
import { ApiError, type Data } from './reply.ts';
import type { Member, Stage } from './stage.ts';
import type { Tally } from './tally.ts';

const offered = z.object({ ticket: z.object({ id: z.string() }) });
const frame = z.object({
  desk: z.object({
    offer: offered.nullish(),
    agent: z.object({ user: z.object({ id: z.string() }), capacity: z.number(), load: z.number() }).nullish(),
  }),
});
const offers = z.object({ myOffers: z.array(offered) });

export interface AgentDeps {
  readonly stage: Stage;
  readonly plays: Plays;
  readonly tally: Tally;
  readonly hurry: AbortSignal;
}

/** Of so many talks one is tried by another agent (D6). */
const TRIES = 5;

export class Agent {
  readonly id: string;
  private readonly deps: AgentDeps;
  private readonly client: Client;
  private readonly ear = new Ear();
  private readonly taking = new Set<string>();
  private readonly under = new Set<Promise<void>>();
  /** Who has no business in this one's talks. */
  stranger: Agent | null = null;

  constructor(deps: AgentDeps, { id, token }: Member) {
    this.id = id;
    this.deps = deps;
    const desk = { query: DESK, heard: (data: Data) => this.hear(data) };
    this.client = new Client(deps.stage.url, token, [desk, this.ear.stream], () => this.begin(this.lookForOffers()));
  }

  async comeOnline(): Promise<void> {
    await this.client.open();
    await this.client.ask(SET_AGENT_STATE, { state: 'ONLINE', capacity: this.deps.stage.capacity });
  }

  async leave(): Promise<void> {
    while (this.under.size > 0) await Promise.all(this.under);
    await this.client.ask(SET_AGENT_STATE, { state: 'OFFLINE' });
    await this.client.close();
  }

  /** The code of the refusal; null: it was not refused. */
  async tryToSay(conversationId: string): Promise<string | null> {
    const input = { conversationId, clientId: randomUUID(), text: 'This must not be said.' };
    const answer = await this.client.ask(SEND, { input }).catch((error: unknown) => error);
    if (answer instanceof ApiError) return answer.code;
    if (answer instanceof Error) throw answer;
    return null;
  }

  private begin(work: Promise<void>): void {
    const done = work
      .catch((error: unknown) => this.deps.tally.found('failed', error instanceof Error ? error.message : String(error)))
      .finally(() => this.under.delete(done));
    this.under.add(done);
  }

  private hear(data: Data): void {
    const { offer, agent } = frame.parse(data).desk;
    if (offer) this.begin(this.take(offer.ticket.id));
    if (agent && agent.load > agent.capacity) this.deps.tally.found('D2', `agent ${agent.user.id} has ${agent.load} of ${agent.capacity}`);
  }

  private async lookForOffers(): Promise<void> {
    for (const { ticket } of offers.parse(await this.client.ask(MY_OFFERS)).myOffers) this.begin(this.take(ticket.id));
  }

  private async take(ticketId: string): Promise<void> {
    if (this.taking.has(ticketId)) return;
    this.taking.add(ticketId);
    try {
      const play = await this.deps.plays.of(ticketId);
      // Somebody else's: it goes on to who is not of the replay.
      if (!play?.ticket) return void (await this.ifOpen(DECLINE, ticketId));
      if (!(await this.ifOpen(ACCEPT, ticketId))) return;
      if (!play.accepted) this.deps.tally.waited(performance.now() - play.openedAt);
      play.accepted = true;
      if (play.holder !== null && !play.over) this.deps.tally.found('D1', `#${play.ticket.number} was accepted by two`);
      play.holder = this.id;
      play.byPerson = false;
      await this.answer(play, play.ticket);
      play.holder = null;
    } finally {
      this.taking.delete(ticketId);
    }
  }

  /** False: the offer is over. */
  private async ifOpen(query: string, ticketId: string): Promise<boolean> {
    try {
      await this.client.ask(query, { id: ticketId });
      return true;
    } catch (error) {
      if (error instanceof ApiError && ['CONFLICT', 'NOT_FOUND', 'FORBIDDEN'].includes(error.code)) return false;
      throw error;
    }
  }

  private async answer(play: Play, ticket: PlayTicket): Promise<void> {
    const { conversationId } = ticket;
    this.ear.follow(conversationId);
    try {
      await this.ear.catchUp(this.client, conversationId);
      if (!(await this.sayAll(play, ticket))) return;
      if (ticket.number % TRIES === 0) await this.letStrangerTry(ticket);
      await this.client.ask(SET_STATE, { id: ticket.id, state: 'RESOLVED' });
    } catch (error) {
      // Somebody has taken it over, or closed it: their lines are their own.
      if (!(error instanceof ApiError) || !['FORBIDDEN', 'NOT_FOUND', 'CONFLICT'].includes(error.code)) throw error;
      play.byPerson = true;
    } finally {
      this.ear.forget(conversationId);
    }
  }

  /** False: the visitor has gone. Lines that another of ours has said before stand there. */
  private async sayAll(play: Play, { conversationId, visitorId }: PlayTicket): Promise<boolean> {
    const counts = () => this.ear.counts(conversationId, visitorId);
    const said = counts().desk;
    let [visitors, ours] = [0, 0];
    for (const { by, text, pauseMs } of play.talk.lines) {
      if (by === 'visitor') visitors += 1;
      else ours += 1;
      if (by === 'visitor' || ours <= said) continue;
      const wanted = visitors;
      const isOver = () => this.deps.hurry.aborted || play.over;
      if (!(await this.ear.until(this.client, conversationId, () => counts().visitor >= wanted, isOver))) return false;
      await delay(pauseMs);
      await this.client.ask(SEND, { input: { conversationId, clientId: randomUUID(), text } });
      this.deps.tally.messages += 1;
    }
    const all = visitors;
    return this.ear.until(
      this.client,
      conversationId,
      () => counts().visitor >= all,
      () => this.deps.hurry.aborted || play.over,
    );
  }

  private async letStrangerTry({ conversationId, number }: PlayTicket): Promise<void> {
    const code = this.stranger && (await this.stranger.tryToSay(conversationId));
    if (this.stranger && code === null) this.deps.tally.found('D6', `an agent who does not have #${number} wrote to its visitor`);
  }
}
