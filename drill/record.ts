// What the drill saw, as plain data: the clients write it, the checker reads it. Times are ms since the drill began, by a
// clock that only rises; ids are decimal strings as on the wire.

/** One answer to one try of a send. */
export interface Answer {
  readonly at: number;
  /** Null: refused. */
  readonly seq: number | null;
  readonly id: string | null;
  readonly duplicate: boolean;
  readonly refused: string | null;
}

/** One message that a device was told to send, under one key. */
export interface Sent {
  readonly userId: string;
  readonly device: string;
  readonly lane: string;
  readonly clientSeq: number;
  readonly clientId: string;
  readonly conversationId: string;
  readonly text: string;
  /** When it first went out; null: it never did. */
  askedAt: number | null;
  tries: number;
  readonly answers: Answer[];
  /** The device forgot it without a final answer. */
  givenUp: boolean;
}

/** An edit, a recall or a reaction that was asked for. `answeredAt` null: no answer, or a refusal. */
export interface Change {
  readonly kind: 'edit' | 'recall' | 'reaction';
  readonly userId: string;
  readonly conversationId: string;
  readonly seq: number;
  /** Of an edit: the text; of a reaction: the emoji. */
  readonly value: string;
  readonly askedAt: number;
  answeredAt: number | null;
}

/** The answer to a known key with another payload. */
export interface Probe {
  readonly clientId: string;
  readonly userId: string;
  /** What was answered: an error code, or null for a place in the log. */
  readonly code: string | null;
}

/** A head that somebody was told: of their timeline, or of a log. */
export interface HeadSeen {
  readonly of: string;
  readonly device: string;
  readonly head: number;
  readonly askedAt: number;
  readonly seenAt: number;
}

/** A log read by the writer of a message after its acknowledgement. */
export interface WroteAndRead {
  readonly device: string;
  readonly clientId: string;
  readonly seq: number;
  /** What stood there: its clientId; null: nothing. */
  readonly found: string | null;
}

/** An event as a device holds it, effects applied. */
export interface Held {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly senderId: string | null;
  readonly clientId: string | null;
  readonly text: string | null;
  readonly recalled: boolean;
  readonly targetSeq: number | null;
  readonly asOfSeq: number;
  /** emoji -> count */
  readonly reactions: Readonly<Record<string, number>>;
  /** Of an edit, a recall, a reaction: what it does to its target. */
  readonly effect?: Effect;
}

export interface Effect {
  readonly seq: number;
  readonly kind: string;
  readonly text: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** How far a log is read by seq. */
export interface Followed {
  readonly top: number;
  /** Up to where it is known to go. */
  readonly want: number;
  /** It goes no further: entries tell what follows `want`. */
  readonly closing: boolean;
}

export interface DeviceRecord {
  readonly name: string;
  readonly userId: string;
  cursor: number;
  /** What came at each position: the entry without its events, as one text. */
  readonly entries: Map<number, string>;
  /** conversation -> seq -> event */
  readonly logs: Map<string, Map<number, Held>>;
  /** conversation -> where the entries say that my marker stands. */
  readonly markers: Map<string, number>;
  /** Conversations whose log is read by seq, for no entries tell it (read fan-out). */
  readonly followed: Map<string, Followed>;
  /** Who it was told is online, since its present stream began. */
  readonly online: Set<string>;
  /** When it was opened, and when it was first told each event (`conversation/seq`). */
  readonly openedAt: number;
  readonly toldAt: Map<string, number>;
  /** What contradicts what this device was told before. */
  readonly contradictions: string[];
}

/** A device that was told nothing yet. */
export function newDevice(name: string, userId: string, openedAt: number): DeviceRecord {
  return {
    name,
    userId,
    cursor: 0,
    entries: new Map(),
    logs: new Map(),
    markers: new Map(),
    followed: new Map(),
    online: new Set(),
    openedAt,
    toldAt: new Map(),
    contradictions: [],
  };
}

/** What the API said of one user when all was quiet. */
export interface Reading {
  readonly userId: string;
  readonly conversations: readonly { readonly id: string; readonly head: number; readonly readSeq: number; readonly unread: number }[];
  /** conversation -> count, from the counters. */
  readonly counters: Readonly<Record<string, number>>;
  readonly counted: number;
  /** conversation -> its log as `events` gives it. */
  readonly logs: ReadonlyMap<string, readonly Held[]>;
  /** All that was answered, for texts that nothing may serve any more. */
  readonly raw: string;
  /** conversation that they are not in -> how `events` of it was answered. */
  readonly closed: Readonly<Record<string, string>>;
}

/** A user's hash in Redis, where there is one. */
export interface Counter {
  readonly userId: string;
  readonly epoch: string;
  readonly pos: number;
  readonly counts: Readonly<Record<string, number>>;
}

export interface Fault {
  readonly name: string;
  readonly from: number;
  /** Null: open until the end. */
  to: number | null;
}

/** When some had gone home for so long that everybody should know: who was still there, and whom each of their devices saw there. */
export interface Attendance {
  readonly present: readonly string[];
  readonly seen: readonly { readonly device: string; readonly userId: string; readonly online: readonly string[] }[];
}

export interface Recorded {
  readonly sends: readonly Sent[];
  readonly changes: readonly Change[];
  readonly probes: readonly Probe[];
  readonly heads: readonly HeadSeen[];
  readonly reads: readonly WroteAndRead[];
  readonly devices: readonly DeviceRecord[];
  readonly readings: readonly Reading[];
  readonly counters: readonly Counter[];
  readonly attendance: Attendance;
  readonly faults: readonly Fault[];
  /** Words that stand in texts of messages that were recalled, and were told to be. */
  readonly secrets: readonly string[];
}
