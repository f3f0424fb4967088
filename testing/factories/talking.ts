// Who begins a talk with the desk, with which words, and what stands in it afterwards, for the tests of tickets.
import { randomUUID } from 'node:crypto';
import type { ClientId, ConversationId, DepartmentId } from '../../core/protocol/ids.ts';
import type { History } from '../../server/features/history/index.ts';
import type { Actor } from '../../server/platform/actor.ts';
import type { Pool } from '../../server/platform/db.ts';

interface Deps {
  readonly pool: Pool;
  readonly history: Pick<History, 'page'>;
  people(count: number): Promise<Actor[]>;
}

/** First words to a department; each has a key of its own. */
const words = (departmentId: DepartmentId, text = 'where is my parcel?') => ({
  departmentId,
  clientId: randomUUID() as ClientId,
  text,
  fields: null,
});

export function talking({ pool, history, people }: Deps) {
  async function visitor(): Promise<Actor> {
    const [actor] = (await people(1)) as [Actor];
    await pool.query(`update users set kind = 3 where id = $1`, [actor.userId]);
    await pool.query(`insert into visitor (user_id, site_key_id) values ($1, 1)`, [actor.userId]);
    return actor;
  }

  /** What somebody reads of a talk: the words of messages, `+` and how many came, else which kind of event it is. */
  const texts = async (actor: Actor, conversationId: ConversationId) =>
    (await history.page(actor.userId, { conversationId, before: null, after: null, limit: 100 })).events.map(({ kind, text, data }) =>
      kind === 'message' ? text : kind === 'join' ? `+${[data?.userIds].flat().length}` : kind,
    );

  return { words, visitor, texts };
}
