// One socket: its operations in the order of their arrival, as many at once as are allowed, and its end. Over the limit it
// is not read from until some are done, so nothing that was sent is refused for it.
import type { WebSocket } from 'ws';
import type { TerminalId } from '../../../core/protocol/ids.ts';
import type { GraphqlContext } from '../graphql/context.ts';
import { CLOSE, type Close } from './codes.ts';
import { Outflow } from './outflow.ts';

/** docs/api.md tells them. */
export const SOCKET_LIMITS = {
  /** Subscriptions at once; one more is refused with RATE_LIMITED. */
  streams: 50,
  /** Queries and mutations at once; more wait. */
  operations: 100,
  /** Operations that limits refuse in a second; after so many the socket is not read from until the second is over. */
  refusals: 50,
} as const;

/** How long running operations may still answer when their session has ended, and when the server stops, ms. */
const FAREWELL_MS = 1_000;
const STOP_MS = 5_000;
/** Rounds of pings without a word from the other side; more while it still takes what is under way. */
const SILENT_ROUNDS = { idle: 1, busy: 4 } as const;

/** Takes one message; settles when all that it asked for is done, or at once. */
export type Receiver = (data: string) => Promise<void> | undefined;

export interface ConnectionHooks {
  /** Told why a message failed; with which code the socket ends. */
  failed(error: unknown): Close;
  /** Before each frame: what follows in this turn of the event loop leaves with it. */
  hold(): void;
}

/** What one message turned out to be. */
interface Turn {
  stream: boolean;
}

export class Connection {
  readonly socket: WebSocket;
  readonly outflow: Outflow;
  /** Null before connection_init. */
  context: GraphqlContext | null = null;
  token: string | null = null;
  /** That were asked for. */
  operations = 0;
  /** Why we end it; null: it was not us. */
  ending: Close | null = null;
  /** Ends its streams, without a word to the client. */
  endStreams: () => void = () => undefined;
  private turn: Turn = { stream: false };
  private readonly hooks: ConnectionHooks;
  private running = 0;
  private streams = 0;
  private refusals = 0;
  /** Came before the reading stopped, and waits with what is not read. */
  private heldUp: { readonly data: string; readonly take: Receiver }[] | null = null;
  private silentRounds = 0;
  private farewell: { readonly close: Close; readonly timer: NodeJS.Timeout } | null = null;

  constructor(socket: WebSocket, hooks: ConnectionHooks) {
    this.socket = socket;
    this.hooks = hooks;
    this.outflow = new Outflow({ outlet: socket, elapsed: () => performance.now(), late: () => this.sendOff() });
    socket.on('pong', () => this.heard());
    socket.once('close', () => this.outflow.close());
  }

  get terminalId(): TerminalId | null {
    return this.context?.actor?.terminalId ?? null;
  }

  send(data: string): Promise<void> | undefined {
    if (this.socket.readyState !== this.socket.OPEN) return undefined;
    this.hooks.hold();
    const sent = this.outflow.send(data);
    if (!sent) return undefined;
    this.regulate();
    return sent.then(() => this.regulate());
  }

  close(close: Close): void {
    this.ending ??= close;
    this.socket.close(CLOSE[close].code, CLOSE[close].reason);
  }

  /** While a message is taken: it opens a stream. False: there are too many. */
  openStream(): boolean {
    if (this.streams >= SOCKET_LIMITS.streams) return false;
    this.turn.stream = true;
    return true;
  }

  receive(data: string, take: Receiver): Promise<void> | undefined {
    this.heard();
    if (this.farewell || this.socket.readyState !== this.socket.OPEN) return undefined;
    if (!this.isHeldUp()) return this.begin(data, take);
    this.heldUp ??= [];
    this.heldUp.push({ data, take });
    return undefined;
  }

  private async begin(data: string, take: Receiver): Promise<void> {
    const turn: Turn = { stream: false };
    this.turn = turn;
    try {
      const done = take(data);
      if (done) await this.during(turn, done);
    } catch (error) {
      this.close(this.hooks.failed(error));
    }
  }

  private async during(turn: Turn, done: Promise<void>): Promise<void> {
    this.count(turn, 1);
    try {
      await done;
    } finally {
      this.count(turn, -1);
    }
  }

  private count(turn: Turn, by: 1 | -1): void {
    if (turn.stream) this.streams += by;
    else this.running += by;
    this.regulate();
    if (this.farewell && this.running === 0) this.leave(this.farewell.close);
  }

  /** A limit has refused one of its operations. Who goes on regardless is held up by their own line. */
  limited(): void {
    this.refusals += 1;
    this.regulate();
  }

  private isHeldUp(): boolean {
    return this.refusals >= SOCKET_LIMITS.refusals || this.heldUp !== null;
  }

  /** The second is over. */
  private letGo(): void {
    this.refusals = 0;
    while (this.heldUp && this.refusals < SOCKET_LIMITS.refusals && !this.farewell) {
      const next = this.heldUp.shift();
      if (next) void this.begin(next.data, next.take);
      else this.heldUp = null;
    }
  }

  /** Reads on or not. */
  private regulate(): void {
    const busy = this.running >= SOCKET_LIMITS.operations || this.isHeldUp();
    const full = !this.farewell && (busy || this.outflow.isSlow());
    if (full && !this.socket.isPaused) this.socket.pause();
    else if (!full && this.socket.isPaused) this.socket.resume();
  }

  /** Ends the streams at once, lets what runs still answer for a moment, and closes. */
  retire(close: Close): void {
    if (this.farewell) return;
    this.endStreams();
    const timer = setTimeout(() => this.leave(close), close === 'goingAway' ? STOP_MS : FAREWELL_MS);
    this.farewell = { close, timer };
    if (this.running === 0) this.leave(close);
  }

  /** It does not read what it asked for. Its streams end first: one that is closed takes anything at once. */
  private sendOff(): void {
    this.endStreams();
    this.leave('slow');
  }

  private leave(close: Close): void {
    if (this.farewell) clearTimeout(this.farewell.timer);
    if (this.socket.isPaused) this.socket.resume();
    this.close(close);
  }

  private heard(): void {
    this.silentRounds = 0;
  }

  /** A ping; a peer that was silent since the last ones is gone. */
  ping(): void {
    const most = this.socket.bufferedAmount > 0 ? SILENT_ROUNDS.busy : SILENT_ROUNDS.idle;
    if (this.silentRounds >= most) {
      this.socket.terminate();
      return;
    }
    this.silentRounds += 1;
    if (this.socket.readyState === this.socket.OPEN) this.socket.ping();
  }

  /** To be called each second or so. */
  check(): void {
    this.letGo();
    this.outflow.check();
    this.regulate();
  }
}
