// The tables that the engine's statements name, as maps in memory: rows are never changed, only replaced. A session sees what
// is committed under what it wrote itself.
import type { EventData } from '../../core/protocol/wire.ts';

export interface ConversationRow {
  readonly id: string;
  readonly kind: number;
  readonly title: string | null;
  readonly fan_out: number;
  readonly settings: EventData;
  readonly head: number;
  readonly count: number;
  readonly last_message_seq: number;
  readonly member_version: number;
  readonly member_count: number;
  readonly cold_until: number;
  /** ms */
  readonly last_at: number | null;
}

export interface EventRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly id: string;
  readonly kind: number;
  readonly sender_id: string | null;
  readonly client_id: string | null;
  readonly count: number;
  readonly text: string | null;
  readonly data: EventData | null;
  readonly reply_to_seq: number | null;
  readonly target_seq: number | null;
  readonly as_of_seq: number;
  readonly previous_text: string | null;
  readonly created_at: number;
  readonly edited_at: number | null;
  readonly recalled_at: number | null;
}

export interface MemberRow {
  readonly conversation_id: string;
  readonly user_id: string;
  readonly role: number;
  readonly joined_seq: number;
  readonly read_seq: number;
  readonly read_count: number;
  readonly mine_after: number;
  readonly delivered_seq: number;
  readonly prefs: Readonly<Record<string, boolean>>;
}

interface SpanRow {
  readonly conversation_id: string;
  readonly user_id: string;
  readonly joined_seq: number;
  readonly from_seq: number;
  readonly to_seq: number | null;
}

interface ReactionRow {
  readonly conversation_id: string;
  readonly seq: number;
  readonly user_id: string;
  readonly emoji: string;
  readonly created_at: number;
}

interface KeyRow {
  readonly sender_id: string;
  readonly client_id: string;
  readonly hash: string;
  readonly conversation_id: string;
  readonly seq: number | null;
  readonly refused: string | null;
}

interface LaneRow {
  readonly user_id: string;
  readonly lane: string;
  readonly conversation_id: string;
  readonly last_client_seq: number;
  readonly used_ahead: readonly number[];
}

interface CursorRow {
  readonly user_id: string;
  readonly pos: number;
  readonly min_pos: number;
}

interface EntryRow {
  readonly user_id: string;
  readonly pos: number;
  readonly kind: number;
  readonly conversation_id: string | null;
  readonly from_seq: number | null;
  readonly to_seq: number | null;
  readonly data: EventData | null;
  readonly created_at: number;
}

interface TerminalRow {
  readonly id: string;
  readonly user_id: string;
  readonly ack_epoch: string | null;
  readonly ack_pos: number | null;
}

interface InstallationRow {
  readonly installation_id: string;
  readonly epoch: string;
  readonly counter: number;
}

/** A table: its rows by key, and by the first part of the key. */
export class Table<R> {
  readonly name: string;
  readonly keyOf: (row: R) => string;
  readonly groupOf: (row: R) => string;
  readonly rows = new Map<string, R>();
  private readonly groups = new Map<string, Map<string, R>>();

  constructor(name: string, groupOf: (row: R) => string, restOf: (row: R) => string | number = () => '') {
    this.name = name;
    this.groupOf = groupOf;
    this.keyOf = (row) => `${groupOf(row)} ${restOf(row)}`;
  }

  group(id: string): ReadonlyMap<string, R> {
    return this.groups.get(id) ?? new Map<string, R>();
  }

  put(key: string, row: R | null): void {
    const before = this.rows.get(key);
    if (before) this.groups.get(this.groupOf(before))?.delete(key);
    if (!row) {
      this.rows.delete(key);
      return;
    }
    this.rows.set(key, row);
    const group = this.groups.get(this.groupOf(row)) ?? new Map<string, R>();
    this.groups.set(this.groupOf(row), group.set(key, row));
  }

  clear(): void {
    this.rows.clear();
    this.groups.clear();
  }
}

export function createTables() {
  return {
    conversation: new Table<ConversationRow>('conversation', (row) => row.id),
    event: new Table<EventRow>(
      'event',
      (row) => row.conversation_id,
      (row) => row.seq,
    ),
    member: new Table<MemberRow>(
      'member',
      (row) => row.conversation_id,
      (row) => row.user_id,
    ),
    span: new Table<SpanRow>(
      'span',
      (row) => row.conversation_id,
      (row) => `${row.user_id} ${row.joined_seq}`,
    ),
    reaction: new Table<ReactionRow>(
      'reaction',
      (row) => row.conversation_id,
      (row) => `${row.seq} ${row.user_id} ${row.emoji}`,
    ),
    send_key: new Table<KeyRow>(
      'send_key',
      (row) => row.sender_id,
      (row) => row.client_id,
    ),
    lane: new Table<LaneRow>(
      'lane',
      (row) => row.user_id,
      (row) => `${row.lane} ${row.conversation_id}`,
    ),
    user_cursor: new Table<CursorRow>('user_cursor', (row) => row.user_id),
    entry: new Table<EntryRow>(
      'entry',
      (row) => row.user_id,
      (row) => row.pos,
    ),
    mention: new Table<{ readonly user_id: string; readonly conversation_id: string; readonly seq: number }>(
      'mention',
      (row) => row.conversation_id,
      (row) => `${row.user_id} ${row.seq}`,
    ),
    mention_all: new Table<{ readonly conversation_id: string; readonly seq: number; readonly sender_id: string }>(
      'mention_all',
      (row) => row.conversation_id,
      (row) => row.seq,
    ),
    direct_pair: new Table<{ readonly lo: string; readonly hi: string; readonly conversation_id: string }>(
      'direct_pair',
      (row) => row.lo,
      (row) => row.hi,
    ),
    terminal: new Table<TerminalRow>('terminal', (row) => row.id),
    installation: new Table<InstallationRow>('installation', () => '1'),
  };
}

export type Tables = ReturnType<typeof createTables>;
