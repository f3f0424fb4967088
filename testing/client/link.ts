// The network between one device and a server, in the hand: slow, cut, lossy, doubling, out of order. Calls may be
// lost on the way there or on the way back; pushes may be dropped, doubled and delayed.
import { CallError } from '../../client/engine/account.ts';
import type { ChatPort, StreamHandlers, StreamPort } from '../../client/engine/ports.ts';
import { AppError } from '../../core/protocol/app-error.ts';
import type { WireFrame } from '../../core/protocol/wire.ts';
import type { HandClock } from './clock.ts';

/** Chances from 0 to 1; times in ms. */
export interface Weather {
  readonly lostAsks: number;
  readonly lostAnswers: number;
  readonly droppedPushes: number;
  readonly doubledPushes: number;
  readonly slowestMs: number;
}

export const FAIR: Weather = { lostAsks: 0, lostAnswers: 0, droppedPushes: 0, doubledPushes: 0, slowestMs: 20 };
export const STORM: Weather = { lostAsks: 0.15, lostAnswers: 0.15, droppedPushes: 0.25, doubledPushes: 0.25, slowestMs: 3_000 };

/** When a lost call is given up, ms. */
const PATIENCE_MS = 5_000;

/** What is at the other end, for one person. */
export interface Backend {
  /** A refusal is an AppError; a CallError is what became of the way there. */
  readonly port: ChatPort;
  /** The frames of one stream; answers how to end it. `over`: it has ended by itself. */
  follow(after: string | null, send: (frame: WireFrame) => void, over: () => void): () => void;
}

interface Stream {
  readonly handlers: StreamHandlers;
  close(): void;
}

export class Link {
  weather: Weather = FAIR;
  /** No call and no stream gets through. */
  down = false;
  /** Streams are closed so, instead of standing. */
  refusal: 'signedOut' | 'outdated' | null = null;
  /** The next calls, by name, that never arrive, and the next answers that never come. */
  readonly loseAskOf = new Set<keyof ChatPort>();
  readonly loseAnswerOf = new Set<keyof ChatPort>();
  /** Calls that the server refuses, by name. */
  readonly refusals = new Map<keyof ChatPort, AppError>();
  readonly calls: (keyof ChatPort)[] = [];
  /** blocked: sockets do not come about, calls do. */
  streams: 'open' | 'blocked' = 'open';
  private readonly standing = new Set<Stream>();
  private readonly backend: Backend;
  private readonly clock: HandClock;

  constructor(backend: Backend, clock: HandClock) {
    this.backend = backend;
    this.clock = clock;
  }

  /** Ends the streams that stand. */
  cut(): void {
    for (const stream of [...this.standing]) {
      stream.close();
      stream.handlers.ended('lost');
    }
  }

  /** The device is gone: its streams end, and nobody hears of it. */
  drop(): void {
    for (const stream of [...this.standing]) stream.close();
  }

  openStreams(): number {
    return this.standing.size;
  }

  /** Something that the server does not keep. */
  push(frame: WireFrame): void {
    for (const { handlers } of this.standing) handlers.frame(frame);
  }

  private chance(p: number): boolean {
    return p > 0 && this.clock.random() < p;
  }

  private latency(): number {
    return 1 + this.clock.random() * this.weather.slowestMs;
  }

  private async call<T>(name: keyof ChatPort, work: () => T | Promise<T>): Promise<T> {
    this.calls.push(name);
    const isLost = this.loseAskOf.delete(name);
    await this.clock.wait(this.latency());
    if (isLost || this.down || this.chance(this.weather.lostAsks)) return this.lost();
    let answer: T;
    try {
      const refusal = this.refusals.get(name);
      if (refusal) throw refusal;
      answer = await work();
    } catch (error) {
      await this.clock.wait(this.latency());
      throw error instanceof AppError ? new CallError(error.code, error.details) : error;
    }
    await this.clock.wait(this.latency());
    if (this.down || this.loseAnswerOf.delete(name) || this.chance(this.weather.lostAnswers)) return this.lost();
    return answer;
  }

  private async lost(): Promise<never> {
    await this.clock.wait(PATIENCE_MS);
    throw new CallError('OFFLINE');
  }

  port(): ChatPort {
    return new Proxy(this.backend.port, {
      get: (target, name, receiver) => {
        const call: unknown = Reflect.get(target, name, receiver);
        if (typeof call !== 'function') return call;
        return (...args: unknown[]) => this.call(name as keyof ChatPort, () => call(...args) as unknown);
      },
    });
  }

  stream(): StreamPort {
    return { open: (after, handlers) => this.open(after, handlers) };
  }

  private open(after: string | null, handlers: StreamHandlers): { close(): void } {
    let over = false;
    const stops: (() => void)[] = [];
    const stream: Stream = {
      handlers,
      close: () => {
        over = true;
        this.standing.delete(stream);
        for (const stop of stops) stop();
      },
    };
    this.clock.after(this.latency(), () => {
      if (over) return;
      if (this.down || this.refusal || this.streams === 'blocked') {
        stream.close();
        handlers.ended(this.refusal ?? 'lost');
        return;
      }
      this.standing.add(stream);
      handlers.opened();
      const send = (frame: WireFrame) => this.deliver(() => over || handlers.frame(frame));
      const ended = () => {
        if (over) return;
        stream.close();
        handlers.ended('lost');
      };
      stops.push(this.backend.follow(after, send, ended));
    });
    return { close: stream.close };
  }

  private deliver(pass: () => void): void {
    if (this.chance(this.weather.droppedPushes)) return;
    this.clock.after(this.latency(), pass);
    if (this.chance(this.weather.doubledPushes)) this.clock.after(this.latency(), pass);
  }
}
