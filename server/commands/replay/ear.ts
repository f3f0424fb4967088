// What one client has heard of its talks: each message once, in the log's order, by its timeline; where something did not come,
// it is looked up in the log, as any client does.
import { z } from 'zod';
import type { Client, Stream } from './client.ts';
import { EVENTS, TIMELINE } from './operations.ts';
import type { Data } from './reply.ts';

const event = z.object({
  conversationId: z.string(),
  seq: z.number(),
  kind: z.string(),
  senderId: z.string().nullable(),
  clientId: z.string().nullable(),
  text: z.string().nullable(),
});
export type HeardEvent = z.output<typeof event>;

const frame = z.object({
  timeline: z.object({
    entries: z.array(z.object({ events: z.array(event) })).nullish(),
    hint: z.object({ conversationId: z.string() }).nullish(),
    signal: z.record(z.string(), z.unknown()).nullish(),
  }),
});
const page = z.object({ events: z.object({ hasAfter: z.boolean(), events: z.array(event) }) });

/** Who waits for a push looks by themselves after so long. */
const LOOK_MS = 4_000;

/** All messages of a log, a page at a time. */
export async function* readLog(client: Pick<Client, 'ask'>, conversationId: string, after = 0): AsyncGenerator<HeardEvent> {
  for (let [from, more] = [after, true]; more; ) {
    const { events, hasAfter } = page.parse(await client.ask(EVENTS, { id: conversationId, after: from })).events;
    yield* events;
    from = events.at(-1)?.seq ?? from;
    more = hasAfter && events.length > 0;
  }
}

class HeardTalk {
  /** Of each sender. */
  readonly counts = new Map<string, number>();
  lastSeq = 0;
  private readonly wakes = new Set<() => void>();

  /** Only the next of the log: what comes ahead of its turn is read from there. */
  take({ seq, kind, senderId }: HeardEvent): boolean {
    if (seq <= this.lastSeq) return true;
    if (seq !== this.lastSeq + 1) return false;
    this.lastSeq = seq;
    if (kind === 'message' && senderId !== null) this.counts.set(senderId, (this.counts.get(senderId) ?? 0) + 1);
    for (const wake of this.wakes) wake();
    return true;
  }

  wake(): void {
    for (const wake of this.wakes) wake();
  }

  /** Until something has come, or for a while; false: nothing has. */
  async change(): Promise<boolean> {
    const seq = this.lastSeq;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.wakes.add(resolve);
    const timer = setTimeout(resolve, LOOK_MS);
    await promise;
    clearTimeout(timer);
    this.wakes.delete(resolve);
    return this.lastSeq > seq;
  }
}

export class Ear {
  private readonly talks = new Map<string, HeardTalk>();

  /** `signalled`: what is not kept, such as that a ticket has changed. */
  readonly stream: Stream;

  constructor(signalled: (signal: Data) => void = () => undefined) {
    this.stream = {
      query: TIMELINE,
      heard: (data) => {
        const { entries, signal } = frame.parse(data).timeline;
        for (const { events } of entries ?? []) for (const one of events) this.talks.get(one.conversationId)?.take(one);
        if (signal) signalled(signal);
      },
    };
  }

  follow(conversationId: string): void {
    if (!this.talks.has(conversationId)) this.talks.set(conversationId, new HeardTalk());
  }

  forget(conversationId: string): void {
    this.talks.get(conversationId)?.wake();
    this.talks.delete(conversationId);
  }

  /** Messages of the talk so far, the visitor's and all others. */
  counts(conversationId: string, visitorId: string): { readonly visitor: number; readonly desk: number } {
    const counts = this.talks.get(conversationId)?.counts ?? new Map<string, number>();
    const visitor = counts.get(visitorId) ?? 0;
    return { visitor, desk: [...counts.values()].reduce((sum, count) => sum + count, 0) - visitor };
  }

  /** Reads what the log has and did not come. */
  async catchUp(client: Pick<Client, 'ask'>, conversationId: string): Promise<void> {
    const talk = this.talks.get(conversationId);
    if (talk) for await (const one of readLog(client, conversationId, talk.lastSeq)) talk.take(one);
  }

  /** Resolves when `enough()`, or false where it was forgotten, or `isOver()`. */
  async until(client: Pick<Client, 'ask'>, conversationId: string, enough: () => boolean, isOver: () => boolean): Promise<boolean> {
    for (;;) {
      if (enough()) return true;
      const talk = this.talks.get(conversationId);
      if (!talk || isOver()) return false;
      if (!(await talk.change())) await this.catchUp(client, conversationId);
    }
  }
}
