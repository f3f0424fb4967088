// The push over plain HTTP, for where WebSockets do not get through: as server-sent events, and by long polling. The frames, who
// may have them, and when they end are those of a socket.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../../core/protocol/app-error.ts';
import { ERRORS } from '../../../core/protocol/errors.ts';
import type { TerminalId, UserId } from '../../../core/protocol/ids.ts';
import type { Timeline } from '../../features/timeline/index.ts';
import { asAppError } from '../../platform/app-error.ts';
import { type Clock, systemClock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Metrics } from '../../platform/metrics.ts';
import { isFull } from '../../platform/rates/holds.ts';
import type { Limits } from '../../platform/rates/limits.ts';
import type { Callers } from '../callers.ts';
import { retryAfter } from '../gate.ts';
import { openTimeline } from '../graphql/subscribe.ts';
import type { Close } from '../sockets/codes.ts';
import { FULL_MS } from '../sockets/held.ts';
import { sendOff } from '../sockets/leaving.ts';
import { createRounds } from '../sockets/rounds.ts';
import { readStreamRequest, type StreamRequest } from './ask.ts';
import { EventStream } from './event-stream.ts';
import { type Look, Polled } from './polled.ts';
import { endingOf, type Reader, STATUS } from './reader.ts';

export const STREAM_PATHS = { events: '/api/stream', poll: '/api/poll' } as const;
/** Of one session at once; one more is refused with RATE_LIMITED. */
const MOST = 20;
const RETRY_MS = 1_000;

/** By whom a stream counts, beside their sockets. */
interface Holder {
  readonly userId: UserId;
  readonly network: string;
}

export interface StreamsDeps {
  readonly timeline: Pick<Timeline, 'open'>;
  readonly callers: Callers;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly limits: Pick<Limits, 'spend' | 'on' | 'holds' | 'refused'>;
  readonly clock?: Clock;
}

export interface Streams {
  /** Null: another path. */
  answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> | null;
  /** Ends those of these sessions. */
  closeTerminals(ids: readonly TerminalId[]): void;
  /** Takes no more, and tells all to go, over `ms` or as soon as `hurried`; done when the last one was told. */
  sendOff(ms: number, hurried: () => boolean): Promise<void>;
  /** How many are open. */
  count(): number;
  /** Ends all, with a word when to come again, and takes no more. */
  close(): void;
}

function json(response: ServerResponse, status: number, body: object | string, more: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store, no-transform', ...more });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function refuse(response: ServerResponse, { code, details }: AppError): void {
  json(response, ERRORS[code].http, { code, ...details }, { ...retryAfter(details.retryAfterMs ?? 0) });
}

function refuseAs(response: ServerResponse, close: Close): void {
  const { retryAfterMs } = endingOf(close);
  const more: Record<string, string> = retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) };
  json(response, STATUS[close] ?? 500, endingOf(close), more);
}

function answerPoll(response: ServerResponse, look: Look): void {
  if ('frames' in look) json(response, 200, `[${look.frames.join(',')}]`, { 'x-accel-buffering': 'no' });
  else if (look.close === null) json(response, 200, '[]');
  else refuseAs(response, look.close);
}

export function createStreams(deps: StreamsDeps): Streams {
  return new OpenStreams(deps);
}

class OpenStreams implements Streams {
  private readonly deps: StreamsDeps;
  private readonly clock: Clock;
  private readonly rounds;
  private readonly bySession = new Map<TerminalId, Set<Reader>>();
  private readonly polled = new Map<string, Polled>();
  private readonly holders = new Map<Reader, Holder>();
  private closing = false;

  constructor(deps: StreamsDeps) {
    this.deps = deps;
    this.clock = deps.clock ?? systemClock;
    this.rounds = createRounds<Reader>({ authenticate: deps.callers.authenticate, log: deps.log });
    deps.metrics.gauge(
      { name: 'parley_http_streams', help: 'Open streams over plain HTTP: of `events`, or polled (`poll`).', labels: ['kind'] },
      (gauge) => {
        gauge.set({ kind: 'poll' }, this.polled.size);
        gauge.set({ kind: 'events' }, this.count() - this.polled.size);
      },
    );
  }

  answer = (path: string, request: IncomingMessage, response: ServerResponse): Promise<void> | null => {
    if (path !== STREAM_PATHS.events && path !== STREAM_PATHS.poll) return null;
    return this.serve(path === STREAM_PATHS.poll, request, response).catch((error: unknown) => {
      const known = asAppError(error);
      if (!known || response.headersSent) throw error;
      refuse(response, known);
    });
  };

  closeTerminals = (ids: readonly TerminalId[]): void => {
    for (const id of ids) for (const reader of [...(this.bySession.get(id) ?? [])]) reader.retire('forbidden');
  };

  close = (): void => {
    this.closing = true;
    this.rounds.close();
    for (const readers of [...this.bySession.values()]) for (const reader of [...readers]) reader.retire('goingAway');
  };

  sendOff = (ms: number, hurried: () => boolean): Promise<void> => {
    this.closing = true;
    return sendOff([...this.holders.keys()], ms, hurried, this.clock);
  };

  count = (): number => this.holders.size;

  private async serve(polls: boolean, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET') return json(response, 405, { code: 'BAD_INPUT' }, { allow: 'GET' });
    if (this.closing) return refuseAs(response, 'goingAway');
    const asked = await readStreamRequest(request, this.deps.callers);
    if (!asked) return refuseAs(response, 'outdated');
    const { callers, limits } = this.deps;
    const holder = { userId: asked.actor.userId, network: callers.networkOf(request) };
    limits.spend('read', holder);
    if (response.destroyed) return;
    if (this.closing) return refuseAs(response, 'goingAway');
    await (polls ? this.poll(asked, holder, response) : this.stream(asked, holder, response));
  }

  private async stream(asked: StreamRequest, holder: Holder, response: ServerResponse): Promise<void> {
    this.admit(asked, holder);
    const frames = openTimeline(this.deps.timeline, asked.actor, { after: asked.after });
    const stream = new EventStream({ asked, response, frames, elapsed: this.clock.elapsed, failed: this.whyEnded });
    const opened = this.clock.elapsed();
    this.add(stream, holder);
    await stream.run();
    this.remove(stream);
    const { userId, terminalId, terminalKind: kind } = asked.actor;
    const seconds = Math.round((this.clock.elapsed() - opened) / 100) / 10;
    this.deps.log.info({ userId, terminalId, kind, transport: 'events', seconds }, 'a stream closed');
  }

  private async poll(asked: StreamRequest, holder: Holder, response: ServerResponse): Promise<void> {
    const key = `${asked.actor.terminalId} ${asked.name}`;
    let stream = this.polled.get(key);
    if (!stream?.goesOnAt(asked.after)) {
      stream?.retire('goingAway');
      stream = this.openPolled(key, asked, holder);
    }
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const look = await stream.look(asked.token, gone.signal);
    if (!response.destroyed) answerPoll(response, look);
  }

  private openPolled(key: string, asked: StreamRequest, holder: Holder): Polled {
    this.admit(asked, holder);
    const stream: Polled = new Polled({
      asked,
      frames: openTimeline(this.deps.timeline, asked.actor, { after: asked.after }),
      clock: this.clock,
      failed: this.whyEnded,
      ended: () => {
        if (this.polled.get(key) === stream) this.polled.delete(key);
        this.remove(stream);
      },
    });
    this.polled.set(key, stream);
    this.add(stream, holder);
    return stream;
  }

  /** @throws AppError RATE_LIMITED */
  private admit({ actor }: StreamRequest, { userId, network }: Holder): void {
    const { limits } = this.deps;
    if ((this.bySession.get(actor.terminalId)?.size ?? 0) >= MOST) throw new AppError('RATE_LIMITED', { retryAfterMs: RETRY_MS });
    if (!limits.on || !(isFull(limits.holds, 'user', userId) || isFull(limits.holds, 'address', network))) return;
    limits.refused('connections');
    throw new AppError('RATE_LIMITED', { retryAfterMs: FULL_MS });
  }

  private add(reader: Reader, holder: Holder): void {
    this.holders.set(reader, holder);
    this.deps.limits.holds.add('user', holder.userId);
    this.deps.limits.holds.add('address', holder.network);
    const readers = this.bySession.get(reader.terminalId) ?? new Set();
    this.bySession.set(reader.terminalId, readers.add(reader));
    this.rounds.add(reader);
  }

  private remove(reader: Reader): void {
    const holder = this.holders.get(reader);
    if (!holder) return;
    this.holders.delete(reader);
    this.deps.limits.holds.remove('user', holder.userId);
    this.deps.limits.holds.remove('address', holder.network);
    this.rounds.remove(reader);
    const readers = this.bySession.get(reader.terminalId);
    if (readers?.delete(reader) && readers.size === 0) this.bySession.delete(reader.terminalId);
  }

  /** While the database is away streams end, and their clients come again. */
  private readonly whyEnded = (error: unknown): Close => {
    if (asAppError(error)?.code === 'BUSY') return 'tryAgain';
    this.deps.log.error({ error }, 'a stream over HTTP failed');
    return 'failed';
  };
}
