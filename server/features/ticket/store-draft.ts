// Tickets on their way: whose talk somebody's first words are to be, until the ticket stands.
import { type ClientId, type ConversationId, type DepartmentId, type TicketId, toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Connection, type Pool, type Row, run } from '../../platform/db.ts';
import { loadedTogether, writtenTogether } from '../../platform/gathered.ts';
import { sentTogether } from '../../platform/sent-together.ts';
import { findOpen } from './store.ts';

export interface Draft {
  readonly ticketId: TicketId;
  readonly visitorId: UserId;
  readonly departmentId: DepartmentId;
  readonly conversationId: ConversationId;
  readonly notesConversationId: ConversationId;
  readonly fields: Readonly<Record<string, unknown>>;
}

interface DraftRow extends Row {
  ticket_id: string;
  visitor_id: string;
  department_id: string;
  conversation_id: string;
  notes_conversation_id: string;
  fields: Readonly<Record<string, unknown>>;
}

const DRAFT = 'ticket_id, visitor_id, department_id, conversation_id, notes_conversation_id, fields';
const toDraft = (row: DraftRow): Draft => ({
  ticketId: toId<TicketId>(row.ticket_id),
  visitorId: toId<UserId>(row.visitor_id),
  departmentId: toId<DepartmentId>(row.department_id),
  conversationId: toId<ConversationId>(row.conversation_id),
  notesConversationId: toId<ConversationId>(row.notes_conversation_id),
  fields: row.fields,
});

const draftKey = ({ visitorId, departmentId }: Draft) => `${visitorId} ${departmentId}`;

/**
 * Of each visitor and department the one that is there already, or this one; none where no ticket is opened in this department. The
 * commit does not wait for the disk: that of the words is behind it in the log, and takes it along.
 */
async function putDrafts(on: Connection, drafts: readonly Draft[]): Promise<Map<string, Draft>> {
  const all = [...new Map(drafts.map((draft) => [draftKey(draft), draft])).values()];
  const { rows } = await run<DraftRow>(
    on,
    'ticket_draft_put',
    `insert into ticket_draft (${DRAFT})
     select x.* from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::jsonb[]) as x(${DRAFT})
     join department d on d.id = x.department_id and d.archived_at is null cross join set_config('synchronous_commit', 'off', true)
     order by x.visitor_id, x.department_id
     on conflict (visitor_id, department_id) do update set visitor_id = excluded.visitor_id returning ${DRAFT}`,
    [
      all.map(({ ticketId }) => ticketId),
      all.map(({ visitorId }) => visitorId),
      all.map(({ departmentId }) => departmentId),
      all.map(({ conversationId }) => conversationId),
      all.map(({ notesConversationId }) => notesConversationId),
      all.map(({ fields }) => JSON.stringify(fields)),
    ],
  );
  return new Map(rows.map(toDraft).map((draft) => [draftKey(draft), draft]));
}

/** The ticket stands. */
export const dropDraft = writtenTogether<ConversationId>(async (on, ids) => {
  await run(
    on,
    'ticket_draft_drop',
    `with gone as (select conversation_id from ticket_draft where conversation_id = any($1::bigint[])
       order by visitor_id, department_id for update)
     delete from ticket_draft d using gone where d.conversation_id = gone.conversation_id`,
    [ids],
  );
});

/** Nobody has said anything: there is nothing to open. */
export async function dropEmptyDraft(pool: Pool, conversationId: ConversationId): Promise<void> {
  await run(
    pool,
    'ticket_draft_drop_empty',
    `delete from ticket_draft where conversation_id = $1 and not exists (select from conversation where id = $1 and head > 0)`,
    [conversationId],
  );
}

/** Those older than `olderMs`, with whether anything stands in their talk. */
export async function loadOldDrafts(pool: Pool, olderMs: number, limit: number): Promise<(Draft & { readonly hasWords: boolean })[]> {
  const { rows } = await run<DraftRow & { has_words: boolean }>(
    pool,
    'ticket_draft_old',
    `select ${DRAFT}, exists (select from conversation c where c.id = conversation_id and c.head > 0) as has_words
     from ticket_draft where created_at < now() - $1 * interval '1 millisecond' order by created_at limit $2`,
    [olderMs, limit],
  );
  return rows.map((row) => ({ ...toDraft(row), hasWords: row.has_words }));
}

/** Where words stand that were sent. */
export interface Said {
  readonly conversationId: ConversationId;
  readonly ticketId: TicketId | null;
  readonly draft: Draft | null;
}

const saidBy = loadedTogether<string, Said, Connection>(async (on, keys) => {
  const pairs = keys.map((key) => key.split(' '));
  const { rows } = await run<Partial<DraftRow> & { sender_id: string; client_id: string; said_in: string; opened: string | null }>(
    on,
    'ticket_by_key',
    `select k.sender_id, k.client_id, k.conversation_id as said_in, t.id as opened, d.ticket_id, d.visitor_id, d.department_id, d.conversation_id, d.notes_conversation_id, d.fields
     from unnest($1::bigint[], $2::uuid[]) as x(sender_id, client_id)
     join send_key k on k.sender_id = x.sender_id and k.client_id = x.client_id and k.seq is not null
     left join ticket t on t.conversation_id = k.conversation_id left join ticket_draft d on d.conversation_id = k.conversation_id`,
    [pairs.map(([senderId]) => senderId), pairs.map(([, clientId]) => clientId)],
  );
  return new Map(
    rows.map((row) => [
      `${row.sender_id} ${row.client_id}`,
      {
        conversationId: toId<ConversationId>(row.said_in),
        ticketId: row.opened === null ? null : toId<TicketId>(row.opened),
        draft: row.ticket_id == null ? null : toDraft(row as DraftRow),
      },
    ]),
  );
});

/** What there is of a visitor's words that may be their first. */
export interface Placed {
  /** Whose draft it is to be, of this words' or of others' who came before; null: no ticket is opened in this department. */
  readonly draft: Draft | null;
  /** The talk that this send went to. */
  readonly said: Said | null;
  /** Their open ticket there. */
  readonly open: TicketId | null;
}

interface Words {
  readonly draft: Draft;
  readonly clientId: ClientId;
}

/** By a pool whose connections are pipelined. */
export async function placeWords(pipelined: Pool, words: Words): Promise<Placed> {
  return (await placed(pipelined, words)) ?? { draft: null, said: null, open: null };
}

const placed = loadedTogether<Words, Placed, Pool>(async (pipelined, list) => {
  const on = await pipelined.connect();
  try {
    // Sent together, each committed by itself: what is read is read when the drafts stand.
    const [drafts, ...read] = await sentTogether([
      putDrafts(
        on,
        list.map(({ draft }) => draft),
      ),
      ...list.map(({ draft: { visitorId, departmentId }, clientId }) =>
        sentTogether([saidBy(on, `${visitorId} ${clientId}`), findOpen(on, visitorId, departmentId)] as const),
      ),
    ]);
    return new Map(
      list.map((words, at) => {
        const [said = null, open = null] = read[at] ?? [];
        return [words, { draft: drafts.get(draftKey(words.draft)) ?? null, said, open }];
      }),
    );
  } finally {
    on.release();
  }
});
