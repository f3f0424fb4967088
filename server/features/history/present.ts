// One way from rows to what a reader sees (S18, S19, S21): content as of now within the stay that grants it, as of its
// end where that stay is over, effects on what one may not read without content.
import type { ConversationState, NumberedEvent } from '../../../core/conversation/state.ts';
import { EVENTS } from '../../../core/protocol/events.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { EventData, WireEvent, WireReaction } from '../../../core/protocol/wire.ts';
import { type Stay, seesTarget, stayOf } from '../../../core/timeline/view.ts';
import type { Pool } from '../../platform/db.ts';
import type { LogReader } from './log.ts';
import { type EffectRow, type EventRow, loadTouched, placeKey, type Span } from './store.ts';

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const NO_MENTIONS: EventData = { mentions: [], mentionsAll: false };

/** The parts of a message that effects change. */
interface Content {
  text: string | null;
  editedAt: number | null;
  asOfSeq: number;
  reactions: WireReaction[];
}

/** The event with this content; `effectSeen`: whether the reader may see what an effect did. */
function presentEvent(row: EventRow, content: Content, effectSeen: boolean): WireEvent {
  const effect = EVENTS[row.kind].effect;
  return {
    conversationId: row.conversationId,
    seq: row.seq,
    id: row.id,
    kind: row.kind,
    senderId: row.senderId,
    clientId: row.clientId,
    text: effect ? (row.kind === 'edit' && effectSeen ? row.targetText : null) : content.text,
    attachments: [],
    reactions: content.reactions,
    replyToSeq: row.replyToSeq,
    targetSeq: row.targetSeq,
    data: presentData(row, effectSeen),
    createdAt: new Date(row.createdAt).toISOString(),
    // Of what was recalled nothing is told: whoever heard of the edit only after the recall never knew its time.
    editedAt: row.recalledAt === null ? iso(content.editedAt) : null,
    recalledAt: iso(row.recalledAt),
    asOfSeq: content.asOfSeq,
  };
}

/** An event that a batch has just committed, from the state that it left: the same as read from the database, without reactions. */
export function presentWritten(state: ConversationState, event: NumberedEvent): WireEvent {
  const own = state.targets.get(event.seq);
  const row: EventRow = {
    conversationId: state.id,
    seq: event.seq,
    id: event.id,
    kind: event.kind,
    senderId: event.senderId,
    clientId: event.clientId ?? null,
    text: own ? own.text : (event.text ?? null),
    data: event.data ?? null,
    replyToSeq: event.replyToSeq ?? null,
    targetSeq: event.targetSeq ?? null,
    targetText: state.targets.get(event.targetSeq ?? 0)?.text ?? null,
    asOfSeq: own?.asOfSeq ?? event.seq,
    createdAt: event.createdAt,
    editedAt: own?.editedAt ?? null,
    recalledAt: own?.recalledAt ?? null,
  };
  return presentEvent(row, { ...row, reactions: [] }, true);
}

function presentData(row: EventRow, effectSeen: boolean): EventData | null {
  if (row.kind === 'message') return row.data ? { ...NO_MENTIONS, ...row.data } : NO_MENTIONS;
  return row.kind === 'reaction' && !effectSeen ? {} : row.data;
}

export interface PresentDeps {
  readonly pool: Pool;
  readonly log: Pick<LogReader, 'effects'>;
}

/** Presents rows (any conversations) to one reader; rows that no stay grants are left out. */
export async function presentRows(
  { pool, log }: PresentDeps,
  readerId: UserId,
  rows: readonly EventRow[],
  spans: ReadonlyMap<ConversationId, readonly Span[]>,
): Promise<WireEvent[]> {
  const granted = rows.flatMap((row) => {
    const stay = stayOf(spans.get(row.conversationId) ?? [], row.seq);
    return stay ? [{ row, stay }] : [];
  });
  const isTouched = ({ row, stay }: (typeof granted)[number], ended: boolean) =>
    row.kind === 'message' && row.asOfSeq > row.seq && (stay.toSeq !== null) === ended;
  const ended = granted.filter((one) => isTouched(one, true));
  const going = granted.filter((one) => isTouched(one, false));
  const touched = await loadTouched(
    pool,
    readerId,
    going.map(({ row }) => row),
  );
  const effects = await effectsOf(
    log,
    ended.map(({ row }) => row),
  );
  const endedEdits = await effectsOf(
    log,
    granted.flatMap(({ row, stay }) =>
      row.kind === 'edit' && stay.toSeq !== null && row.targetSeq !== null ? [{ ...row, seq: row.targetSeq }] : [],
    ),
  );
  return granted.map(({ row, stay }) => {
    const key = placeKey(row.conversationId, row.seq);
    const seen = row.targetSeq === null || seesTarget(stay, row.targetSeq);
    const past = effects.get(key);
    if (past && stay.toSeq !== null) return presentEvent(row, contentAtEnd(row, past, stay, readerId), seen);
    const shown = row.kind === 'edit' && stay.toSeq !== null && row.targetSeq !== null ? editAtEnd(row, endedEdits, stay) : row;
    const now = touched.get(key);
    const current = now?.content ? { ...shown, ...now.content } : shown;
    return presentEvent(current, { ...current, reactions: [...(now?.reactions ?? [])] }, seen);
  });
}

async function effectsOf(
  log: PresentDeps['log'],
  rows: readonly { conversationId: ConversationId; seq: number }[],
): Promise<Map<string, EffectRow[]>> {
  const byConversation = Map.groupBy(rows, (row) => row.conversationId);
  const byKey = new Map<string, EffectRow[]>();
  for (const [conversationId, list] of byConversation) {
    const effects = await log.effects(conversationId, [...new Set(list.map((row) => row.seq))]);
    for (const [seq, of] of Map.groupBy(effects, (effect) => effect.targetSeq)) byKey.set(placeKey(conversationId, seq), of);
  }
  return byKey;
}

/** The text of a message at the end of a stay: what the first edit after it replaced, else the present one. */
function textAtEnd(effects: readonly EffectRow[], toSeq: number, present: string | null): string | null {
  const later = effects.find((effect) => effect.kind === 'edit' && effect.seq > toSeq);
  return later ? later.previousText : present;
}

function contentAtEnd(row: EventRow, effects: readonly EffectRow[], stay: Stay, readerId: UserId): Content {
  const toSeq = stay.toSeq ?? row.asOfSeq;
  const then = effects.filter((effect) => effect.seq <= toSeq);
  return {
    text: row.recalledAt === null ? textAtEnd(effects, toSeq, row.text) : null,
    editedAt: then.findLast((effect) => effect.kind === 'edit')?.createdAt ?? null,
    asOfSeq: then.at(-1)?.seq ?? row.seq,
    reactions: foldReactions(then, readerId),
  };
}

function editAtEnd(row: EventRow, effects: ReadonlyMap<string, EffectRow[]>, stay: Stay): EventRow {
  const of = effects.get(placeKey(row.conversationId, row.targetSeq ?? 0)) ?? [];
  return { ...row, targetText: row.targetText === null ? null : textAtEnd(of, stay.toSeq ?? row.seq, row.targetText) };
}

function foldReactions(effects: readonly EffectRow[], readerId: UserId): WireReaction[] {
  const who = new Map<string, Set<UserId>>();
  for (const { kind, senderId, data } of effects) {
    if (kind !== 'reaction' || senderId === null) continue;
    const emoji = String(data?.emoji);
    const users = who.get(emoji) ?? new Set();
    if (data?.on) users.add(senderId);
    else users.delete(senderId);
    who.set(emoji, users);
  }
  return [...who].filter(([, users]) => users.size > 0).map(([emoji, users]) => ({ emoji, count: users.size, mine: users.has(readerId) }));
}
