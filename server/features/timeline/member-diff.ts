// Which stays a batch opened and closed, from its events: the rows of member and span.
import { joinersOf, readAtJoin } from '../../../core/conversation/state.ts';
import type { Role } from '../../../core/protocol/events.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { ConversationWrite } from '../../../core/timeline/batch.ts';

export interface Joined {
  readonly conversationId: ConversationId;
  readonly userId: UserId;
  readonly joinedSeq: number;
  readonly fromSeq: number;
  /** Left again in the same batch. */
  toSeq: number | null;
  readonly role: Role;
  /** Running count at the join. */
  readonly count: number;
  /** Up to where they have read: the join, or before it. */
  readonly readSeq: number;
}

interface MemberDiff {
  readonly joined: Joined[];
  readonly left: { conversationId: ConversationId; userId: UserId; seq: number }[];
  readonly roles: { conversationId: ConversationId; userId: UserId; role: Role }[];
}

/** `left` holds only stays that stood before the batch. */
export function memberDiff({ state, events }: ConversationWrite): MemberDiff {
  const diff: MemberDiff = { joined: [], left: [], roles: [] };
  const roles = new Set<UserId>();
  for (const event of events) {
    if (event.kind === 'join') {
      for (const userId of joinersOf(event)) {
        const fromSeq = state.settings.history === 'all' ? 1 : event.seq;
        const role = state.members.get(userId)?.role ?? 'MEMBER';
        const { seq: joinedSeq, count } = event;
        const readSeq = readAtJoin(event);
        diff.joined.push({ conversationId: state.id, userId, joinedSeq, fromSeq, toSeq: null, role, count, readSeq });
      }
    } else if (event.kind === 'leave') {
      const userId = event.data?.userId as UserId;
      const open = diff.joined.find((stay) => stay.userId === userId && stay.toSeq === null);
      if (open) open.toSeq = event.seq;
      else diff.left.push({ conversationId: state.id, userId, seq: event.seq });
    } else if (event.kind === 'role') {
      roles.add(event.data?.userId as UserId);
    }
  }
  for (const userId of roles) {
    const member = state.members.get(userId);
    if (member) diff.roles.push({ conversationId: state.id, userId, role: member.role });
  }
  return diff;
}
