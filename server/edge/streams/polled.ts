// The push by long polling: a stream that stays between the polls that look at it, so that nothing is told twice, nobody is
// greeted at each of them, and who polls counts as there. It ends when nobody has looked at it for a while.

import { formatCursor, parseCursor } from '../../../core/protocol/cursor.ts';
import type { WireFrame } from '../../../core/protocol/wire.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Close } from '../sockets/codes.ts';
import type { StreamRequest } from './ask.ts';
import type { Reader } from './reader.ts';

/** How long one poll waits, and how long a stream waits for the next, ms. */
export const POLL = { waitMs: 25_000, parkMs: 15_000 } as const;
/** What is read ahead of the next poll, in UTF-16 units. */
const AHEAD = 262_144;

/** What a poll brings; null: the stream is over, and `close` says why (null: it has said so itself, by a reset). */
export type Look = { readonly frames: readonly string[] } | { readonly close: Close | null };

interface PolledDeps {
  readonly asked: StreamRequest;
  readonly frames: AsyncIterableIterator<WireFrame>;
  readonly clock: Pick<Clock, 'after' | 'elapsed'>;
  failed(error: unknown): Close;
  /** Nothing comes any more. */
  ended(): void;
}

export class Polled implements Reader {
  readonly terminalId: Reader['terminalId'];
  token: string;
  readonly context = {};
  private readonly deps: PolledDeps;
  /** Up to where polls were answered; null: the client has no cursor. */
  private told: string | null;
  private ready: { readonly text: string; readonly pos: number | null }[] = [];
  private units = 0;
  private over: { readonly close: Close | null } | null = null;
  private wakePoll: () => void = () => undefined;
  private wakeSource: () => void = () => undefined;
  private polls = 0;
  private lookedAt: number;
  private waiting = 0;

  constructor(deps: PolledDeps) {
    this.deps = deps;
    this.terminalId = deps.asked.actor.terminalId;
    this.token = deps.asked.token;
    this.told = deps.asked.after;
    this.lookedAt = deps.clock.elapsed();
    void this.read();
  }

  /** Whether a poll that asks from here on goes on with this stream. */
  goesOnAt(after: string | null): boolean {
    return this.over === null && this.told === after;
  }

  /** What has come, or comes within 25 s. A poll that waits is answered with nothing when another one comes. */
  async look(token: string, signal: AbortSignal): Promise<Look> {
    this.token = token;
    this.polls += 1;
    const mine = this.polls;
    this.wakePoll();
    if (this.ready.length === 0 && !this.over) await this.wait(signal);
    // What comes together leaves together.
    await new Promise<void>((resolve) => void setImmediate(resolve));
    this.lookedAt = this.deps.clock.elapsed();
    if (mine !== this.polls || signal.aborted) return { frames: [] };
    return this.handOut();
  }

  retire(close: Close): void {
    this.end(close);
  }

  ping(): void {}

  /** One that nobody looks at any more ends. */
  check(): void {
    if (this.waiting === 0 && this.deps.clock.elapsed() - this.lookedAt > POLL.parkMs) this.end('goingAway');
  }

  private handOut(): Look {
    if (this.ready.length === 0) return this.over ?? { frames: [] };
    const frames = this.ready.map(({ text }) => text);
    const pos = this.ready.findLast((one) => one.pos !== null)?.pos;
    const cursor = this.told === null ? null : parseCursor(this.told);
    if (cursor && typeof pos === 'number') this.told = formatCursor({ ...cursor, pos });
    this.ready = [];
    this.units = 0;
    this.wakeSource();
    return { frames };
  }

  private async wait(signal: AbortSignal): Promise<void> {
    this.waiting += 1;
    await new Promise<void>((resolve) => {
      const wake = () => {
        callOff();
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const callOff = this.deps.clock.after(POLL.waitMs, wake);
      this.wakePoll = wake;
      signal.addEventListener('abort', wake);
    });
    this.waiting -= 1;
  }

  private async read(): Promise<void> {
    try {
      for await (const frame of this.deps.frames) {
        const text = JSON.stringify(frame);
        this.ready.push({ text, pos: frame.entries?.at(-1)?.pos ?? null });
        this.units += text.length;
        this.wakePoll();
        if (this.units >= AHEAD) {
          await new Promise<void>((resolve) => {
            this.wakeSource = resolve;
          });
        }
      }
      this.end(null);
    } catch (error) {
      this.end(this.deps.failed(error));
    }
  }

  private end(close: Close | null): void {
    if (this.over) return;
    this.over = { close };
    this.wakeSource();
    this.wakePoll();
    // It cannot fail: its source only waits, and is woken by this.
    void this.deps.frames.return?.();
    this.deps.ended();
  }
}
