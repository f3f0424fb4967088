// The database when all is quiet, as plain rows: the truth that the checker holds the histories against.
import { type EntryKind, EVENTS, type EventKind } from '../core/protocol/events.ts';

export interface ConversationRow {
  readonly id: string;
  readonly fanOut: 'WRITE' | 'READ';
  readonly head: number;
  readonly count: number;
}

export interface EventRow {
  readonly conversationId: string;
  readonly seq: number;
  readonly id: string;
  readonly kind: EventKind;
  readonly senderId: string | null;
  readonly clientId: string | null;
  readonly count: number;
  readonly text: string | null;
  /** Of a reaction: `+` or `-` and the emoji. */
  readonly emoji: string | null;
  /** Of a change of mode. */
  readonly fanOut: 'READ' | 'WRITE' | null;
  readonly replyToSeq: number | null;
  readonly targetSeq: number | null;
  readonly previousText: string | null;
  /** ms since 1970 */
  readonly createdAt: number;
  readonly recalledAt: number | null;
}

export interface EntryRow {
  readonly userId: string;
  readonly pos: number;
  readonly kind: EntryKind;
  readonly conversationId: string | null;
  readonly fromSeq: number | null;
  readonly toSeq: number | null;
  readonly readSeq: number | null;
}

export interface CursorRow {
  readonly userId: string;
  readonly pos: number;
  readonly minPos: number;
}

export interface SpanRow {
  readonly conversationId: string;
  readonly userId: string;
  readonly joinedSeq: number;
  readonly fromSeq: number;
  readonly toSeq: number | null;
}

export interface MemberRow {
  readonly conversationId: string;
  readonly userId: string;
  readonly joinedSeq: number;
  readonly readSeq: number;
  readonly readCount: number;
  readonly mineAfter: number;
}

export interface Rows {
  readonly epoch: string;
  readonly conversations: readonly ConversationRow[];
  /** By conversation and seq, ascending. */
  readonly events: readonly EventRow[];
  /** By user and pos, ascending. */
  readonly entries: readonly EntryRow[];
  readonly cursors: readonly CursorRow[];
  /** By user, conversation and join, ascending. */
  readonly spans: readonly SpanRow[];
  readonly members: readonly MemberRow[];
}

/** The rows by what the rules ask for. */
export class Truth {
  readonly rows: Rows;
  readonly logs: ReadonlyMap<string, readonly EventRow[]>;
  readonly conversations: ReadonlyMap<string, ConversationRow>;
  readonly timelines: ReadonlyMap<string, readonly EntryRow[]>;
  readonly heads: ReadonlyMap<string, CursorRow>;
  /** `user conversation` -> stays */
  private readonly stays: ReadonlyMap<string, readonly SpanRow[]>;
  private readonly members: ReadonlyMap<string, MemberRow>;
  private readonly byKey: ReadonlyMap<string, readonly EventRow[]>;
  private readonly silent: ReadonlyMap<string, readonly { readonly from: number; readonly to: number }[]>;

  constructor(rows: Rows) {
    this.rows = rows;
    this.logs = Map.groupBy(rows.events, (event) => event.conversationId);
    this.conversations = new Map(rows.conversations.map((row) => [row.id, row]));
    this.timelines = Map.groupBy(rows.entries, (entry) => entry.userId);
    this.heads = new Map(rows.cursors.map((row) => [row.userId, row]));
    this.stays = Map.groupBy(rows.spans, (span) => `${span.userId} ${span.conversationId}`);
    this.members = new Map(rows.members.map((row) => [`${row.userId} ${row.conversationId}`, row]));
    this.silent = new Map(rows.conversations.map((row) => [row.id, silentParts(row, this.logs.get(row.id) ?? [])]));
    const keyed = rows.events.filter((event) => event.clientId !== null);
    this.byKey = Map.groupBy(keyed, (event) => `${event.senderId} ${event.clientId}`);
  }

  staysOf(userId: string, conversationId: string): readonly SpanRow[] {
    return this.stays.get(`${userId} ${conversationId}`) ?? [];
  }

  memberOf(userId: string, conversationId: string): MemberRow | null {
    return this.members.get(`${userId} ${conversationId}`) ?? null;
  }

  stored(userId: string, clientId: string): readonly EventRow[] {
    return this.byKey.get(`${userId} ${clientId}`) ?? [];
  }

  eventAt(conversationId: string, seq: number): EventRow | null {
    const log = this.logs.get(conversationId) ?? [];
    const direct = log[seq - 1];
    return direct?.seq === seq ? direct : (log.find((event) => event.seq === seq) ?? null);
  }

  /** Where a log has read fan-out: what lies in (from, to] is in nobody's entries but one's own leave. */
  uncovered(conversationId: string): readonly { readonly from: number; readonly to: number }[] {
    return this.silent.get(conversationId) ?? [];
  }

  isUncovered(conversationId: string, seq: number): boolean {
    return this.uncovered(conversationId).some(({ from, to }) => seq > from && seq <= to);
  }

  /** Countable messages above the marker that are not mine (S16), from the events themselves. */
  unreadOf({ conversationId, userId, readSeq }: Pick<MemberRow, 'conversationId' | 'userId' | 'readSeq'>): number {
    const log = this.logs.get(conversationId) ?? [];
    return log.filter((event) => event.seq > readSeq && EVENTS[event.kind].countable && event.senderId !== userId).length;
  }
}

/** A log that never changed is of its present mode; else its first change tells what it was before. */
function silentParts({ fanOut, head }: ConversationRow, log: readonly EventRow[]): { from: number; to: number }[] {
  const changes = log.filter((event) => event.fanOut !== null);
  const began = (changes[0]?.fanOut ?? (fanOut === 'READ' ? 'WRITE' : 'READ')) === 'WRITE';
  const parts: { from: number; to: number }[] = [];
  let from = began ? 0 : null;
  for (const { seq, fanOut: mode } of changes) {
    if (mode === 'WRITE' && from !== null) parts.push({ from, to: seq });
    from = mode === 'READ' ? (from ?? seq) : null;
  }
  return from === null ? parts : [...parts, { from, to: head }];
}
