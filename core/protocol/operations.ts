// What the operator's page shows of one instance: figures of the last minutes, the state of its parts, devices that lack
// something, what was slow, what failed. Times are ISO 8601; rates are a second's.
import type { ErrorCode } from './errors.ts';
import type { TerminalKind } from './events.ts';
import type { TerminalId, UserId } from './ids.ts';

/** Between two samples, ms. */
export const SAMPLE_MS = 2_000;

export interface LiveSample {
  /** ms since 1970. */
  readonly at: number;
  readonly connections: number;
  readonly sends: number;
  readonly deliveries: number;
  /** Of the commits of these seconds; null: there were none. */
  readonly commitP50Ms: number | null;
  readonly commitP99Ms: number | null;
  /** From a commit to who waited longest for it; null: nobody was told anything. */
  readonly lagP99Ms: number | null;
  /** Commands that wait for a writer. */
  readonly queue: number;
  /** How much of the time the event loop was busy, from 0 to 1. */
  readonly busy: number;
  readonly memoryBytes: number;
}

export interface SlowCommand {
  /** Counted from 1, by this process. */
  readonly id: number;
  readonly command: string;
  readonly at: string;
  readonly ms: number;
  /** `ok` or the code of the error. */
  readonly outcome: ErrorCode | 'ok';
  readonly queueMs: number | null;
  readonly commitMs: number | null;
  readonly publishMs: number | null;
  readonly requestId: string;
}

export interface RecentError {
  readonly code: ErrorCode;
  /** Since the start. */
  readonly count: number;
  /** The last one. */
  readonly command: string;
  readonly at: string;
}

/** A device that is connected here, and has not said that it stored all there is for it. */
export interface DeviceBehind {
  readonly terminalId: TerminalId;
  readonly userId: UserId;
  readonly userName: string;
  readonly kind: TerminalKind;
  /** Up to where it has said that it is complete; null: it has never said so, in this history. */
  readonly pos: number | null;
  readonly head: number;
  /** When the first entry that it lacks was committed; null: it is not known any more. */
  readonly since: string | null;
}

export interface DevicesView {
  readonly connected: number;
  readonly complete: number;
  /** Those that have never said how far they are: programs that do not acknowledge. */
  readonly silent: number;
  /** The furthest behind first, some at most. */
  readonly behind: readonly DeviceBehind[];
}

export interface InstanceView {
  readonly id: string;
  /** It is the one that answers. */
  readonly self: boolean;
}

/** As /readyz tells them: true, false, or a state; of what has several, each by its name. */
export type PartsView = Readonly<Record<string, boolean | string | Readonly<Record<string, string>>>>;

export interface OperationsView {
  readonly instance: string;
  readonly startedAt: string;
  /** Oldest first. */
  readonly samples: readonly LiveSample[];
  readonly parts: PartsView;
  readonly instances: readonly InstanceView[];
  readonly devices: DevicesView;
  readonly slowMs: number;
  /** The latest first. */
  readonly slow: readonly SlowCommand[];
  readonly errors: readonly RecentError[];
}
