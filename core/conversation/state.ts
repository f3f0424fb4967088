// What a decision may look at: a conversation as it was locked, changed by every event that was decided since.
// `applyEvent` is the only way it changes, so that old state + events = new state holds by construction.
import type { ConversationKind, EventKind, FanOut, Role } from '../protocol/events.ts';
import { EVENTS, FAN_OUTS } from '../protocol/events.ts';
import type { ClientId, ConversationId, EventId, UserId } from '../protocol/ids.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { EventData } from '../protocol/wire.ts';
import { Members } from './members.ts';

/** Members from which a conversation changes its fan-out (fan-out.ts). */
export interface FanOutRule {
  /** More than this: READ. */
  readonly write: number;
  /** As few or fewer: WRITE again. */
  readonly writeAgain: number;
}

export const FAN_OUT_RULE: FanOutRule = { write: LIMITS.writeFanOutMembers, writeAgain: LIMITS.writeFanOutAgain };

/** What somebody is to a ticket whose talk or notes this is; who is not named here is a stranger to it. */
export type Standing = 'visitor' | 'assigned' | 'supervisor' | 'agent';

/** The ticket of a conversation of the kind SUPPORT or NOTES, read behind the conversation's lock (D6). */
export interface TalkState {
  readonly visitorId: UserId;
  /** Whose it is, or was. */
  readonly assigneeId: UserId | null;
  /** It goes on in another ticket. */
  readonly isMerged: boolean;
  /** Of those whom the commands name. */
  readonly standings: ReadonlyMap<UserId, Standing>;
}

/** A row of the log that a command names. */
export interface TargetState {
  readonly seq: number;
  readonly kind: EventKind;
  readonly senderId: UserId | null;
  readonly createdAt: number;
  text: string | null;
  editedAt: number | null;
  recalledAt: number | null;
  asOfSeq: number;
}

export interface ConversationState {
  readonly id: ConversationId;
  readonly kind: ConversationKind;
  fanOut: FanOut;
  title: string | null;
  settings: EventData;
  head: number;
  count: number;
  lastMessageSeq: number;
  /** Events up to here are archived. */
  readonly coldUntil: number;
  memberVersion: number;
  memberCount: number;
  /** Time of the last event, ms since 1970; 0 for an empty log. */
  lastAt: number;
  readonly fanOutRule: FanOutRule;
  /** Null: it is no ticket's, or not yet. */
  talk: TalkState | null;
  readonly members: Members;
  readonly targets: Map<number, TargetState>;
  /** `seq user emoji` of the reactions that commands of this batch ask about. */
  readonly reactions: Set<string>;
  /** How often each emoji stands on each target that a command reacts to. */
  readonly emoji: Map<number, Map<string, number>>;
}

/** An event as a decision plans it; the batch gives it its seq, count, id and time. */
export interface PlannedEvent {
  readonly kind: EventKind;
  readonly senderId: UserId | null;
  readonly clientId?: ClientId | null;
  readonly text?: string | null;
  readonly data?: EventData | null;
  readonly replyToSeq?: number | null;
  readonly targetSeq?: number | null;
  /** Time to carry instead of now, ms (imports); never below the predecessor's. */
  readonly at?: number;
}

export interface NumberedEvent extends PlannedEvent {
  readonly id: EventId;
  readonly seq: number;
  readonly count: number;
  readonly createdAt: number;
  /** Of an edit: the text before it. */
  previousText: string | null;
}

/** A decision: what is appended, and whose marker moves. */
export interface Plan {
  readonly events: readonly PlannedEvent[];
  readonly markers?: readonly { readonly userId: UserId; readonly readSeq: number }[];
}

/** The userIds of a join event. */
export function joinersOf(event: PlannedEvent): readonly UserId[] {
  const userIds = event.data?.userIds;
  return Array.isArray(userIds) ? userIds : [];
}

/** Up to where they have read who join by this event. */
export function readAtJoin(event: Pick<PlannedEvent, 'data'> & { readonly seq: number }): number {
  const readSeq = event.data?.readSeq;
  return typeof readSeq === 'number' ? Math.min(readSeq, event.seq) : event.seq;
}

/** Who is called by a message, without its sender; `@all` is not among them. */
export function mentionedBy(event: PlannedEvent): readonly UserId[] {
  const named = event.kind === 'message' ? event.data?.mentions : null;
  return Array.isArray(named) ? named.filter((userId) => userId !== event.senderId) : [];
}

export function reactionKey(seq: number, userId: UserId, emoji: string): string {
  return `${seq} ${userId} ${emoji}`;
}

export function emptyState(
  id: ConversationId,
  kind: ConversationKind,
  fanOut: FanOut,
  title: string | null,
  settings: EventData,
  fanOutRule: FanOutRule = FAN_OUT_RULE,
  coldUntil = 0,
): ConversationState {
  return {
    id,
    kind,
    fanOut,
    title,
    settings,
    head: 0,
    count: 0,
    lastMessageSeq: 0,
    coldUntil,
    memberVersion: 0,
    memberCount: 0,
    lastAt: 0,
    fanOutRule,
    talk: null,
    members: new Members(),
    targets: new Map(),
    reactions: new Set(),
    emoji: new Map(),
  };
}

/** Gives the event its place and changes the state by it. */
export function applyEvent(state: ConversationState, planned: PlannedEvent, id: EventId, now: number): NumberedEvent {
  const { countable } = EVENTS[planned.kind];
  state.head += 1;
  if (countable) {
    state.count += 1;
    state.lastMessageSeq = state.head;
  }
  state.lastAt = Math.max(state.lastAt, planned.at ?? now);
  const event: NumberedEvent = { ...planned, id, seq: state.head, count: state.count, createdAt: state.lastAt, previousText: null };
  if (planned.kind === 'message') {
    state.targets.set(event.seq, {
      seq: event.seq,
      kind: 'message',
      senderId: planned.senderId,
      createdAt: event.createdAt,
      text: planned.text ?? null,
      editedAt: null,
      recalledAt: null,
      asOfSeq: event.seq,
    });
  }
  if (EVENTS[planned.kind].effect) applyEffect(state, event);
  applyMembers(state, event);
  if (planned.kind === 'settings' && typeof planned.data?.title === 'string') state.title = planned.data.title;
  if (planned.kind === 'fanOut') state.fanOut = FAN_OUTS.find((each) => each === planned.data?.fanOut) ?? state.fanOut;
  return event;
}

function applyEffect(state: ConversationState, event: NumberedEvent): void {
  const target = state.targets.get(event.targetSeq ?? 0);
  if (!target) throw new Error(`an effect on ${event.targetSeq}, which was not loaded`);
  target.asOfSeq = event.seq;
  if (event.kind === 'edit') {
    event.previousText = target.text;
    target.text = event.text ?? null;
    target.editedAt = event.createdAt;
  } else if (event.kind === 'recall') {
    target.text = null;
    target.recalledAt = event.createdAt;
  } else if (event.senderId !== null) {
    const emoji = String(event.data?.emoji);
    const key = reactionKey(target.seq, event.senderId, emoji);
    if (event.data?.on) state.reactions.add(key);
    else state.reactions.delete(key);
    countEmoji(state, target.seq, emoji, event.data?.on ? 1 : -1);
  }
}

function countEmoji(state: ConversationState, seq: number, emoji: string, change: number): void {
  const counts = state.emoji.get(seq) ?? new Map<string, number>();
  const count = (counts.get(emoji) ?? 0) + change;
  if (count > 0) counts.set(emoji, count);
  else counts.delete(emoji);
  state.emoji.set(seq, counts);
}

/** Who makes one of these owns it; nobody owns what two people share, or what is a ticket's. */
const FOUNDED: ReadonlySet<ConversationKind> = new Set(['GROUP', 'CHANNEL']);

function applyMembers(state: ConversationState, event: NumberedEvent): void {
  const { data } = event;
  if (event.kind === 'join') {
    const founds = event.seq === 1 && FOUNDED.has(state.kind);
    for (const userId of joinersOf(event)) {
      const role: Role = founds && userId === data?.byId ? 'OWNER' : 'MEMBER';
      const fromSeq = state.settings.history === 'all' ? 1 : event.seq;
      if (!state.members.has(userId)) state.memberCount += 1;
      state.members.set(userId, { userId, role, joinedSeq: event.seq, fromSeq });
    }
  } else if (event.kind === 'leave') {
    if (state.members.delete(data?.userId as UserId)) state.memberCount -= 1;
  } else if (event.kind === 'role') {
    const member = state.members.get(data?.userId as UserId);
    if (member) state.members.set(member.userId, { ...member, role: data?.role as Role });
  } else return;
  state.memberVersion += 1;
}
