// One device of somebody: a connection that is made again whenever it is lost, to whichever instance answers; a cursor that
// moves by one; a pull for what is missing. It keeps what it holds through all of that, as a phone does.
import { setTimeout as delay } from 'node:timers/promises';
import { applyEntry } from './holdings.ts';
import { LogReader } from './log-reader.ts';
import { PULL, TIMELINE } from './operations.ts';
import type { Random } from './random.ts';
import type { DeviceRecord } from './record.ts';
import type { Recorder } from './recorder.ts';
import { type Data, Lost, post, type Reply, Socket } from './socket.ts';
import { type Entry, type Event, frame, presence, pulled } from './wire.ts';

const HOLE_MS = 200;
const AGAIN_MS = 300;
/** The server stops: another one is asked at once. */
const GOING_AWAY = 1001;
const LOOK_MS = 60_000;
const MOST_WAITING = 2_000;

export interface Account {
  readonly id: string;
  readonly token: string;
}

export interface DeviceDeps {
  readonly recorder: Recorder;
  readonly random: Random;
  /** Where the instances are reached, each through its proxy. */
  readonly urls: readonly string[];
  readonly epoch: string;
}

export class Device {
  readonly record: DeviceRecord;
  readonly account: Account;
  private readonly deps: DeviceDeps;
  private readonly ahead = new Map<number, Entry>();
  private readonly stopped = new AbortController();
  private readonly running: Promise<void>;
  private readonly reader: LogReader;
  private socket: Socket | null = null;
  private at: number;
  private known = 0;
  private pulling = false;

  constructor(deps: DeviceDeps, account: Account, name: string, at: number) {
    this.deps = deps;
    this.account = account;
    this.at = at;
    this.record = deps.recorder.device(name, account.id);
    this.reader = new LogReader({
      record: this.record,
      ask: (query, variables) => this.ask(query, variables),
      told: (events) => this.told(events),
      sawHead: (id, head, askedAt) => this.sawHead(`the log ${id}`, head, askedAt),
      now: () => deps.recorder.now(),
      pause: async () => {
        await this.pause(AGAIN_MS);
        return !this.stopped.signal.aborted;
      },
    });
    this.running = this.run();
  }

  get name(): string {
    return this.record.name;
  }

  cursor(): string {
    return `${this.deps.epoch}.${this.record.cursor}`;
  }

  /** The head of a log as far as this device holds it; 0: nothing of it. */
  headOf(conversationId: string): number {
    let head = 0;
    for (const seq of this.record.logs.get(conversationId)?.keys() ?? []) head = Math.max(head, seq);
    return head;
  }

  /** Over its socket where one is open, over HTTP to any instance else. @throws Lost */
  async ask(query: string, variables: Data, elsewhere = false): Promise<Reply> {
    if (this.socket && !elsewhere) return this.socket.ask(query, variables);
    return post(this.deps.random.pick(this.deps.urls), this.account.token, query, variables);
  }

  /** Lets the connection go; another is made. */
  drop(): void {
    this.socket?.kill();
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const look = setInterval(() => {
      void this.pull();
      this.reader.review();
    }, LOOK_MS);
    while (!this.stopped.signal.aborted) {
      const url = this.deps.urls[this.at % this.deps.urls.length] ?? '';
      const socket = await Socket.open(url, this.account.token, this.stopped.signal);
      const code = socket && (await this.follow(socket));
      this.at += 1;
      await this.pause((code === GOING_AWAY ? 0 : AGAIN_MS) + this.deps.random.int(0, AGAIN_MS));
    }
    clearInterval(look);
  }

  private async follow(socket: Socket): Promise<number> {
    const askedAt = this.deps.recorder.now();
    let first = true;
    // Who is not told of is not there.
    this.record.online.clear();
    socket.subscribe(TIMELINE, { after: this.cursor() }, (data) => {
      if (data === null) {
        socket.kill();
        return;
      }
      const { head, entries, hint, reset, signal } = frame.parse(data).timeline;
      if (reset) this.reset(reset.reason, socket);
      if (typeof head === 'number') {
        if (first) this.sawHead(this.timeline, head, askedAt);
        first = false;
        this.tellHead(head);
      }
      if (entries) this.take(entries);
      if (hint) this.reader.hear(hint.conversationId, hint.head);
      if (signal) this.hearSignal(signal);
    });
    this.socket = socket;
    const code = await socket.closed;
    this.socket = null;
    return code;
  }

  private hearSignal(signal: unknown): void {
    const { success, data } = presence.safeParse(signal);
    if (!success) return;
    if (data.online) this.record.online.add(data.userId);
    else this.record.online.delete(data.userId);
  }

  /** Nothing in a drill loses history, so a reset is a finding; the device starts anew. */
  private reset(reason: string, socket: Socket): void {
    this.record.contradictions.push(`was told to start anew at pos ${this.record.cursor}: ${reason}`);
    socket.kill();
  }

  private get timeline(): string {
    return `the timeline of ${this.account.id}`;
  }

  private sawHead(of: string, head: number, askedAt: number): void {
    const { recorder } = this.deps;
    recorder.heads.push({ of, device: this.name, head, askedAt, seenAt: recorder.now() });
  }

  private told(events: readonly Event[]): void {
    const { toldAt } = this.record;
    for (const { conversationId, seq } of events) {
      const place = `${conversationId}/${seq}`;
      if (!toldAt.has(place)) toldAt.set(place, this.deps.recorder.now());
    }
  }

  private tellHead(head: number): void {
    this.known = Math.max(this.known, head);
    if (this.known > this.record.cursor) this.pullSoon();
  }

  private take(entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.told(entry.events);
      this.known = Math.max(this.known, entry.pos);
      if (!applyEntry(this.record, entry) && this.ahead.size < MOST_WAITING) this.ahead.set(entry.pos, entry);
    }
    for (let next = this.nextAhead(); next; next = this.nextAhead()) applyEntry(this.record, next);
    if (this.known > this.record.cursor) this.pullSoon();
    this.reader.tend();
  }

  private nextAhead(): Entry | undefined {
    for (const pos of this.ahead.keys()) if (pos <= this.record.cursor) this.ahead.delete(pos);
    return this.ahead.get(this.record.cursor + 1);
  }

  /** What is missing may be on its way. */
  private pullSoon(): void {
    const { cursor } = this.record;
    setTimeout(() => {
      if (this.record.cursor === cursor) void this.pull();
    }, HOLE_MS).unref();
  }

  private async pull(): Promise<void> {
    if (this.pulling) return;
    this.pulling = true;
    try {
      while (await this.pullPage());
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
    } finally {
      this.pulling = false;
    }
    if (this.known > this.record.cursor && !this.stopped.signal.aborted) {
      await this.pause(AGAIN_MS);
      this.pullSoon();
    }
  }

  /** Whether there is more to pull. */
  private async pullPage(): Promise<boolean> {
    const askedAt = this.deps.recorder.now();
    const after = this.record.cursor;
    const reply = await this.ask(PULL, { after: this.cursor() });
    if (!('data' in reply)) return false;
    const { pull } = pulled.parse(reply.data);
    if (pull.__typename === 'Reset') {
      this.record.contradictions.push(`a pull after pos ${after} was answered with a reset: ${pull.reason}`);
      return false;
    }
    this.sawHead(this.timeline, pull.head, askedAt);
    const first = pull.entries[0]?.pos ?? after + 1;
    if (first !== after + 1) this.record.contradictions.push(`a pull after pos ${after} began at pos ${first}`);
    this.take(pull.entries);
    return pull.more;
  }

  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stopped.signal }).catch(() => undefined);
  }
}
