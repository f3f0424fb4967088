// Conversations as one of their members sees them: the list with its position, one, its members.

import { AppError } from '../../../core/protocol/app-error.ts';
import { formatCursor } from '../../../core/protocol/cursor.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { WireConversation, WireMember, WireSnapshot } from '../../../core/protocol/wire.ts';
import { inTransaction, loadPosition } from '../timeline/index.ts';
import type { ConversationDeps } from './deps.ts';
import { type ConversationRow, freeze, loadConversations, loadMembers, loadWatched, type MemberPage } from './store.ts';

/** Position and list of one moment: a client that subscribed before drops what it buffered up to it (S20). */
export async function readSnapshot(deps: ConversationDeps, userId: UserId): Promise<WireSnapshot> {
  const { position, rows } = await inTransaction(deps.db.pool, async (on) => {
    await freeze(on);
    return { position: await loadPosition(on, userId), rows: await loadConversations(on, userId, null) };
  });
  return {
    cursor: formatCursor({ epoch: position.epoch, pos: position.head }),
    conversations: await presentConversations(deps, userId, rows),
  };
}

/** NOT_FOUND for who is not in and does not read it by policy; to who does nothing is unread. */
export async function readConversation(deps: ConversationDeps, userId: UserId, id: ConversationId): Promise<WireConversation> {
  const [conversation] = await presentConversations(deps, userId, await loadConversations(deps.db.pool, userId, id));
  if (conversation) return conversation;
  const watched = (await deps.mayWatch?.(userId, id)) ? await loadWatched(deps.db.pool, id) : null;
  if (!watched) throw new AppError('NOT_FOUND');
  return { ...watched, lastMessage: null, peer: null };
}

async function presentConversations(
  { history, accounts }: ConversationDeps,
  userId: UserId,
  rows: readonly ConversationRow[],
): Promise<WireConversation[]> {
  const asked = rows.filter((row) => row.lastMessageSeq > 0);
  const [events, users] = await Promise.all([
    history.ranges(
      userId,
      asked.map(({ shown, lastMessageSeq }) => ({ conversationId: shown.id, fromSeq: lastMessageSeq, toSeq: lastMessageSeq })),
    ),
    accounts.loadUsers(rows.flatMap((row) => row.peerId ?? [])),
  ]);
  const lasts = new Map(events.map((event) => [event.conversationId, event]));
  return rows.map(({ shown, peerId }) => ({
    ...shown,
    lastMessage: lasts.get(shown.id) ?? null,
    peer: (peerId === null ? undefined : users.get(peerId)) ?? null,
  }));
}

/** NOT_FOUND for who is not in and does not read it by policy. */
export async function readMembers({ db, accounts, mayWatch }: ConversationDeps, userId: UserId, page: MemberPage): Promise<WireMember[]> {
  const mine = await loadMembers(db.pool, userId, page);
  const rows = mine ?? ((await mayWatch?.(userId, page.conversationId)) ? await loadMembers(db.pool, null, page) : null);
  if (!rows) throw new AppError('NOT_FOUND');
  const users = await accounts.loadUsers(rows.map((row) => row.userId));
  return rows.flatMap(({ userId: id, ...member }) => {
    const user = users.get(id);
    return user ? [{ user, ...member }] : [];
  });
}
