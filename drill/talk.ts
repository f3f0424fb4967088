// What people do while the faults come: they say the lines of the logs, quote, mention, edit, take back, react, read, come
// and go; and they look at what became of it.
import { setTimeout as delay } from 'node:timers/promises';
import type { Device } from './device.ts';
import { type Ask, Guests } from './guests.ts';
import type { Line } from './lines.ts';
import { ACK, EDIT, EVENTS, MARK_READ, REACT, RECALL } from './operations.ts';
import { type Draft, isPassing, noteAnswer } from './outbox.ts';
import type { Person, Place, Terminal } from './people.ts';
import type { Random } from './random.ts';
import type { Change, Sent } from './record.ts';
import type { Recorder } from './recorder.ts';
import { type Data, Lost, type Reply } from './socket.ts';
import { events as eventsAnswer } from './wire.ts';

const LINE_MS = 40;
const READ_MS = 300;
const MEMBERS_MS = 1_500;
const TIDE_MS = 600;
/** Beyond it people wait until the outboxes have emptied. */
const MOST_UNSENT = 400;
const EMOJI = ['👍', '❤️', '😂', '🎉'];

export interface TalkDeps {
  readonly recorder: Recorder;
  readonly random: Random;
  readonly people: readonly Person[];
  readonly places: readonly Place[];
  readonly lines: readonly Line[];
  /** Ends it all: what cannot go on. */
  fail(error: unknown): void;
}

export class Talk {
  private readonly deps: TalkDeps;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly under = new Set<Promise<void>>();
  private readonly guests: readonly Guests[];
  private next = 0;

  constructor(deps: TalkDeps) {
    this.deps = deps;
    this.timers.push(
      setInterval(() => this.begin(() => this.say()), LINE_MS),
      setInterval(() => this.begin(() => this.read()), READ_MS),
    );
    const ask: Ask = (device, query, variables) => this.ask(device, query, variables);
    this.guests = deps.places.filter(({ comers }) => comers.length > 0).map((place) => new Guests(place, deps, ask));
    for (const guests of this.guests) {
      this.timers.push(setInterval(() => this.begin(() => guests.comeOrGo()), guests.place.tides ? TIDE_MS : MEMBERS_MS));
    }
  }

  /** Nothing new is begun; resolves when what was begun has ended. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    while (this.under.size > 0) await Promise.all(this.under);
  }

  private begin(act: () => Promise<void>): void {
    const acting = act()
      .catch((error: unknown) => this.deps.fail(error))
      .finally(() => this.under.delete(acting));
    this.under.add(acting);
  }

  private async say(): Promise<void> {
    const { random, people, places, lines } = this.deps;
    const unsent = people.flatMap((person) => person.terminals).reduce((sum, { outbox }) => sum + outbox.size, 0);
    if (unsent > MOST_UNSENT) return;
    const line = lines[this.next % lines.length];
    this.next += 1;
    if (!line) return;
    const groups = places.filter((place) => place.members.length > 2);
    const place = random.chance(0.3) ? random.pick(places) : (groups[line.log % groups.length] ?? random.pick(groups));
    const person = place.members[line.speaker % place.members.length];
    if (!person || this.guests.some((guests) => guests.place === place && guests.isAway(person))) return;
    const terminal = random.pick(person.terminals);
    const secret = random.chance(0.06) ? `w${random.word()}` : null;
    const draft = this.draft(terminal, place, isGuest(place, person), secret === null ? line.text : `${line.text} ${secret}`);
    const after = random.fork();
    const sent = await terminal.outbox.send(draft);
    const seq = sent?.answers.find((answer) => answer.seq !== null)?.seq;
    if (!sent || seq == null) return;
    if (secret !== null) await this.takeBack(terminal, sent, seq, secret, after);
    else await this.lookBack(terminal, place, sent, draft, seq, after);
  }

  private draft({ device }: Terminal, place: Place, guest: boolean, text: string): Draft {
    const { random } = this.deps;
    const messages = [...(device.record.logs.get(place.id)?.values() ?? [])].slice(-30).filter((event) => event.kind === 'message');
    const quotes = random.chance(0.1) && !guest && messages.length > 0;
    const reads = random.chance(0.3);
    const mentions = random.chance(0.05);
    return {
      conversationId: place.id,
      text,
      replyToSeq: quotes ? random.pick(messages).seq : null,
      mentionUserIds: mentions ? [random.pick(place.members).account.id] : [],
      readSeq: reads ? device.headOf(place.id) : null,
    };
  }

  /** Edited before, now and then, so that the recall has more to erase. */
  private async takeBack({ device }: Terminal, sent: Sent, seq: number, secret: string, random: Random): Promise<void> {
    await delay(random.int(0, 1_500));
    if (random.chance(0.4)) await this.change(device, EDIT, { kind: 'edit', ...placeOf(sent), seq, value: `edited: ${secret}` });
    const recall = await this.change(device, RECALL, { kind: 'recall', ...placeOf(sent), seq, value: '' });
    if (recall.answeredAt !== null) this.deps.recorder.secrets.push(secret);
  }

  private async lookBack({ device, outbox }: Terminal, place: Place, sent: Sent, draft: Draft, seq: number, random: Random): Promise<void> {
    const { recorder } = this.deps;
    if (random.chance(0.15) && !place.comers.some(({ id }) => id === device.account.id))
      await this.readBack(device, sent, seq, random.chance(0.5));
    if (random.chance(0.05)) await this.change(device, EDIT, { kind: 'edit', ...placeOf(sent), seq, value: `${sent.text} (edited)` });
    if (random.chance(0.1)) {
      const other = random.pick(random.pick(place.members).terminals).device;
      const value = random.pick(EMOJI);
      await this.change(other, REACT, { kind: 'reaction', userId: other.account.id, conversationId: place.id, seq, value });
    }
    if (random.chance(0.05)) {
      const reply = await outbox.again(sent, draft);
      if (reply) noteAnswer(sent, reply, recorder.now());
    }
    if (random.chance(0.02)) {
      const reply = await outbox.again(sent, draft, `${draft.text} otherwise`);
      const code = reply && 'code' in reply ? reply.code : null;
      if (reply && (code === null || !isPassing(code))) recorder.probes.push({ clientId: sent.clientId, userId: sent.userId, code });
    }
  }

  /** S12: what was acknowledged is read by its writer, over whichever instance. */
  private async readBack(device: Device, { clientId, conversationId }: Sent, seq: number, elsewhere: boolean): Promise<void> {
    const { recorder } = this.deps;
    const askedAt = recorder.now();
    const reply = await this.ask(device, EVENTS, { id: conversationId, after: seq - 1, limit: 1 }, elsewhere);
    if (!reply || !('data' in reply)) return;
    const { events, head } = eventsAnswer.parse(reply.data).events;
    recorder.heads.push({ of: `the log ${conversationId}`, device: device.name, head, askedAt, seenAt: recorder.now() });
    const found = events.find((event) => event.seq === seq)?.clientId ?? null;
    recorder.reads.push({ device: device.name, clientId, seq, found });
  }

  private async change(device: Device, query: string, what: Omit<Change, 'askedAt' | 'answeredAt'>): Promise<Change> {
    const { recorder } = this.deps;
    const change: Change = { ...what, askedAt: recorder.now(), answeredAt: null };
    recorder.changes.push(change);
    const reply = await this.ask(device, query, { id: what.conversationId, seq: what.seq, value: what.value });
    if (reply && 'data' in reply) change.answeredAt = recorder.now();
    return change;
  }

  private async read(): Promise<void> {
    const { random, people, places } = this.deps;
    const { device } = random.pick(random.pick(people).terminals);
    const place = random.pick(places);
    const seq = Math.max(0, device.headOf(place.id) - random.int(0, 4));
    if (seq > 0) await this.ask(device, MARK_READ, { id: place.id, seq });
    if (random.chance(0.3)) await this.ask(device, ACK, { cursor: device.cursor() });
  }

  /** Null: no answer. */
  private async ask(device: Device, query: string, variables: Data, elsewhere = false): Promise<Reply | null> {
    try {
      return await device.ask(query, variables, elsewhere);
    } catch (error) {
      if (error instanceof Lost) return null;
      throw error;
    }
  }
}

const isGuest = ({ comers }: Place, { account }: Person) => comers.some(({ id }) => id === account.id);
const placeOf = ({ userId, conversationId }: Sent) => ({ userId, conversationId });
