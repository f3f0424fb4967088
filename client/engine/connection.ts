// The connection's states as a table, and what runs it: one stream at a time, opened again with backoff. A heartbeat comes
// each 25 s; one that is silent for 60 s is given up. The browser's signs wake it or cut it short. One that has stood for long
// and is cut is renewed without a word: some proxies cut all that stands.
import type { WireFrame } from '../../core/protocol/wire.ts';
import { backoffMs } from './backoff.ts';
import type { Clock } from './device.ts';
import type { StreamEnd, StreamPort } from './ports.ts';
import type { ConnectionState } from './view.ts';

/** A stream that was opened and has not said anything is given up after so long. */
const OPEN_MS = 15_000;
const SILENCE_MS = 60_000;
/** Two heartbeats that did not come: after a sleep of the device the socket is not trusted. */
const STALE_MS = 55_000;
/** A stream that was silent for as long as a call has waited in vain is as dead as the call. */
const DOUBT_MS = 15_000;
/** A stream that stood for so long and ends is opened anew at once: the network is there. */
const LIVED_MS = 20_000;
/** Within so long, for a server that ends has many clients; the new one has so long to speak before it counts as lost. */
const RENEW_SPREAD_MS = 500;
const RENEW_MS = 5_000;

type State = 'idle' | 'opening' | 'live' | 'renewing' | 'waiting' | 'reopening' | 'signedOut' | 'outdated' | 'closed';
type Happening = 'start' | 'heard' | 'lost' | 'again' | 'due' | 'wake' | 'signedOut' | 'outdated' | 'close';

const ENDS = { signedOut: 'signedOut', outdated: 'outdated', close: 'closed' } as const;

/** Where each happening leads; one that is not listed changes nothing. */
export const CONNECTION: Readonly<Record<State, Partial<Record<Happening, State>>>> = {
  idle: { start: 'opening', ...ENDS },
  opening: { heard: 'live', lost: 'waiting', again: 'waiting', ...ENDS },
  live: { lost: 'waiting', again: 'renewing', ...ENDS },
  renewing: { heard: 'live', lost: 'waiting', again: 'waiting', ...ENDS },
  waiting: { due: 'reopening', wake: 'reopening', ...ENDS },
  reopening: { heard: 'live', lost: 'waiting', again: 'waiting', ...ENDS },
  signedOut: { close: 'closed' },
  outdated: { close: 'closed' },
  closed: {},
};

const SHOWN: Readonly<Record<State, ConnectionState>> = {
  idle: 'connecting',
  opening: 'connecting',
  live: 'live',
  renewing: 'live',
  waiting: 'offline',
  reopening: 'offline',
  signedOut: 'signedOut',
  outdated: 'outdated',
  closed: 'offline',
};

export interface ConnectionDeps {
  readonly stream: StreamPort;
  readonly clock: Clock;
  /** The cursor to go on from; null: from the present head. */
  cursor(): string | null;
  frame(frame: WireFrame): void;
  /** Each time before a stream is opened, the first included. */
  opening(): void;
  /** What was heard so far came by a stream that is over. */
  over(): void;
  changed(): void;
  /** The stream is another one, and the state is as it was. */
  renewed(): void;
}

export interface Connection {
  state(): ConnectionState;
  start(): void;
  /** Tries now instead of later; gives up a live stream that has missed heartbeats. */
  wake(): void;
  /** A call had no answer: gives up a live stream that is silent too, ahead of its time. */
  doubt(): void;
  /** There is no network, the browser says. */
  cut(): void;
  /** The stream of a cursor that is void: another one, from the cursor of now. */
  restart(): void;
  /** A call was answered so that the session is over. */
  signedOut(): void;
  close(): void;
}

export function createConnection(deps: ConnectionDeps): Connection {
  return new Runner(deps);
}

class Runner implements Connection {
  private readonly deps: ConnectionDeps;
  private now: State = 'idle';
  private failures = 0;
  private heardAt = 0;
  private openedAt = 0;
  private stream: { close(): void } | null = null;
  private callOff: () => void = () => {};

  constructor(deps: ConnectionDeps) {
    this.deps = deps;
  }

  state = (): ConnectionState => SHOWN[this.now];
  start = (): void => this.happen('start');
  signedOut = (): void => this.happen('signedOut');
  close = (): void => this.happen('close');

  wake = (): void => {
    this.giveUp(STALE_MS);
    this.failures = 0;
    this.happen('wake');
  };

  doubt = (): void => this.giveUp(DOUBT_MS);

  /** A live stream that was silent for longer. */
  private giveUp(silentMs: number): void {
    if (this.now === 'live' && this.deps.clock.now() - this.heardAt > silentMs) this.happen('lost');
  }

  cut = (): void => {
    if (this.stream || this.now === 'renewing') this.happen('lost');
  };

  restart = (): void => {
    if (this.stream) this.open();
  };

  private happen(what: Happening, soonMs = 0): void {
    const before = this.now;
    const next = CONNECTION[before][what];
    if (!next) return;
    this.now = next;
    this.callOff();
    if (next === 'opening' || next === 'reopening') this.open();
    else if (next === 'live') this.failures = 0;
    else this.drop();
    if (next === 'renewing') this.callOff = this.deps.clock.after(soonMs, () => this.open(RENEW_MS));
    if (next === 'waiting') {
      this.failures += 1;
      this.callOff = this.deps.clock.after(backoffMs(this.failures, this.deps.clock.random()), () => this.happen('due'));
    }
    if (SHOWN[before] !== SHOWN[next]) this.deps.changed();
    else if (before === 'renewing') this.deps.renewed();
  }

  /** What was cut after it had lived is renewed. */
  private ended(why: StreamEnd): void {
    const { clock } = this.deps;
    if (why === 'lost' && clock.now() - this.openedAt >= LIVED_MS) this.happen('again', clock.random() * RENEW_SPREAD_MS);
    else this.happen(why);
  }

  private drop(): void {
    this.stream?.close();
    this.stream = null;
    this.deps.over();
  }

  private open(patienceMs = OPEN_MS): void {
    this.drop();
    this.openedAt = this.deps.clock.now();
    this.deps.opening();
    const mine = this.deps.stream.open(this.deps.cursor(), {
      opened: () => {
        if (this.stream === mine) this.expect(OPEN_MS);
      },
      frame: (frame) => {
        if (this.stream === mine) this.heard(frame);
      },
      ended: (why) => {
        if (this.stream === mine) this.ended(why);
      },
    });
    this.stream = mine;
    this.expect(patienceMs);
  }

  private heard(frame: WireFrame): void {
    this.heardAt = this.deps.clock.now();
    this.happen('heard');
    this.expect(SILENCE_MS);
    this.deps.frame(frame);
  }

  private expect(ms: number): void {
    this.callOff();
    this.callOff = this.deps.clock.after(ms, () => this.happen('lost'));
  }
}
