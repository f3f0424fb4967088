import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventKind } from '../protocol/events.ts';
import { type ConversationId, type EventId, toId, type UserId } from '../protocol/ids.ts';
import type { WireConversation, WireEvent } from '../protocol/wire.ts';
import { applyPrefs, applyToConversation, mergeConversations, moveMarker } from './reduce.ts';
import { applyEffect } from './reduce-effect.ts';
import { dropBelow, EMPTY_LOG, eventAt, gapsOf, insertEvents, isKnown, type LogState, replaceEvent } from './reduce-log.ts';

const ROOM = toId<ConversationId>('9');
const ME = toId<UserId>('1');
const BOB = toId<UserId>('2');

function event(seq: number, kind: EventKind = 'message', more: Partial<WireEvent> = {}): WireEvent {
  return {
    conversationId: ROOM,
    seq,
    id: toId<EventId>(String(100 + seq)),
    kind,
    senderId: BOB,
    clientId: null,
    text: kind === 'message' ? `text ${seq}` : null,
    attachments: [],
    reactions: [],
    replyToSeq: null,
    targetSeq: null,
    data: null,
    createdAt: `2026-01-01T00:00:${String(seq).padStart(2, '0')}.000Z`,
    editedAt: null,
    recalledAt: null,
    asOfSeq: seq,
    ...more,
  };
}
const edit = (seq: number, targetSeq: number, text: string | null) => event(seq, 'edit', { targetSeq, text });
const recall = (seq: number, targetSeq: number) => event(seq, 'recall', { targetSeq });
const react = (seq: number, targetSeq: number, emoji: string, on: boolean, senderId = BOB) =>
  event(seq, 'reaction', { targetSeq, senderId, data: { emoji, on } });

function row(more: Partial<WireConversation> = {}): WireConversation {
  const base = { id: ROOM, kind: 'GROUP', fanOut: 'WRITE', title: 'group', head: 1, readSeq: 1, unread: 0, mentions: 0 } as const;
  return { ...base, role: 'MEMBER', memberCount: 2, pinned: false, muted: false, lastMessage: null, peer: null, ...more };
}

const logOf = (events: readonly WireEvent[]): LogState =>
  insertEvents(EMPTY_LOG, { fromSeq: events[0]!.seq, toSeq: events.at(-1)!.seq }, events, ME);

test('[S9] an effect at or below what its target contains is passed over', () => {
  const target = event(2, 'message', { asOfSeq: 5, text: 'newer' });
  expect(applyEffect(target, edit(5, 2, 'older'), ME)).toBe(target);
  expect(applyEffect(target, edit(6, 3, 'of another'), ME)).toBe(target);
  expect(applyEffect(target, edit(6, 2, 'newest'), ME)).toMatchObject({ text: 'newest', asOfSeq: 6 });
});

test('[S18] a recall takes text and attachments, keeps the data, and no edit brings text back', () => {
  const target = event(2, 'message', { data: { mentions: [ME], mentionsAll: false } });
  const gone = applyEffect(target, recall(3, 2), ME);
  expect(gone).toMatchObject({ text: null, recalledAt: recall(3, 2).createdAt, data: target.data });
  expect(applyEffect(gone, edit(4, 2, 'back'), ME)).toBe(gone);
});

test('[S8] [S18] what is recalled tells no time of edits, whether its edit was heard of with its text or only after the recall', () => {
  const heard = applyEffect(applyEffect(event(2), edit(3, 2, 'new'), ME), recall(4, 2), ME);
  expect(heard).toEqual(applyEffect(applyEffect(event(2), edit(3, 2, null), ME), recall(4, 2), ME));
});

test('[S8] [S18] edits of a message that is not held have the text of the last one, and none behind a recall', () => {
  const log = logOf([edit(5, 2, 'first'), edit(6, 3, 'of another'), edit(7, 2, 'second')]);
  expect(log.events.map(({ text }) => text)).toEqual(['second', 'of another', 'second']);
  const after = insertEvents(log, { fromSeq: 8, toSeq: 9 }, [recall(8, 2), event(9)], ME, 0);
  expect(after.events.map(({ text }) => text)).toEqual([null, 'of another', null, null, 'text 9']);
  expect(insertEvents(after, { fromSeq: 4, toSeq: 4 }, [edit(4, 2, 'older')], ME).events[0]).toMatchObject({ seq: 4, text: null });
});

test('[S19] an edit without text leaves the text of a stay that ended', () => {
  const target = event(2);
  expect(applyEffect(target, edit(3, 2, null), ME)).toBe(target);
  const log = logOf([target, edit(3, 2, 'seen'), event(4), edit(5, 2, null), event(6, 'reaction', { targetSeq: 2, data: {} })]);
  expect(log.events.map(({ text }) => text)).toEqual(['seen', 'seen', 'text 4', null, null]);
});

test('[S9] reactions are counted by who and what, with mine', () => {
  let target = event(2);
  for (const effect of [react(3, 2, '👍', true), react(4, 2, '👍', true, ME), react(5, 2, '🎉', true), react(6, 2, '🎉', false)]) {
    target = applyEffect(target, effect, ME);
  }
  expect(target.reactions).toEqual([{ emoji: '👍', count: 2, mine: true }]);
  expect(applyEffect(target, react(7, 2, '👍', false, ME), ME).reactions).toEqual([{ emoji: '👍', count: 1, mine: false }]);
  expect(applyEffect(target, event(8, 'reaction', { targetSeq: 2, data: {} }), ME).reactions).toEqual(target.reactions);
});

/** A log as the server tells it: each event as of now. */
function serverLog(choices: readonly { kind: number; at: number }[]): WireEvent[] {
  const log: WireEvent[] = [event(1, 'join', { data: { userIds: [ME, BOB], byId: BOB } })];
  for (const { kind, at } of choices) {
    const seq = log.length + 1;
    const target = log[at % log.length]!;
    const free = target.kind === 'message' && target.recalledAt === null;
    if (kind === 0 && free) log.push(edit(seq, target.seq, `edited ${seq}`));
    else if (kind === 1 && free) log.push(recall(seq, target.seq));
    else if (kind === 2 && free) {
      const on = !target.reactions.some((reaction) => reaction.emoji === '👍');
      log.push(react(seq, target.seq, '👍', on));
    } else log.push(event(seq));
    const effect = log.at(-1)!;
    if (effect.targetSeq === null) continue;
    log[target.seq - 1] = applyEffect(target, effect, ME);
    if (effect.kind !== 'reaction') {
      const { text } = log[target.seq - 1]!;
      log.forEach((each, index) => {
        if (each.kind === 'edit' && each.targetSeq === target.seq) log[index] = { ...each, text };
      });
    }
  }
  return log;
}

const choices = fc.array(fc.record({ kind: fc.nat(4), at: fc.nat(100) }), { maxLength: 30 });

test('[S8] [S9] pieces of a log, of any moment and in any order, doubled too, make the log', () => {
  const piece = fc.record({ moment: fc.nat(100), from: fc.nat(100), length: fc.nat(10) });
  fc.assert(
    fc.property(choices, fc.array(piece, { maxLength: 20 }), (list, pieces) => {
      const moments = Array.from({ length: list.length + 1 }, (_, n) => serverLog(list.slice(0, n)));
      const last = moments.at(-1)!;
      let log = EMPTY_LOG;
      for (const { moment, from, length } of pieces) {
        const then = moments[moment % moments.length]!;
        const events = then.slice(from % then.length, (from % then.length) + length + 1);
        log = insertEvents(log, { fromSeq: events[0]!.seq, toSeq: events.at(-1)!.seq }, events, ME);
      }
      log = insertEvents(log, { fromSeq: 1, toSeq: last.length }, moments[pieces.length % moments.length]!, ME);
      for (const event of last) log = insertEvents(log, { fromSeq: event.seq, toSeq: event.seq }, [event], ME);
      expect(log.events).toEqual(last);
      expect(log.ranges).toEqual([{ fromSeq: 1, toSeq: last.length }]);
    }),
  );
});

test('[S8] [S9] holes filled late, by readings of any moment: no effect in them is lost to one that came before them', () => {
  const piece = fc.record({ moment: fc.nat(100), from: fc.nat(100), length: fc.nat(6) });
  fc.assert(
    fc.property(
      choices,
      fc.array(piece, { maxLength: 12 }),
      fc.array(fc.nat(100), { minLength: 40, maxLength: 40 }),
      (list, pieces, late) => {
        const moments = Array.from({ length: list.length + 1 }, (_, n) => serverLog(list.slice(0, n)));
        const last = moments.at(-1)!;
        let log = EMPTY_LOG;
        const read = (moment: number, from: number, to: number) => {
          const events = moments[moment]!.filter(({ seq }) => seq >= from && seq <= to);
          if (events.length > 0) log = insertEvents(log, { fromSeq: events[0]!.seq, toSeq: events.at(-1)!.seq }, events, ME);
        };
        for (const { moment, from, length } of pieces)
          read(moment % moments.length, 1 + (from % last.length), 1 + (from % last.length) + length);
        if (log.ranges[0]?.fromSeq !== 1) read(0, 1, 1);
        for (let [gap] = gapsOf(log, last.length), n = 0; gap; [gap] = gapsOf(log, last.length), n += 1) {
          const from = gap.fromSeq + (late[n]! % (gap.toSeq - gap.fromSeq + 1));
          const soonest = moments.findIndex((each) => each.length >= from);
          read(soonest + (late[n]! % (moments.length - soonest)), from, gap.toSeq);
        }
        expect(log.events).toEqual(last);
      },
    ),
  );
});

test('[S8] live events one by one, as they were pushed at their moment, make what a fresh reading shows', () => {
  fc.assert(
    fc.property(choices, (list) => {
      let log = logOf(serverLog([]));
      for (let n = 1; n <= list.length; n += 1) {
        const pushed = serverLog(list.slice(0, n)).at(-1)!;
        log = insertEvents(log, { fromSeq: pushed.seq, toSeq: pushed.seq }, [pushed], ME);
      }
      expect(log.events).toEqual(serverLog(list));
    }),
  );
});

test('[S8] an effect that came before its target is applied when the target comes, unless one before it may be missing', () => {
  const held = logOf([recall(7, 2), event(8)]);
  const late = insertEvents(held, { fromSeq: 2, toSeq: 2 }, [event(2, 'message', { asOfSeq: 6 })], ME);
  expect(eventAt(late, 2)?.text).toBeNull();
  const unsure = insertEvents(held, { fromSeq: 2, toSeq: 2 }, [event(2)], ME);
  expect(eventAt(unsure, 2)?.text).toBe('text 2');
  expect(eventAt(insertEvents(unsure, { fromSeq: 3, toSeq: 6 }, [], ME), 2)?.text).toBeNull();
  expect(eventAt(insertEvents(held, { fromSeq: 2, toSeq: 2 }, [event(2)], ME, 4), 2)?.text).toBe('text 2');
  expect(eventAt(insertEvents(held, { fromSeq: 2, toSeq: 2 }, [event(2)], ME, 3), 2)?.text).toBeNull();
  expect(gapsOf(late, 10)).toEqual([
    { fromSeq: 3, toSeq: 6 },
    { fromSeq: 9, toSeq: 10 },
  ]);
});

test('[S8] a seq that one may not see is known when what lies around it is', () => {
  const log = insertEvents(EMPTY_LOG, { fromSeq: 1, toSeq: 9 }, [event(2), event(7)], ME);
  expect([isKnown(log, { fromSeq: 1, toSeq: 9 }), isKnown(log, { fromSeq: 9, toSeq: 10 }), gapsOf(log, 9)]).toEqual([true, false, []]);
  expect(dropBelow(log, 5)).toEqual({ ranges: [{ fromSeq: 5, toSeq: 9 }], events: [event(7)] });
});

test('[S9] a message as a command answers it replaces what contains less, and adds nothing', () => {
  const log = logOf([event(2), event(3)]);
  expect(eventAt(replaceEvent(log, event(2, 'message', { text: 'new', asOfSeq: 9 }), ME), 2)?.text).toBe('new');
  expect(
    eventAt(replaceEvent(replaceEvent(log, event(2, 'message', { asOfSeq: 9 }), ME), event(2, 'message', { text: 'old' }), ME), 2)?.text,
  ).toBe('text 2');
  expect(replaceEvent(log, event(8), ME)).toBe(log);
});

test('[S16] messages of others above the marker count, mine and all else do not, a recalled one does', () => {
  const mention = { data: { mentions: [ME], mentionsAll: false } };
  const events = [event(2), event(3, 'message', { senderId: ME }), event(4, 'message', mention), recall(5, 4), event(6, 'notice')];
  const after = events.reduce((state, each) => applyToConversation(state, each, ME), row());
  expect(after).toMatchObject({ head: 6, unread: 2, mentions: 1, lastMessage: { seq: 4, text: null } });
  expect(applyToConversation(after, event(4, 'message', mention), ME)).toMatchObject({ unread: 2, lastMessage: { text: null } });
});

test('[S16] a message that my marker has passed already does not count', () => {
  const held = row({ head: 1, readSeq: 3 });
  const after = [event(2), event(3), event(4)].reduce((state, each) => applyToConversation(state, each, ME), held);
  expect(after).toMatchObject({ head: 4, unread: 1 });
});

test('[S9] members, role, title and fan-out follow the log', () => {
  const events = [
    event(2, 'join', { data: { userIds: ['5', '6'], byId: BOB } }),
    event(3, 'leave', { data: { userId: '5', byId: BOB } }),
    event(4, 'role', { data: { userId: ME, role: 'ADMIN' } }),
    event(5, 'role', { data: { userId: BOB, role: 'OWNER' } }),
    event(6, 'settings', { data: { title: 'renamed' } }),
    event(7, 'fanOut', { data: { fanOut: 'READ' } }),
  ];
  const after = events.reduce((state, each) => applyToConversation(state, each, ME), row());
  expect(after).toMatchObject({ memberCount: 3, role: 'ADMIN', title: 'renamed', fanOut: 'READ', head: 7, unread: 0 });
});

test('[S17] list settings are those of the last entry, whatever is read meanwhile', () => {
  const held = applyPrefs(row(), { pinned: true, muted: false });
  expect(held).toEqual(row({ pinned: true }));
  expect(applyPrefs(held, { pinned: true, muted: false })).toBe(held);
  expect(applyPrefs(held, { pinned: 'yes' })).toBe(held);
  expect(mergeConversations(held, row({ muted: true }), EMPTY_LOG, ME)).toEqual({ row: held, exact: true });
});

test('[S17] a marker only rises; its count is exact where the log tells it', () => {
  const log = logOf([event(5), event(6), event(7)]);
  const held = row({ head: 7, readSeq: 1, unread: 6 });
  expect(moveMarker(held, 1, log, ME)).toEqual({ row: held, exact: true });
  expect(moveMarker(held, 5, log, ME)).toMatchObject({ row: { readSeq: 5, unread: 2 }, exact: true });
  expect(moveMarker(held, 9, EMPTY_LOG, ME)).toMatchObject({ row: { unread: 0 }, exact: true });
  expect(moveMarker(held, 3, log, ME)).toMatchObject({ row: { readSeq: 3, unread: 6 }, exact: false });
  expect(moveMarker(row({ head: 9, readSeq: 4, unread: 5 }), 6, log, ME)).toMatchObject({ row: { unread: 3 }, exact: true });
});

test('[S16] a row that was read before what is held gets the events between; where they are not known it is read again', () => {
  const held = row({ head: 4, unread: 3, lastMessage: event(4) });
  const read = row({ head: 2, unread: 1, lastMessage: event(2) });
  expect(mergeConversations(held, read, logOf([event(3), event(4)]), ME)).toEqual({ row: held, exact: true });
  expect(mergeConversations(held, read, logOf([event(4)]), ME)).toEqual({ row: held, exact: false });
});

test('[S17] a row that was read with an older marker keeps the newer one', () => {
  const held = row({ head: 4, readSeq: 3, unread: 1 });
  const read = row({ head: 4, readSeq: 1, unread: 3 });
  expect(mergeConversations(held, read, logOf([event(2), event(3), event(4)]), ME)).toEqual({ row: held, exact: true });
});
