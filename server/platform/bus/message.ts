// What instances tell each other, and on which channels. Users and conversations are spread over 64 shards, a channel each,
// which an instance hears while it serves something of the shard; one more is heard by all. The braces keep a channel in one
// slot of a cluster.
import type { EntryKind, TerminalKind } from '../../../core/protocol/events.ts';
import type { ConversationId, DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { EventData, WireEvent, WireSignal } from '../../../core/protocol/wire.ts';

/** Another number is another version: instances of two versions would not hear each other where they should. */
export const SHARDS = 64;
const VERSION = 1;

/** An entry without its user and position, as many users have it. */
export interface Body {
  readonly kind: EntryKind;
  readonly conversationId: ConversationId | null;
  readonly fromSeq: number | null;
  readonly toSeq: number | null;
  readonly data: EventData | null;
  /** Null: to be read from the database. */
  readonly events: WireEvent[] | null;
}

/** Hints all of them: whoever hears one reads the database where it matters. */
export interface News {
  /** Entries as they were committed; their events only while they are young. */
  readonly entries: readonly (readonly [UserId, number, Body])[];
  /** Users who have entries up to this position. */
  readonly heads: readonly (readonly [UserId, number])[];
  /** Conversations with read fan-out and their heads. */
  readonly hints: readonly (readonly [ConversationId, number])[];
  readonly signals: readonly (readonly [readonly UserId[], WireSignal])[];
  /** How people stand at an instance: the kinds of their open streams there, none for who has gone. */
  readonly stands: readonly Stand[];
  /** What has changed at the desk. */
  readonly desk: DeskNews;
}

/** Ids alone: who shows them reads them. */
export interface DeskNews {
  /** With the departments that they were or are in, and the agents who had them, have them or are asked. */
  readonly tickets: readonly (readonly [TicketId, readonly DepartmentId[], readonly UserId[]])[];
  /** Agents whose load is another. */
  readonly loads: readonly UserId[];
  /** Agents who are others: their state, role, departments. */
  readonly people: readonly UserId[];
  /** Talks and notes of tickets that have gone on, and up to where. */
  readonly talks: readonly (readonly [ConversationId, number])[];
}

export const NO_DESK_NEWS: DeskNews = { tickets: [], loads: [], people: [], talks: [] };

export const isEmptyDesk = ({ tickets, loads, people, talks }: DeskNews): boolean =>
  tickets.length + loads.length + people.length + talks.length === 0;

export interface Stand {
  readonly userId: UserId;
  readonly instance: string;
  readonly kinds: readonly TerminalKind[];
}

export interface Message {
  readonly from: string;
  /** Numbers what `from` has said on this channel: a hole is a loss. */
  readonly number: number;
  /** When it was sent, on the monotonic clock of `from`, ms. */
  readonly sentAt: number;
  /** Null: a pulse, which takes no number of its own. */
  readonly news: News | null;
}

export function shardOf(id: UserId | ConversationId): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 16_777_619);
  return ((hash ^ (hash >>> 15)) >>> 0) % SHARDS;
}

export function format({ from, number, sentAt, news }: Message): string {
  const head = { v: VERSION, i: from, n: number, t: Math.round(sentAt) };
  if (!news) return JSON.stringify(head);
  const { entries, heads, hints, signals, stands, desk } = news;
  const bodies = new Map<Body, number>();
  for (const [, , body] of entries) if (!bodies.has(body)) bodies.set(body, bodies.size);
  const placed = entries.map(([userId, pos, body]) => [userId, pos, bodies.get(body)]);
  return JSON.stringify({
    ...head,
    h: heads,
    ...(placed.length > 0 ? { b: [...bodies.keys()], e: placed } : {}),
    ...(hints.length > 0 ? { c: hints } : {}),
    ...(signals.length > 0 ? { s: signals } : {}),
    ...(stands.length > 0 ? { p: stands } : {}),
    ...(isEmptyDesk(desk) ? {} : { d: desk }),
  });
}

interface Parsed {
  readonly v?: unknown;
  readonly i: string;
  readonly n: number;
  readonly t: number;
  readonly h?: News['heads'];
  readonly b?: readonly Body[];
  readonly e?: readonly (readonly [UserId, number, number])[];
  readonly c?: News['hints'];
  readonly s?: News['signals'];
  readonly p?: News['stands'];
  readonly d?: Partial<DeskNews>;
}

/** Null: of another version, or nothing that an instance has said. */
export function parse(text: string): Message | null {
  try {
    const message = JSON.parse(text) as Parsed | null;
    if (message?.v !== VERSION || typeof message.i !== 'string' || typeof message.n !== 'number') return null;
    const {
      i: from,
      n: number,
      t: sentAt,
      h: heads,
      b: bodies = [],
      e: placed = [],
      c: hints = [],
      s: signals = [],
      p: stands = [],
      d: desk = {},
    } = message;
    const entries = placed.flatMap(([userId, pos, index]) => {
      const body = bodies[index];
      return body ? [[userId, pos, body] as const] : [];
    });
    return { from, number, sentAt, news: heads ? { entries, heads, hints, signals, stands, desk: { ...NO_DESK_NEWS, ...desk } } : null };
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** For who hears it late, when the events may not be as they were. */
export function withoutEvents(news: News): News {
  const bare = new Map<Body, Body>();
  const entries = news.entries.map(([userId, pos, body]) => {
    const known = bare.get(body) ?? (body.kind === 'events' ? { ...body, events: null } : body);
    bare.set(body, known);
    return [userId, pos, known] as const;
  });
  return { ...news, entries };
}
