// A client that does not give up: its connection is opened again when it is lost, with its streams, and a request is asked again
// until it is answered. All that is asked here may be asked twice.
import { setTimeout as delay } from 'node:timers/promises';
import { againAfter, type Data, Lost } from './reply.ts';
import { Socket } from './socket.ts';

const AGAIN_MS = 1_000;
const PATIENCE_MS = 120_000;

export interface Stream {
  readonly query: string;
  heard(data: Data): void;
}

export class Client {
  private readonly url: string;
  private readonly token: string;
  private readonly streams: readonly Stream[];
  /** After each connect but the first: what was missed is looked up. */
  private readonly back: () => void;
  private socket: Socket | null = null;
  private opening: Promise<Socket> | null = null;
  private ended = false;

  constructor(url: string, token: string, streams: readonly Stream[] = [], back: () => void = () => undefined) {
    this.url = url;
    this.token = token;
    this.streams = streams;
    this.back = back;
  }

  /** Connects; the streams stand. */
  async open(): Promise<void> {
    await this.patiently(() => this.connection(false));
  }

  /** @throws ApiError that is final; Lost after two minutes without an answer */
  ask(query: string, variables: Data = {}): Promise<Data> {
    return this.patiently(async () => (await this.connection(true)).ask(query, variables));
  }

  /** Once: whoever asks hears what keeps it from being done. @throws ApiError, Lost */
  async askOnce(query: string, variables: Data): Promise<Data> {
    return (await this.connection(true)).ask(query, variables);
  }

  async close(): Promise<void> {
    this.ended = true;
    await this.socket?.close();
  }

  private async patiently<T>(work: () => Promise<T>): Promise<T> {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        const waitMs = againAfter(error);
        if (waitMs === null || this.ended || performance.now() + waitMs > until) throw error;
        await delay(waitMs);
      }
    }
  }

  private async connection(again: boolean): Promise<Socket> {
    if (this.ended) throw new Lost('it was closed');
    if (this.socket) return this.socket;
    this.opening ??= this.connect(again).finally(() => {
      this.opening = null;
    });
    return this.opening;
  }

  private async connect(again: boolean): Promise<Socket> {
    const socket = await Socket.open(this.url, this.token);
    this.socket = socket;
    for (const { query, heard } of this.streams) socket.subscribe(query, heard);
    if (again) this.back();
    void socket.closed.then(() => {
      this.socket = null;
      // Who listens has to be connected; who does not is when they ask.
      if (!this.ended && this.streams.length > 0) setTimeout(() => void this.listenAgain(), AGAIN_MS);
    });
    return socket;
  }

  /** What cannot be opened again says so to who asks next. */
  private async listenAgain(): Promise<void> {
    if (!this.ended) await this.patiently(() => this.connection(true)).catch(() => null);
  }
}
