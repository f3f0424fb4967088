// Old state + what a command emitted = new state. The conversation by the product's own `applyEvent`; the rows beside it by
// what docs/sync.md says of them, reckoned here a second time.
import { applyEvent, joinersOf, mentionedBy, type NumberedEvent } from '../../core/conversation/state.ts';
import { EVENTS } from '../../core/protocol/events.ts';
import { compareIds, type UserId } from '../../core/protocol/ids.ts';
import type { EventData } from '../../core/protocol/wire.ts';
import type { CommittedEntry } from '../../server/features/timeline/types.ts';
import type { LogRow, Stored } from './stored.ts';

/** What came of one or more commands. */
export interface Emitted {
  /** Of the conversation, by seq. */
  readonly events: readonly NumberedEvent[];
  /** Of all timelines, whatever they point to. */
  readonly entries: readonly CommittedEntry[];
}

const plainJson = (data: EventData | null | undefined): EventData | null => (data ? JSON.parse(JSON.stringify(data)) : null);

/** Changes `stored`. Answers the events as `applyEvent` made them: they must be those that were emitted. */
export function fold(stored: Stored, { events, entries }: Emitted): NumberedEvent[] {
  const again = events.map((event) => {
    const { id, seq: _seq, count: _count, previousText: _previous, createdAt, ...planned } = event;
    const made = applyEvent(stored.state, planned, id, createdAt);
    foldLog(stored, made);
    foldPeople(stored, made);
    return made;
  });
  for (const entry of entries) foldEntry(stored, entry);
  return again;
}

function foldLog({ log, mentions, mentionsAll }: Stored, event: NumberedEvent): void {
  const { seq, kind, senderId, createdAt } = event;
  log.set(seq, {
    id: event.id,
    kind,
    senderId,
    clientId: event.clientId ?? null,
    count: event.count,
    text: event.text ?? null,
    data: plainJson(event.data),
    replyToSeq: event.replyToSeq ?? null,
    targetSeq: event.targetSeq ?? null,
    asOfSeq: seq,
    previousText: event.previousText,
    createdAt,
    editedAt: null,
    recalledAt: null,
  });
  for (const userId of mentionedBy(event)) mentions.add(`${seq} ${userId}`);
  if (kind === 'message' && event.data?.mentionsAll === true && senderId !== null) mentionsAll.add(`${seq} ${senderId}`);
  const target = event.targetSeq == null ? undefined : log.get(event.targetSeq);
  if (!target) return;
  target.asOfSeq = seq;
  if (kind === 'edit') Object.assign(target, { text: event.text ?? null, editedAt: createdAt } satisfies Partial<LogRow>);
  if (kind !== 'recall') return;
  Object.assign(target, { text: null, recalledAt: createdAt } satisfies Partial<LogRow>);
  for (const edit of log.values()) {
    if (edit.kind === 'edit' && edit.targetSeq === event.targetSeq) Object.assign(edit, { text: null, previousText: null });
  }
}

function foldPeople(stored: Stored, event: NumberedEvent): void {
  const { marks, state } = stored;
  const { seq, count, senderId } = event;
  if (event.kind === 'join') {
    for (const userId of joinersOf(event)) {
      marks.set(userId, { readSeq: seq, readCount: count, mineAfter: 0, deliveredSeq: seq, prefs: {} });
      stored.spans.push({ userId, joinedSeq: seq, fromSeq: state.settings.history === 'all' ? 1 : seq, toSeq: null });
    }
  }
  if (event.kind === 'leave') {
    const userId = event.data?.userId as UserId;
    marks.delete(userId);
    stored.spans = stored.spans.map((span) => (span.userId === userId && span.toSeq === null ? { ...span, toSeq: seq } : span));
  }
  const mine = senderId === null ? undefined : marks.get(senderId);
  if (EVENTS[event.kind].countable && mine && senderId !== null) marks.set(senderId, { ...mine, mineAfter: mine.mineAfter + 1 });
}

function foldEntry({ state, log, marks, cursors }: Stored, { userId, kind, conversationId, pos, data }: CommittedEntry): void {
  cursors.set(userId, Math.max(cursors.get(userId) ?? 0, pos));
  const mark = conversationId === state.id ? marks.get(userId) : undefined;
  if (!mark) return;
  if (kind === 'prefs') marks.set(userId, { ...mark, prefs: { ...mark.prefs, ...data } });
  if (kind !== 'read') return;
  const readSeq = Number(data?.readSeq);
  const mine = [...log].filter(([seq, row]) => seq > readSeq && EVENTS[row.kind].countable && row.senderId === userId);
  marks.set(userId, { ...mark, readSeq, readCount: log.get(readSeq)?.count ?? 0, mineAfter: mine.length });
}

/** As plain data, to be compared; what has no order in the database has one here. */
export function plain({ state, log, marks, spans, mentions, mentionsAll, cursors }: Stored) {
  const { members, targets, reactions, emoji, fanOutRule: _rule, ...conversation } = state;
  const byId = <T>(map: ReadonlyMap<UserId, T>) => [...map].sort(([a], [b]) => compareIds(a, b));
  const counts = [...emoji].flatMap(([seq, of]) => [...of].map(([name, count]) => `${seq} ${name} ${count}`));
  return {
    conversation,
    members: byId(members),
    targets: [...targets].sort(([a], [b]) => a - b),
    reactions: [...reactions].sort(),
    emoji: counts.sort(),
    log: [...log],
    marks: byId(marks),
    spans: [...spans].sort((a, b) => a.joinedSeq - b.joinedSeq || compareIds(a.userId, b.userId)),
    mentions: [...mentions].sort(),
    mentionsAll: [...mentionsAll].sort(),
    cursors: byId(cursors),
  };
}
