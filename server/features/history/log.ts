// One log over the tiers (S23): what is warm is read first, and what its rows do not cover is archived, because rows leave
// only after their segment was recorded. A hole that neither tier fills is a fault, never a shorter answer.
import { type ConversationId, compareIds } from '../../../core/protocol/ids.ts';
import type { Pool } from '../../platform/db.ts';
import type { ColdEvent, ColdReader } from './cold.ts';
import type { Loads } from './loads.ts';
import { holesOf } from './rules.ts';
import { type EffectRow, type EventRow, loadEffects, placeKey, type Range, type WarmRow } from './store.ts';
import { loadBounds } from './store-cold.ts';

export interface LogReader {
  /** All events of these ranges up to the heads, as of now, by conversation and seq; none of the ranges overlap. */
  ranges(ranges: readonly Range[]): Promise<EventRow[]>;
  /** All effects on these messages of one log, by target and seq: what readers whose stay ended need. */
  effects(conversationId: ConversationId, targetSeqs: readonly number[]): Promise<EffectRow[]>;
}

export interface LogReaderDeps {
  readonly pool: Pool;
  readonly loads: Pick<Loads, 'ranges'>;
  /** Null: no store was opened, so nothing archived can be read. */
  readonly cold: ColdReader | null;
}

const sizeOf = (ranges: readonly Range[]) => ranges.reduce((sum, { fromSeq, toSeq }) => sum + Math.max(0, toSeq - fromSeq + 1), 0);
const byPlace = (a: EventRow, b: EventRow) => compareIds(a.conversationId, b.conversationId) || a.seq - b.seq;

/** Of an edit its target's text is still to be looked up. */
const toRow = (event: ColdEvent): WarmRow => ({ ...event, targetText: null, targetGone: event.targetSeq !== null });

export function createLogReader({ pool, loads, cold }: LogReaderDeps): LogReader {
  function archive(): ColdReader {
    if (!cold) throw new Error('archived events are asked for, and no store of objects was opened');
    return cold;
  }

  /** What stands in these holes: archived events, and events of a log that has grown since. */
  async function fill(holes: readonly Range[]): Promise<WarmRow[]> {
    const bounds = await loadBounds(pool, [...new Set(holes.map((hole) => hole.conversationId))]);
    const clipped = holes.map((hole) => ({ hole, bound: bounds.get(hole.conversationId) ?? { head: 0, coldUntil: 0 } }));
    const part = (fromSeq: number, toSeq: number, hole: Range) => (fromSeq <= toSeq ? [{ ...hole, fromSeq, toSeq }] : []);
    const archived = clipped.flatMap(({ hole, bound }) => part(Math.max(hole.fromSeq, 1), Math.min(hole.toSeq, bound.coldUntil), hole));
    const grown = clipped.flatMap(({ hole, bound }) =>
      part(Math.max(hole.fromSeq, bound.coldUntil + 1), Math.min(hole.toSeq, bound.head), hole),
    );
    const rows = grown.length > 0 ? await loads.ranges(grown) : [];
    // Archived and dropped since the bounds were read: it is asked for once more.
    const late = holesOf(grown, rows);
    const events = [...archived, ...late].length > 0 ? await archive().ranges([...archived, ...late]) : [];
    return [...rows, ...events.map(toRow)];
  }

  /** The present texts of the targets whose own rows have left the table. */
  async function targetTexts(rows: readonly WarmRow[]): Promise<Map<string, string | null>> {
    const texts = new Map(rows.map((row) => [placeKey(row.conversationId, row.seq), row.text]));
    const missing = new Map<string, Range>();
    for (const { conversationId, targetSeq, targetGone, kind } of rows) {
      if (!targetGone || targetSeq === null || kind !== 'edit' || texts.has(placeKey(conversationId, targetSeq))) continue;
      missing.set(placeKey(conversationId, targetSeq), { conversationId, fromSeq: targetSeq, toSeq: targetSeq });
    }
    if (missing.size === 0) return texts;
    for (const row of await ranges([...missing.values()])) texts.set(placeKey(row.conversationId, row.seq), row.text);
    return texts;
  }

  async function ranges(asked: readonly Range[]): Promise<EventRow[]> {
    const warm = await loads.ranges(asked);
    const whole = warm.length === sizeOf(asked);
    const rows = whole ? warm : [...warm, ...(await fill(holesOf(asked, warm)))].sort(byPlace);
    if (!rows.some((row) => row.targetGone)) return rows;
    const texts = await targetTexts(rows);
    return rows.map((row) =>
      row.targetGone ? { ...row, targetText: texts.get(placeKey(row.conversationId, row.targetSeq ?? 0)) ?? null } : row,
    );
  }

  async function effects(conversationId: ConversationId, targetSeqs: readonly number[]): Promise<EffectRow[]> {
    if (targetSeqs.length === 0) return [];
    const warm = await loadEffects(pool, conversationId, targetSeqs);
    if (!cold) return warm;
    const known = new Set(warm.map((effect) => effect.seq));
    const archived = await cold.effects(conversationId, targetSeqs);
    const more = archived.filter((event) => !known.has(event.seq)).map((event) => ({ ...event, targetSeq: event.targetSeq ?? 0 }));
    return [...warm, ...more].sort((a, b) => a.targetSeq - b.targetSeq || a.seq - b.seq);
  }

  return { ranges, effects };
}
