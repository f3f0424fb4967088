// Which way the push takes: the socket; where sockets fail and HTTP does not, server-sent events; where something on the way keeps
// those back until they end, long polling. From either the socket is looked for again, and again more seldom.
import type { Clock } from '../../engine/device.ts';
import type { StreamEnd, StreamHandlers, StreamPort } from '../../engine/ports.ts';
import type { OtherWay, WayMemory } from '../way-memory.ts';
import { type Chooser, type Failure, watch } from '../ways.ts';

/** From one look for the socket to the next, doubled up to the last, ms. A socket that has stood so long begins anew. */
export const PROBE = { firstMs: 60_000, lastMs: 600_000 } as const;
/** The second socket is tried so long after the first, ms. */
const AGAIN_MS = 500;
/** So many failures of the socket while HTTP works, and it counts as blocked; one that was silent for 10 s is enough. */
const BLOCKED = 2;

type Way = 'socket' | OtherWay;

export interface ChooserDeps {
  readonly ways: Readonly<Record<Way, StreamPort>>;
  readonly memory: WayMemory;
  readonly clock: Pick<Clock, 'after' | 'now'>;
  /** Whether the server answers over HTTP. */
  reaches(): Promise<boolean>;
  /** Whether a socket is let in. */
  letsSocketsIn(): Promise<boolean>;
  /** The network is there again, or another one. */
  onOnline(listener: () => void): void;
}

export function createChooser(deps: ChooserDeps): Chooser {
  return new Choice(deps);
}

class Choice implements Chooser {
  private readonly deps: ChooserDeps;
  private way: Way;
  private failures = 0;
  private probeMs: number = PROBE.firstMs;
  private current: Try | null = null;
  private callOffProbe: () => void = () => {};

  constructor(deps: ChooserDeps) {
    this.deps = deps;
    this.way = deps.memory.read() ?? 'socket';
    deps.onOnline(() => {
      this.probeMs = PROBE.firstMs;
      if (this.current?.stands) void this.probe(this.current);
    });
  }

  open(after: string | null, handlers: StreamHandlers, failure?: Failure): { close(): void } {
    const mine = new Try(after, handlers);
    this.current = mine;
    if (failure) void this.failed(mine, failure);
    else this.try(mine);
    return {
      close: () => {
        if (this.current === mine) this.leave();
        mine.close();
      },
    };
  }

  private try(mine: Try): void {
    const { ways, clock } = this.deps;
    const { after, handlers } = mine;
    const heard: StreamHandlers = {
      opened: handlers.opened,
      frame: (frame) => {
        if (!mine.stands) this.stands(mine);
        handlers.frame(frame);
      },
      ended: (why) => this.end(mine, why),
    };
    mine.stream = watch(ways[this.way], after, heard, { clock, failed: (how) => void this.failed(mine, how) });
  }

  private stands(mine: Try): void {
    const { memory, clock } = this.deps;
    mine.stands = true;
    mine.since = clock.now();
    this.failures = 0;
    if (this.way === 'socket') {
      memory.forget();
      return;
    }
    memory.keep(this.way);
    this.probeLater(mine);
  }

  private leave(): void {
    this.callOffProbe();
    const { current } = this;
    if (current?.stands && this.way === 'socket' && this.deps.clock.now() - current.since > PROBE.firstMs) this.probeMs = PROBE.firstMs;
    this.current = null;
  }

  private end(mine: Try, why: StreamEnd): void {
    if (mine.closed) return;
    this.leave();
    mine.close();
    mine.handlers.ended(why);
  }

  private async failed(mine: Try, how: Failure): Promise<void> {
    const { clock, memory, reaches } = this.deps;
    const works = await reaches();
    if (mine.closed) return;
    // Nothing works: it says nothing about the way.
    if (!works) return this.end(mine, 'lost');
    if (this.way === 'poll') {
      this.way = 'socket';
      this.failures = BLOCKED - 1;
      memory.forget();
      return this.end(mine, 'lost');
    }
    if (this.way === 'events') this.way = 'poll';
    else {
      this.failures += how === 'silent' ? BLOCKED : 1;
      if (this.failures < BLOCKED) {
        mine.stream = { close: clock.after(AGAIN_MS, () => this.try(mine)) };
        return;
      }
      this.way = 'events';
    }
    this.try(mine);
  }

  private probeLater(mine: Try): void {
    this.callOffProbe();
    this.callOffProbe = this.deps.clock.after(this.probeMs, () => void this.probe(mine));
  }

  /** Back to the socket, where one is let in: one failure then leads here again. */
  private async probe(mine: Try): Promise<void> {
    if (this.way === 'socket' || mine.probes) return;
    mine.probes = true;
    const works = await this.deps.letsSocketsIn();
    mine.probes = false;
    if (this.current !== mine) return;
    this.probeMs = Math.min(this.probeMs * 2, PROBE.lastMs);
    if (!works) return this.probeLater(mine);
    this.way = 'socket';
    this.failures = BLOCKED - 1;
    this.end(mine, 'again');
  }
}

/** One stream of the engine, by one way after the other until one stands. */
class Try {
  readonly after: string | null;
  readonly handlers: StreamHandlers;
  stream: { close(): void } | null = null;
  stands = false;
  since = 0;
  probes = false;
  closed = false;

  constructor(after: string | null, handlers: StreamHandlers) {
    this.after = after;
    this.handlers = handlers;
  }

  close(): void {
    this.closed = true;
    this.stream?.close();
  }
}
