// A server in memory for tests of the client's engine: what its ports ask of it, answered from the model's truth.
import { decideAdd, decideLeave, decideRemove, decideRename } from '../../core/conversation/decide-members.ts';
import { decideEdit, decideReact, decideRecall, decideSend } from '../../core/conversation/decide-message.ts';
import { AppError, toAppError } from '../../core/protocol/app-error.ts';
import { formatCursor, parseCursor } from '../../core/protocol/cursor.ts';
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import type {
  ConversationPrefs,
  ResetReason,
  WireConversation,
  WireEntry,
  WireEvent,
  WireEventPage,
  WireMember,
  WirePullPage,
  WireReactors,
  WireReset,
  WireSend,
  WireSendResult,
  WireSnapshot,
} from '../../core/protocol/wire.ts';
import { readable } from '../../core/timeline/view.ts';
import { type ModelEntry, ModelStore } from './model-store.ts';

export class ModelServer extends ModelStore {
  /** Each send that came in, in order. */
  readonly sends: WireSend[] = [];
  private epoch = 'first';
  private minPos = 0;
  /** Answers sends with this error while it is set. */
  refuseSends: AppError | null = null;
  /** Pages of logs end after so many events, whatever is asked for: their bytes are bounded. */
  pageEvents = Number.POSITIVE_INFINITY;

  /** A restored backup: another epoch, the same rows. */
  restore(): void {
    this.epoch = `${this.epoch}-again`;
  }

  /** Entries up to here are dropped. */
  keepFrom(pos: number): void {
    this.minPos = pos;
  }

  conversation(reader: UserId, id: ConversationId): WireConversation {
    const { state, log } = this.room(id);
    const member = state.members.get(reader);
    if (!member) throw new AppError('NOT_FOUND');
    const readSeq = this.readSeq(reader, id);
    const seen = this.events(reader, id);
    const mentions = seen.filter((event) => {
      const list = event.data?.mentions;
      const mine = event.data?.mentionsAll === true || (Array.isArray(list) && list.includes(reader));
      return event.kind === 'message' && event.seq > readSeq && event.senderId !== reader && mine;
    });
    const peerId = state.kind === 'DIRECT' ? [...state.members.keys()].find((userId) => userId !== reader) : undefined;
    return {
      id,
      kind: state.kind,
      fanOut: state.fanOut,
      title: state.title,
      head: log.length,
      readSeq,
      unread: this.unread(reader, id),
      mentions: mentions.length,
      role: member.role,
      memberCount: state.members.size,
      ...this.prefs(reader, id),
      lastMessage: seen.findLast((event) => event.kind === 'message') ?? null,
      peer: (peerId && this.users.get(peerId)) ?? null,
    };
  }

  snapshot(reader: UserId): WireSnapshot {
    const mine = [...this.rooms.values()].filter((room) => room.state.members.has(reader));
    return {
      cursor: formatCursor({ epoch: this.epoch, pos: this.head(reader) }),
      conversations: mine.map((room) => this.conversation(reader, room.state.id)),
    };
  }

  present(reader: UserId, { pos, kind, conversationId, fromSeq, toSeq, data }: ModelEntry): WireEntry {
    const hasEvents = kind === 'events' && conversationId !== null && fromSeq !== null && toSeq !== null;
    const events = hasEvents ? this.events(reader, conversationId, fromSeq, toSeq) : [];
    return { pos, kind, conversationId, fromSeq, toSeq, events, data };
  }

  resetOf(reader: UserId, after: string): ResetReason | null {
    const cursor = parseCursor(after);
    if (!cursor) throw new AppError('BAD_INPUT');
    if (cursor.epoch !== this.epoch) return 'epoch';
    if (cursor.pos > this.head(reader)) return 'ahead';
    return cursor.pos < this.minPos ? 'old' : null;
  }

  pull(reader: UserId, after: string, limit: number): WirePullPage | WireReset {
    const reason = this.resetOf(reader, after);
    if (reason) return { reason };
    const from = parseCursor(after)?.pos ?? 0;
    const entries = (this.timelines.get(reader) ?? []).slice(from, from + limit).map((entry) => this.present(reader, entry));
    const pos = from + entries.length;
    const head = this.head(reader);
    return { entries, cursor: formatCursor({ epoch: this.epoch, pos }), head, more: pos < head };
  }

  page(reader: UserId, id: ConversationId, ask: { before?: number; after?: number; limit?: number }): WireEventPage {
    const { state, log, stays } = this.room(id);
    if (!state.members.has(reader)) throw new AppError('NOT_FOUND');
    const limit = Math.min(ask.limit ?? 50, this.pageEvents);
    const all = this.events(reader, id);
    const inside = all.filter((event) => event.seq > (ask.after ?? 0) && event.seq < (ask.before ?? Number.POSITIVE_INFINITY));
    const events = ask.after === undefined ? inside.slice(-limit) : inside.slice(0, limit);
    const first = events[0]?.seq ?? (ask.after === undefined ? (ask.before ?? log.length + 1) : ask.after + 1);
    const last = events.at(-1)?.seq ?? (ask.after === undefined ? (ask.before ?? log.length + 1) - 1 : ask.after);
    const ranges = readable(stays.get(reader) ?? []);
    const hasBefore = ranges.some((range) => range.fromSeq < first);
    return { events, head: log.length, hasBefore, hasAfter: ranges.some((range) => (range.toSeq ?? log.length) > last) };
  }

  members(reader: UserId, id: ConversationId): WireMember[] {
    const { state, markers } = this.room(id);
    if (!state.members.has(reader)) throw new AppError('NOT_FOUND');
    return [...state.members.values()].flatMap(({ userId, role, joinedSeq }) => {
      const user = this.users.get(userId);
      const readSeq = markers.get(userId) ?? 0;
      return user ? [{ user, role, readSeq, deliveredSeq: readSeq, joinedSeq }] : [];
    });
  }

  async send(actor: UserId, input: WireSend): Promise<WireSendResult> {
    this.sends.push(input);
    if (this.refuseSends) throw this.refuseSends;
    const { clientId, conversationId } = input;
    const hash = JSON.stringify([conversationId, input.text, input.replyToSeq, input.mentionUserIds, input.mentionAll]);
    const draft = { ...input, attachmentIds: [], mentionUserIds: input.mentionUserIds ?? [], mentionAll: input.mentionAll ?? false };
    const outcome = await this.submit({
      conversationId,
      actorId: actor,
      key: { senderId: actor, clientId, hash },
      ...(input.lane === null || input.clientSeq === null ? {} : { lane: { id: input.lane, clientSeq: input.clientSeq } }),
      decide: (state) => decideSend(state, actor, draft),
    });
    if (outcome.kind === 'refused') throw toAppError(outcome.refusal);
    const place = outcome.kind === 'known' ? outcome : outcome.kind === 'stored' ? outcome.events[0] : undefined;
    if (!place) throw new AppError('INTERNAL');
    return { id: place.id, seq: place.seq, createdAt: new Date(place.createdAt).toISOString(), duplicate: outcome.kind === 'known' };
  }

  message(actor: UserId, id: ConversationId, seq: number): WireEvent {
    const event = this.events(actor, id, seq, seq)[0];
    if (!event) throw new AppError('NOT_FOUND');
    return event;
  }

  edit(actor: UserId, id: ConversationId, seq: number, text: string): WireEvent {
    this.change(actor, id, (state, now) => decideEdit(state, actor, seq, text, now));
    return this.message(actor, id, seq);
  }

  recall(actor: UserId, id: ConversationId, seq: number): WireEvent {
    this.change(actor, id, (state, now) => decideRecall(state, actor, seq, now));
    return this.message(actor, id, seq);
  }

  react(actor: UserId, id: ConversationId, seq: number, emoji: string, on: boolean): WireEvent {
    this.change(actor, id, (state) => decideReact(state, actor, seq, emoji, on));
    return this.message(actor, id, seq);
  }

  reactors(reader: UserId, id: ConversationId, seq: number): WireReactors[] {
    return this.message(reader, id, seq).reactions.map(({ emoji }) => {
      const of = this.room(id).log.filter((event) => event.kind === 'reaction' && event.targetSeq === seq && event.data?.emoji === emoji);
      const on = new Map(of.map((event) => [event.senderId, event.data?.on === true]));
      return { emoji, userIds: [...on].flatMap(([userId, holds]) => (holds && userId !== null ? [userId] : [])) };
    });
  }

  markRead(actor: UserId, id: ConversationId, seq: number): WireConversation {
    const room = this.room(id);
    if (!room.state.members.has(actor)) throw new AppError('NOT_FOUND');
    for (const entry of this.raise(room, actor, Math.min(seq, room.log.length))) this.addEntry(entry);
    return this.conversation(actor, id);
  }

  setPrefs(actor: UserId, id: ConversationId, change: Partial<ConversationPrefs>): WireConversation {
    const room = this.room(id);
    if (!room.state.members.has(actor)) throw new AppError('NOT_FOUND');
    const before = this.prefs(actor, id);
    const { pinned, muted } = { ...before, ...change };
    if (pinned !== before.pinned || muted !== before.muted) {
      room.prefs.set(actor, { pinned, muted });
      this.addEntry({ userId: actor, kind: 'prefs', conversationId: id, fromSeq: null, toSeq: null, data: { pinned, muted } });
    }
    return this.conversation(actor, id);
  }

  addMembers(actor: UserId, id: ConversationId, userIds: readonly UserId[]): void {
    this.change(actor, id, (state) => decideAdd(state, actor, userIds));
  }

  removeMember(actor: UserId, id: ConversationId, userId: UserId): void {
    this.change(actor, id, (state) => decideRemove(state, actor, userId));
  }

  leave(actor: UserId, id: ConversationId): void {
    this.change(actor, id, (state) => decideLeave(state, actor));
  }

  rename(actor: UserId, id: ConversationId, title: string): void {
    this.change(actor, id, (state) => decideRename(state, actor, title));
  }
}
