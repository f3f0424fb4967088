// What shows events to a reader: store.ts of history, statement by statement. Nothing is archived in memory.

import type { Session } from './session.ts';
import type { Statement } from './statement.ts';
import type { EventRow } from './tables.ts';
import { big, by, ID, keyOf, NUMBER, rowsOf } from './values.ts';

function shown(on: Session, row: EventRow): Record<string, unknown> {
  const target = row.target_seq === null ? undefined : on.get(on.tables.event, `${row.conversation_id} ${row.target_seq}`);
  return {
    conversation_id: row.conversation_id,
    seq: big(row.seq),
    id: row.id,
    kind: row.kind,
    sender_id: row.sender_id,
    client_id: row.client_id,
    text: row.text,
    data: row.data,
    reply_to_seq: big(row.reply_to_seq),
    target_seq: big(row.target_seq),
    target_text: target?.text ?? null,
    target_gone: row.target_seq !== null && !target,
    as_of_seq: big(row.as_of_seq),
    created_ms: big(row.created_at),
    edited_ms: big(row.edited_at),
    recalled_ms: big(row.recalled_at),
  };
}

function range(on: Session, conversationId: string, fromSeq: number, toSeq: number): Record<string, unknown>[] {
  const rows = on.rows(on.tables.event, conversationId).filter((row) => row.seq >= fromSeq && row.seq <= toSeq);
  return rows.sort(by((row) => row.seq)).map((row) => shown(on, row));
}

/** The reactions to one message by emoji, the first ones first. */
function emojiOf(on: Session, conversationId: string, seq: number, userId: string) {
  const rows = on.rows(on.tables.reaction, conversationId).filter((row) => row.seq === seq);
  return [...Map.groupBy(rows, (row) => row.emoji)]
    .map(([emoji, of]) => ({
      emoji,
      n: of.length,
      mine: of.some((row) => row.user_id === userId),
      firstAt: Math.min(...of.map((row) => row.created_at)),
    }))
    .sort(
      by(
        (one) => one.firstAt,
        (one) => one.emoji,
      ),
    );
}

const touched: Statement = (on, values) => {
  const [userId, ids, seqs] = values as [string, string[], number[]];
  const asked = ids
    .map((c, n) => ({ c, s: Number(seqs[n]) }))
    .sort(
      by(
        ({ c }) => c,
        ({ s }) => s,
      ),
    );
  return asked.flatMap(({ c, s }): Record<string, unknown>[] => {
    const event = on.get(on.tables.event, `${c} ${s}`);
    const content = {
      conversation_id: c,
      seq: big(s),
      text: event?.text ?? null,
      as_of_seq: big(event?.as_of_seq ?? null),
      edited_ms: big(event?.edited_at ?? null),
      recalled_ms: big(event?.recalled_at ?? null),
    };
    const reactions = emojiOf(on, c, s, userId);
    if (reactions.length === 0) return [{ ...content, emoji: null, n: null, mine: null }];
    return reactions.map(({ emoji, n, mine }) => ({ ...content, emoji, n: big(n), mine }));
  });
};

export const HISTORY: Readonly<Record<string, Statement>> = {
  history_range: (on, [id, fromSeq, toSeq]) => range(on, String(id), Number(fromSeq), Number(toSeq)),
  history_ranges: (on, values) =>
    rowsOf(values, { c: ID, f: NUMBER, t: NUMBER }).flatMap(({ c, f, t }, index) =>
      range(on, c, f, t).map((row) => ({ n: String(index + 1), ...row })),
    ),
  history_spans: (on, values) =>
    rowsOf(values, { u: ID, c: ID })
      .flatMap(({ u, c }) => on.rows(on.tables.span, c).filter((row) => row.user_id === u))
      .sort(by((row) => row.joined_seq))
      .map((row) => ({
        user_id: row.user_id,
        conversation_id: row.conversation_id,
        joined_seq: big(row.joined_seq),
        from_seq: big(row.from_seq),
        to_seq: big(row.to_seq),
      })),
  history_touched: touched,
  history_reactors: (on, values) => {
    const [id, seq, limit] = values as [string, number, number];
    const rows = on.rows(on.tables.reaction, id).filter((row) => row.seq === seq);
    return emojiOf(on, id, seq, '').flatMap(({ emoji }) =>
      rows
        .filter((row) => row.emoji === emoji)
        .sort(
          by(
            (row) => row.created_at,
            (row) => row.user_id,
          ),
        )
        .slice(0, limit)
        .map((row) => ({ emoji, user_id: row.user_id })),
    );
  },
  history_effects: (on, [id, targets]) => {
    const rows = on
      .rows(on.tables.event, String(id))
      .filter((row) => row.target_seq !== null && (targets as number[]).includes(row.target_seq));
    return rows
      .sort(
        by(
          (row) => row.target_seq,
          (row) => row.seq,
        ),
      )
      .map((row) => ({
        target_seq: big(row.target_seq),
        seq: big(row.seq),
        kind: row.kind,
        sender_id: row.sender_id,
        data: row.data,
        previous_text: row.previous_text,
        created_ms: big(row.created_at),
      }));
  },
  history_head: (on, [id, userId]) => {
    const row = on.get(on.tables.member, keyOf(id, userId)) && on.get(on.tables.conversation, keyOf(id, ''));
    return row ? [{ head: big(row.head) }] : [];
  },
  history_bounds: (on, [ids]) =>
    [...new Set(ids as string[])].flatMap((id) => {
      const row = on.get(on.tables.conversation, `${id} `);
      return row ? [{ id, head: big(row.head), cold_until: big(row.cold_until) }] : [];
    }),
  history_overlays: () => [],
};
