import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ConversationId, toId } from '../../core/protocol/ids.ts';
import { WRITE } from './mode.ts';
import { compareConversations } from './present.ts';
import { calls, RowList } from './row-list.ts';
import type { ConversationView } from './view.ts';

const QUIET = { role: 'MEMBER' as const, memberCount: 2, head: 0, readSeq: 0, lastMessage: null, typing: [], draft: '', mode: WRITE };
const REST = { kind: 'GROUP' as const, title: null, peer: null, queued: 0, failed: 0 };

/** Few ids, moments and counts, so that rows meet, tie and come back. */
const change = fc.record({
  id: fc.nat(60),
  gone: fc.boolean(),
  lastAt: fc.nat(5),
  unread: fc.nat(2),
  mentions: fc.nat(2),
  pinned: fc.boolean(),
  muted: fc.boolean(),
});

const idOf = (n: number) => toId<ConversationId>(String(n + 1));

function countsOf(rows: readonly ConversationView[]) {
  const sum = (of: (row: ConversationView) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    messages: sum((row) => (row.muted ? row.mentions : row.unread)),
    calling: rows.filter(calls).length,
    unread: rows.filter((row) => row.unread > 0).length,
    mentions: rows.filter((row) => row.mentions > 0).length,
  };
}

test('[list] whatever changes, the order is that of a full sort and the counts are those of all rows', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 40 }), { maxLength: 30 }), (rounds) => {
      const truth = new Map<ConversationId, ConversationView>();
      const list = new RowList();
      for (const round of rounds) {
        for (const { id, gone, ...part } of round) {
          if (gone) truth.delete(idOf(id));
          else truth.set(idOf(id), { ...QUIET, ...REST, ...part, id: idOf(id) });
        }
        list.update(new Set(round.map(({ id }) => idOf(id))), (id) => truth.get(id) ?? null);
        expect(list.rows()).toEqual([...truth.values()].sort(compareConversations));
        expect(list.counts()).toEqual(countsOf([...truth.values()]));
      }
    }),
  );
});

test('[list] a row that did not change is not drawn again, nor is a list of such', () => {
  const views = new Map(
    Array.from({ length: 50 }, (_, n) => [
      idOf(n),
      { ...QUIET, ...REST, id: idOf(n), lastAt: n, unread: 1, mentions: 0, pinned: false, muted: false },
    ]),
  );
  const list = new RowList();
  const view = (id: ConversationId) => views.get(id) ?? null;
  list.update(views.keys(), view);
  const [rows, counts] = [list.rows(), list.counts()];
  list.update(views.keys(), view);
  expect([list.rows() === rows, list.counts() === counts]).toEqual([true, true]);
  views.set(idOf(7), { ...views.get(idOf(7))!, lastAt: 99 });
  list.update([idOf(7)], view);
  expect(
    list
      .rows()
      .map((row) => rows.indexOf(row))
      .slice(0, 3),
  ).toEqual([-1, 0, 1]);
  expect([list.rows() === rows, list.counts() === counts, list.rows().length]).toEqual([false, true, 50]);
});
