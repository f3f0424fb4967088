import { expect, test } from 'vitest';
import { isRefusal, type Refusal } from '../protocol/errors.ts';
import type { ConversationKind } from '../protocol/events.ts';
import { type ClientId, type ConversationId, type EventId, parseClientId, toId, type UserId } from '../protocol/ids.ts';
import { LIMITS } from '../protocol/limits.ts';
import { decideAdd, decideFound, decideLeave, decideRemove, decideRename, decideRole } from './decide-members.ts';
import { decideEdit, decideReact, decideRecall, decideSend, type SendDraft } from './decide-message.ts';
import { fanOutOf } from './fan-out.ts';
import { applyEvent, type ConversationState, emptyState, type NumberedEvent, type Plan } from './state.ts';

const NOW = 1_800_000_000_000;
const user = (n: number) => toId<UserId>(String(n));
const [ANN, BOB, CAT, EVE] = [user(1), user(2), user(3), user(4)];
const CLIENT: ClientId = parseClientId('00000000-0000-4000-8000-000000000001')!;
const NOTHING = { events: [] };

/** Appends what was decided; a refusal fails the test. */
function apply(state: ConversationState, plan: Plan | Refusal, now = NOW): NumberedEvent[] {
  if (isRefusal(plan)) throw new Error(`refused: ${plan.refused}`);
  return plan.events.map((event) => applyEvent(state, event, toId<EventId>(String(5001 + state.head)), now));
}

function draft(more: Partial<SendDraft> = {}): SendDraft {
  const none = { attachmentIds: [], replyToSeq: null, mentionUserIds: [], mentionAll: false, readSeq: null };
  return { clientId: CLIENT, text: 'hello', ...none, ...more };
}

/** Ann's room with Bob; its seq 2 is a message of Ann's. */
function room(kind: ConversationKind = 'GROUP'): ConversationState {
  const state = emptyState(toId<ConversationId>('900'), kind, 'WRITE', null, {});
  apply(state, decideFound([ANN, BOB], ANN));
  apply(state, decideSend(state, ANN, draft()));
  return state;
}

const code = (plan: Plan | Refusal) => (isRefusal(plan) ? plan.refused : 'plan');
const details = (plan: Plan | Refusal) => (isRefusal(plan) ? plan.details : null);

test('[members] who is no member hears NOT_FOUND, whatever they ask', () => {
  const state = room();
  const answers = [
    decideSend(state, EVE, draft({ text: '' })),
    decideEdit(state, EVE, 2, 'x', NOW),
    decideRecall(state, EVE, 2, NOW),
    decideReact(state, EVE, 2, 'no emoji', true),
    decideLeave(state, EVE),
    decideAdd(state, EVE, [EVE]),
    decideRemove(state, EVE, ANN),
    decideRole(state, EVE, ANN, 'MEMBER'),
    decideRename(state, EVE, 'x'),
  ];
  expect(new Set(answers.map(code))).toEqual(new Set(['NOT_FOUND']));
});

test('[text] a send keeps its text exactly and refuses what cannot be one', () => {
  const state = room();
  const text = ' \u{1F600} a\r\n ';
  expect(decideSend(state, BOB, draft({ text }))).toMatchObject({ events: [{ kind: 'message', senderId: BOB, clientId: CLIENT, text }] });
  const reason = (bad: string | null) => details(decideSend(state, BOB, draft({ text: bad })))?.reason;
  expect([null, ' ', 'a\0', '\ud800', 'x'.repeat(LIMITS.textUnits + 1)].map(reason)).toEqual([
    'empty',
    'empty',
    'nul',
    'lone_surrogate',
    'too_long',
  ]);
  expect(code(decideSend(state, BOB, draft({ text: 'x'.repeat(LIMITS.textUnits) })))).toBe('plan');
  expect(details(decideSend(state, BOB, draft({ attachmentIds: ['1'] })))?.field).toBe('attachmentIds');
});

test('[S18] a reply names a message its sender can read', () => {
  const state = room();
  apply(state, decideAdd(state, ANN, [CAT]));
  expect(code(decideSend(state, BOB, draft({ replyToSeq: 2 })))).toBe('plan');
  expect(details(decideSend(state, CAT, draft({ replyToSeq: 2 })))?.field).toBe('replyToSeq');
  expect(details(decideSend(state, BOB, draft({ replyToSeq: 1 })))?.field).toBe('replyToSeq');
  expect(details(decideSend(state, BOB, draft({ replyToSeq: 99 })))?.field).toBe('replyToSeq');
});

test('[S17] mentions of others are dropped and the marker ends at the head', () => {
  const plan = decideSend(room(), BOB, draft({ mentionUserIds: [ANN, EVE, ANN], readSeq: 99 }));
  expect(plan).toMatchObject({ events: [{ data: { mentions: [ANN], mentionsAll: false } }], markers: [{ userId: BOB, readSeq: 2 }] });
  expect(decideSend(room(), BOB, draft({ mentionUserIds: [EVE] }))).toMatchObject({ events: [{ data: null }] });
  expect(decideSend(room(), BOB, draft())).not.toHaveProperty('markers');
});

test('[S18] the author edits within 24 hours, the same text appends nothing', () => {
  const state = room();
  expect(code(decideEdit(state, BOB, 2, 'x', NOW))).toBe('FORBIDDEN');
  expect(code(decideEdit(state, ANN, 1, 'x', NOW))).toBe('NOT_FOUND');
  expect(code(decideEdit(state, ANN, 2, 'x', NOW + LIMITS.editMs + 1))).toBe('TOO_LATE');
  expect(decideEdit(state, ANN, 2, 'hello', NOW + LIMITS.editMs + 1)).toEqual(NOTHING);
  const [edit] = apply(state, decideEdit(state, ANN, 2, 'new', NOW + LIMITS.editMs));
  expect(edit).toMatchObject({ kind: 'edit', seq: 3, count: 1, targetSeq: 2, previousText: 'hello' });
  expect(state.targets.get(2)).toMatchObject({ text: 'new', asOfSeq: 3 });
});

test('[S18] the author recalls within 2 minutes, once; then nothing can be edited or newly reacted to', () => {
  const state = room();
  apply(state, decideReact(state, BOB, 2, '👍', true));
  expect(code(decideRecall(state, BOB, 2, NOW))).toBe('FORBIDDEN');
  expect(code(decideRecall(state, ANN, 2, NOW + LIMITS.recallMs + 1))).toBe('TOO_LATE');
  apply(state, decideRecall(state, ANN, 2, NOW + LIMITS.recallMs));
  expect(state.targets.get(2)?.text).toBeNull();
  expect(decideRecall(state, ANN, 2, NOW + LIMITS.editMs)).toEqual(NOTHING);
  expect(code(decideEdit(state, ANN, 2, 'x', NOW))).toBe('TOO_LATE');
  expect(code(decideReact(state, BOB, 2, '❤️', true))).toBe('TOO_LATE');
  expect(code(decideReact(state, BOB, 2, '👍', false))).toBe('plan');
});

test('[S18] a reaction goes on and off once, by one emoji', () => {
  const state = room();
  expect(decideReact(state, BOB, 2, '👍', false)).toEqual(NOTHING);
  apply(state, decideReact(state, BOB, 2, '👍', true));
  expect(decideReact(state, BOB, 2, '👍', true)).toEqual(NOTHING);
  expect(code(decideReact(state, ANN, 2, '👍', true))).toBe('plan');
  apply(state, decideReact(state, BOB, 2, '👍', false));
  expect(code(decideReact(state, BOB, 2, '👍', true))).toBe('plan');
  const tried = ['👨‍👩‍👧', '❤', '❤️', '🇩🇪', 'a', '', '1', '👍👍', '👍 '].map((emoji) => code(decideReact(state, BOB, 2, emoji, true)));
  expect(tried).toEqual(['plan', 'plan', 'plan', 'plan', 'BAD_INPUT', 'BAD_INPUT', 'BAD_INPUT', 'BAD_INPUT', 'BAD_INPUT']);
});

test('[S18] a message carries at most 50 different emoji', () => {
  const state = room();
  const faces = Array.from({ length: LIMITS.emojiPerMessage + 1 }, (_, n) => String.fromCodePoint(0x1f600 + n));
  for (const face of faces.slice(0, -1)) apply(state, decideReact(state, BOB, 2, face, true));
  expect(code(decideReact(state, ANN, 2, faces.at(-1)!, true))).toBe('BAD_INPUT');
  expect(code(decideReact(state, ANN, 2, faces[0]!, true))).toBe('plan');
});

test('[members] the last owner who leaves is followed by the oldest admin, else the oldest member', () => {
  const state = room();
  apply(state, decideAdd(state, ANN, [CAT]));
  expect(decideLeave(state, ANN)).toMatchObject({ events: [{ kind: 'role', data: { userId: BOB, role: 'OWNER' } }, { kind: 'leave' }] });
  apply(state, decideRole(state, ANN, CAT, 'ADMIN'));
  apply(state, decideLeave(state, ANN));
  expect([...state.members.values()].map(({ userId, role }) => [userId, role])).toEqual([
    [BOB, 'MEMBER'],
    [CAT, 'OWNER'],
  ]);
  expect(decideLeave(state, BOB)).toMatchObject({ events: [{ kind: 'leave' }] });
  apply(state, decideLeave(state, BOB));
  expect(apply(state, decideLeave(state, CAT)).map((event) => event.kind)).toEqual(['leave']);
  expect(state.members.size).toBe(0);
});

test('[members] an owner beside another leaves no heir, and the last one cannot step down', () => {
  const state = room();
  expect(code(decideRole(state, ANN, ANN, 'MEMBER'))).toBe('FORBIDDEN');
  apply(state, decideRole(state, ANN, BOB, 'OWNER'));
  expect(code(decideRole(state, ANN, ANN, 'MEMBER'))).toBe('plan');
  expect(decideLeave(state, ANN)).toEqual({ events: [{ kind: 'leave', senderId: ANN, data: { userId: ANN, byId: ANN } }] });
});

test('[members] members manage nothing, admins remove members only, a direct conversation stays as it is', () => {
  const state = room();
  apply(state, decideAdd(state, ANN, [CAT]));
  expect([decideAdd(state, BOB, [EVE]), decideRemove(state, BOB, CAT), decideRename(state, BOB, 'x')].map(code)).toEqual(
    Array(3).fill('FORBIDDEN'),
  );
  apply(state, decideRole(state, ANN, BOB, 'ADMIN'));
  expect([decideRemove(state, BOB, ANN), decideRemove(state, BOB, CAT)].map(code)).toEqual(['FORBIDDEN', 'plan']);
  const direct = room('DIRECT');
  const asked = [decideLeave(direct, ANN), decideAdd(direct, ANN, [CAT]), decideRemove(direct, ANN, BOB), decideRename(direct, ANN, 'x')];
  expect(asked.map(code)).toEqual(Array(4).fill('FORBIDDEN'));
});

test('[D7] nobody owns a talk or notes, and the calls of groups change nothing of their people or names', () => {
  for (const kind of ['SUPPORT', 'NOTES'] as const) {
    const state = emptyState(toId<ConversationId>('901'), kind, 'WRITE', null, {});
    apply(state, decideFound([ANN, BOB], ANN));
    expect([...state.members.values()].map(({ role }) => role)).toEqual(['MEMBER', 'MEMBER']);
    // As an earlier version made them.
    state.members.set(ANN, { ...state.members.get(ANN)!, role: 'OWNER' });
    const answers = [
      decideAdd(state, ANN, [CAT]),
      decideRemove(state, ANN, BOB),
      decideLeave(state, ANN),
      decideRole(state, ANN, BOB, 'OWNER'),
      decideRename(state, ANN, 'mine'),
    ];
    expect(answers.map(code)).toEqual(answers.map(() => 'FORBIDDEN'));
    expect([decideLeave(state, EVE), decideAdd(state, EVE, [EVE])].map(code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  }
});

test('[members] the 501st makes it read fan-out ahead of the join, the 400th left makes it write fan-out behind the leave', () => {
  const state = room();
  const many = Array.from({ length: LIMITS.writeFanOutMembers }, (_, n) => user(n + 1));
  apply(state, decideAdd(state, ANN, many));
  expect([state.memberCount, state.fanOut]).toEqual([500, 'WRITE']);
  expect(decideAdd(state, ANN, [BOB, BOB])).toEqual(NOTHING);
  expect(apply(state, decideAdd(state, ANN, [user(501), user(502)])).map(({ kind, data }) => [kind, data?.fanOut])).toEqual([
    ['fanOut', 'READ'],
    ['join', undefined],
  ]);
  expect([state.memberCount, state.fanOut]).toEqual([502, 'READ']);
  for (let n = 502; n > 401; n -= 1) apply(state, decideLeave(state, user(n)));
  expect(state.fanOut).toBe('READ');
  expect(apply(state, decideRemove(state, ANN, user(401))).map(({ kind }) => kind)).toEqual(['leave', 'fanOut']);
  expect([state.memberCount, state.fanOut]).toEqual([400, 'WRITE']);
});

test('[members] a channel stays with read fan-out, and its owners and admins post', () => {
  const state = emptyState(toId<ConversationId>('900'), 'CHANNEL', fanOutOf('CHANNEL', 3), null, {});
  apply(state, decideFound([ANN, BOB, CAT], ANN));
  expect(code(decideSend(state, BOB, draft()))).toBe('FORBIDDEN');
  apply(state, decideRole(state, ANN, BOB, 'ADMIN'));
  apply(state, decideSend(state, BOB, draft()));
  apply(state, decideReact(state, CAT, 3, '\u{1F44D}', true));
  apply(state, decideLeave(state, CAT));
  expect(state.fanOut).toBe('READ');
  const open = emptyState(toId<ConversationId>('901'), 'CHANNEL', 'READ', null, { posting: 'all' });
  apply(open, decideFound([ANN, BOB], ANN));
  expect(code(decideSend(open, BOB, draft()))).toBe('plan');
});

test('[members] of a large group only who was loaded may be asked for', () => {
  const state = room();
  state.members.limitTo([ANN, BOB]);
  expect([state.members.has(ANN), code(decideAdd(state, ANN, [BOB]))]).toEqual([true, 'plan']);
  expect(() => decideAdd(state, ANN, [CAT])).toThrow('not loaded');
  apply(state, decideLeave(state, BOB));
  expect([state.members.has(BOB), state.memberCount]).toEqual([false, 1]);
});
