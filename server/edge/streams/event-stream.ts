// The push as server-sent events: a frame an event, and a comment now and then, so that no proxy takes the line for dead. What
// is slow is treated as at a socket (sockets/outflow.ts).
import type { ServerResponse } from 'node:http';
import type { WireFrame } from '../../../core/protocol/wire.ts';
import type { Close } from '../sockets/codes.ts';
import { Outflow } from '../sockets/outflow.ts';
import type { StreamRequest } from './ask.ts';
import { type Ending, endingOf, RENEW, type Reader } from './reader.ts';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
} as const;
/** How often it is pinged (each 12 s, rounds.ts) before it is ended: nothing tells that a reader has gone without a word. */
const PINGS = 10;

interface EventStreamDeps {
  readonly asked: StreamRequest;
  readonly response: ServerResponse;
  readonly frames: AsyncIterableIterator<WireFrame>;
  /** ms by a clock that does not jump. */
  elapsed(): number;
  /** How the stream ends where it fails. */
  failed(error: unknown): Close;
}

export class EventStream implements Reader {
  readonly terminalId: Reader['terminalId'];
  readonly token: string;
  readonly context = {};
  private readonly deps: EventStreamDeps;
  private readonly outflow: Outflow;
  private pings = 0;
  private over = false;

  constructor(deps: EventStreamDeps) {
    const { asked, response } = deps;
    this.deps = deps;
    this.terminalId = asked.actor.terminalId;
    this.token = asked.token;
    const outlet = { send: (data: string, sent: () => void) => void response.write(data, sent) };
    this.outflow = new Outflow({ outlet, elapsed: deps.elapsed, late: () => this.sendOff() });
    // What is wrong with it shows as its close.
    response.on('error', () => undefined);
    response.once('close', () => this.stop());
  }

  /** Until it has ended, however. */
  async run(): Promise<void> {
    const { response, frames, failed } = this.deps;
    response.writeHead(200, HEADERS);
    response.flushHeaders();
    try {
      for await (const frame of frames) await this.send(`data: ${JSON.stringify(frame)}\n\n`);
      this.finish(null);
    } catch (error) {
      this.retire(failed(error));
    }
  }

  retire(close: Close): void {
    this.finish(endingOf(close));
  }

  ping(): void {
    this.pings += 1;
    if (this.pings >= PINGS) this.finish(RENEW);
    else void this.send(':\n\n');
  }

  check(): void {
    this.outflow.check();
  }

  private send(text: string): Promise<void> | undefined {
    return this.over ? undefined : this.outflow.send(text);
  }

  private finish(ending: Ending | null): void {
    if (this.over) return;
    this.stop();
    this.deps.response.end(ending ? `event: end\ndata: ${JSON.stringify(ending)}\n\n` : '');
  }

  /** It does not read: no word would reach it either. */
  private sendOff(): void {
    this.stop();
    this.deps.response.destroy();
  }

  private stop(): void {
    this.over = true;
    this.outflow.close();
    // It cannot fail: its source only waits, and is woken by this.
    void this.deps.frames.return?.();
  }
}
