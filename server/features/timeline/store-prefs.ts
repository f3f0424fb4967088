// List settings in the member's row (`prefs`).
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { ConversationPrefs } from '../../../core/protocol/wire.ts';
import { type Connection, run } from '../../platform/db.ts';

/** Locks the member's row. Null: not a member. */
export async function lockPrefs(on: Connection, userId: UserId, conversationId: ConversationId): Promise<ConversationPrefs | null> {
  const result = await run<{ pinned: boolean; muted: boolean }>(
    on,
    'timeline_prefs_lock',
    `select prefs @> '{"pinned": true}' as pinned, prefs @> '{"muted": true}' as muted from member
     where conversation_id = $1 and user_id = $2 for no key update`,
    [conversationId, userId],
  );
  return result.rows[0] ?? null;
}

export async function countPinned(on: Connection, userId: UserId): Promise<number> {
  const result = await run<{ pinned: string }>(
    on,
    'timeline_prefs_pinned',
    `select count(*) as pinned from member where user_id = $1 and prefs @> '{"pinned": true}'`,
    [userId],
  );
  return Number(result.rows[0]?.pinned);
}

/** The row is locked. */
export function writePrefs(on: Connection, userId: UserId, conversationId: ConversationId, prefs: ConversationPrefs): Promise<unknown> {
  return run(on, 'timeline_prefs_write', 'update member set prefs = prefs || $3::jsonb where conversation_id = $1 and user_id = $2', [
    conversationId,
    userId,
    JSON.stringify(prefs),
  ]);
}
