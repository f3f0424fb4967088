// Reads a device's logs that no entries tell: from where each was read to, up to where hints say that it goes.
import { applyPage, hear } from './holdings.ts';
import { EVENTS } from './operations.ts';
import type { DeviceRecord } from './record.ts';
import { type Data, Lost, type Reply } from './socket.ts';
import { type Event, events as eventsAnswer } from './wire.ts';

const PAGE = 100;

export interface LogReaderDeps {
  readonly record: DeviceRecord;
  ask(query: string, variables: Data): Promise<Reply>;
  /** What the device is told. */
  told(events: readonly Event[]): void;
  sawHead(conversationId: string, head: number, askedAt: number): void;
  now(): number;
  /** False: the device is stopped. */
  pause(): Promise<boolean>;
}

export class LogReader {
  private readonly deps: LogReaderDeps;
  private readonly reading = new Set<string>();

  constructor(deps: LogReaderDeps) {
    this.deps = deps;
  }

  hear(conversationId: string, head: number): void {
    hear(this.deps.record, conversationId, head);
    this.tend();
  }

  /** Reads on wherever there is more. */
  tend(): void {
    for (const id of this.deps.record.followed.keys()) if (!this.reading.has(id)) void this.read(id);
  }

  /** Looks at each once, whatever was heard: a hint may be lost. */
  review(): void {
    for (const [id, { want, top, closing }] of this.deps.record.followed) if (!closing && want <= top) hear(this.deps.record, id, top + 1);
    this.tend();
  }

  private async read(id: string): Promise<void> {
    this.reading.add(id);
    try {
      for (let one = this.deps.record.followed.get(id); one && one.top < one.want; one = this.deps.record.followed.get(id)) {
        const more = await this.page(id, one.top);
        if (!more && !(await this.deps.pause())) return;
      }
    } finally {
      this.reading.delete(id);
    }
  }

  /** False: nothing came of it, or no more is there now. */
  private async page(id: string, after: number): Promise<boolean> {
    const { record, ask, told, sawHead, now } = this.deps;
    const askedAt = now();
    let reply: Reply;
    try {
      reply = await ask(EVENTS, { id, after, limit: PAGE });
    } catch (error) {
      if (error instanceof Lost) return false;
      throw error;
    }
    // Who was put out hears so by an entry.
    if (!('data' in reply)) return false;
    const { events, head } = eventsAnswer.parse(reply.data).events;
    sawHead(id, head, askedAt);
    told(events);
    const one = record.followed.get(id);
    // It was looked at whether there is more, and there is not.
    if (one && !one.closing && head < one.want && head === after) record.followed.set(id, { ...one, want: head });
    applyPage(record, id, after, events);
    return events.length > 0;
  }
}
