// What the bench reads of the product's database: how durable it is, and in which batches messages were written.
import type { Pool } from '../server/platform/db.ts';

export interface Durability {
  readonly version: string;
  readonly fsync: string;
  readonly synchronousCommit: string;
}

export async function readDurability(pool: Pool): Promise<Durability> {
  const { rows } = await pool.query<Durability>(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as "synchronousCommit"`,
  );
  const [row] = rows;
  if (!row) throw new Error('the database tells no settings');
  return row;
}

export interface Batches {
  /** Mean messages a transaction. */
  readonly messages: number;
  /** Mean messages of one conversation in a transaction. */
  readonly perConversation: number;
}

/** Of these conversations: the messages of one transaction carry its number. */
export async function readBatches(pool: Pool, conversationIds: readonly string[]): Promise<Batches> {
  const { rows } = await pool.query<{ messages: number; transactions: number; parts: number }>(
    `select count(*)::int as messages, count(distinct xmin::text)::int as transactions, count(distinct (xmin::text, conversation_id))::int as parts
     from event where conversation_id = any($1::bigint[]) and client_id is not null`,
    [conversationIds],
  );
  const { messages = 0, transactions = 0, parts = 0 } = rows[0] ?? {};
  if (transactions === 0) throw new Error('no message was written');
  return { messages: messages / transactions, perConversation: messages / parts };
}
