// An agent of the drill: their desk is open wherever an instance answers; they accept, decline or miss what they are offered, answer,
// hand on, put off and close, come and go. At the end they stay and finish all that they have.
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Random } from '../random.ts';
import { type Data, Socket } from '../socket.ts';
import { ACCEPT, AGENT_STATE, DECLINE, DESK, MY_OFFERS, MY_TICKETS, SET_STATE, TRANSFER } from './operations.ts';
import { askOnce, type DeskDeps } from './place.ts';
import { forget, type Speaker, say } from './words.ts';

const AGAIN_MS = 300;
const TURN_MS = { least: 250, most: 900 };
const SNOOZE_MS = 2_000;
const ticket = z.object({ id: z.string(), state: z.string(), conversationId: z.string() });
type Held = z.output<typeof ticket>;
const offered = z.object({ ticket });
const frame = z.object({ desk: z.object({ offer: offered.nullish() }) });
const mine = z.object({ tickets: z.object({ tickets: z.array(ticket) }) });
const offers = z.object({ myOffers: z.array(offered) });

export class DeskAgent {
  private readonly deps: DeskDeps;
  private readonly me: Speaker;
  private readonly random: Random;
  private readonly stopped = new AbortController();
  private readonly running: Promise<unknown>;
  private readonly answering = new Set<Promise<void>>();
  private state: 'ONLINE' | 'AWAY' = 'ONLINE';
  /** Stays and finishes. */
  private finishing = false;
  private readonly acceptedAt = new Map<string, number>();

  constructor(deps: DeskDeps, me: Speaker, fail: (error: unknown) => void) {
    this.deps = deps;
    this.me = me;
    this.random = deps.random.fork();
    this.running = Promise.all([this.listen(), this.work()]).catch(fail);
  }

  finish(): void {
    this.finishing = true;
    this.state = 'ONLINE';
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.running;
    await Promise.all(this.answering);
  }

  private get isOver(): boolean {
    return this.stopped.signal.aborted;
  }

  private ask(query: string, variables: Data = {}) {
    return askOnce(this.deps, this.me.token, query, variables);
  }

  private async listen(): Promise<void> {
    while (!this.isOver) {
      const socket = await Socket.open(this.random.pick(this.deps.place.urls), this.me.token, this.stopped.signal);
      if (socket) {
        socket.subscribe(DESK, {}, (data) => {
          if (data) this.hear(data);
          else socket.kill();
        });
        await socket.closed;
      }
      if (!this.isOver) await delay(AGAIN_MS);
    }
  }

  private hear(data: Data): void {
    const { offer } = frame.parse(data).desk;
    if (!offer) return;
    const answering = this.answer(offer.ticket.id).finally(() => this.answering.delete(answering));
    this.answering.add(answering);
  }

  private async answer(id: string): Promise<void> {
    const choice = this.finishing ? 0 : this.random.next();
    if (choice > 0.95) return;
    await delay(this.random.int(0, 400));
    const reply = await this.ask(choice > 0.88 ? DECLINE : ACCEPT, { id });
    if (!reply || !('data' in reply)) return;
    if (choice > 0.88) this.deps.record.declined += 1;
    else {
      this.deps.record.accepted += 1;
      this.acceptedAt.set(id, this.deps.recorder.now());
    }
  }

  private async work(): Promise<void> {
    while (!this.isOver) {
      if (!this.finishing && this.random.chance(0.06)) this.state = this.state === 'ONLINE' ? 'AWAY' : 'ONLINE';
      // Said again and again: an instance that was asked before may not have heard it.
      await this.ask(AGENT_STATE, { state: this.state });
      for (const { ticket: open } of await this.read(MY_OFFERS, offers, ({ myOffers }) => myOffers))
        if (this.finishing) await this.answer(open.id);
      const held = await this.read(MY_TICKETS, mine, ({ tickets }) => tickets.tickets, { view: 'mine' });
      for (const one of held) if (this.finishing || this.random.chance(0.5)) await this.handle(one);
      await delay(this.random.int(TURN_MS.least, TURN_MS.most));
    }
  }

  private async read<T extends z.ZodType, L>(query: string, shape: T, list: (answer: z.output<T>) => readonly L[], variables: Data = {}) {
    const reply = await this.ask(query, variables);
    return reply && 'data' in reply ? list(shape.parse(reply.data)) : [];
  }

  private async handle(held: Held): Promise<void> {
    const { id } = held;
    const { place, record } = this.deps;
    const choice = this.finishing ? 1 : this.random.next();
    if (choice < 0.45) await this.speak(held);
    else if (choice < 0.55) await this.handOn(held, { toDepartmentId: this.random.pick(place.departmentIds) });
    else if (choice < 0.65) await this.handOn(held, { toAgentId: this.random.pick(place.agents).id });
    else if (choice < 0.72) await this.ask(SET_STATE, { id, state: 'PENDING' });
    else if (choice < 0.78) await this.ask(SET_STATE, { id, state: 'SNOOZED', until: new Date(Date.now() + SNOOZE_MS).toISOString() });
    else {
      const reply = await this.ask(SET_STATE, { id, state: this.random.chance(0.5) ? 'RESOLVED' : 'CLOSED' });
      if (reply && 'data' in reply) record.closed += 1;
    }
  }

  private async speak({ id, conversationId }: Held): Promise<void> {
    const { words, reply } = await say(this.deps, this.me, conversationId, this.random.pick(this.deps.lines), () => this.isOver);
    if (!reply || 'data' in reply) return;
    // The ticket has gone elsewhere meanwhile.
    forget(this.deps, words);
    this.deps.record.refused.push({ agentId: this.me.userId, clientId: words.clientId, ticketId: id });
  }

  /** And a late word, which must not reach the visitor (D6), unless the ticket has come back by then. */
  private async handOn({ id, conversationId }: Held, to: Data): Promise<void> {
    const { recorder, record } = this.deps;
    const reply = await this.ask(TRANSFER, { id, ...to });
    if (!reply || !('data' in reply)) return;
    const moved = z.object({ transferTicket: z.object({ assignee: z.object({ id: z.string() }).nullable() }) }).parse(reply.data);
    if (moved.transferTicket.assignee?.id === this.me.userId) return;
    record.transferred += 1;
    const since = recorder.now();
    const late = await say(this.deps, this.me, conversationId, 'A late word.', () => this.isOver);
    const cameBack = (this.acceptedAt.get(id) ?? 0) >= since;
    const where = { agentId: this.me.userId, clientId: late.words.clientId, ticketId: id };
    if (late.reply && !('data' in late.reply)) {
      forget(this.deps, late.words);
      record.refused.push(where);
    } else if (late.reply && !cameBack) record.late.push(where);
  }
}
