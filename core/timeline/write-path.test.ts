// The decisions of one write transaction, over random histories of one conversation.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideAdd, decideFound, decideLeave, decideRemove, decideRename, decideRole } from '../conversation/decide-members.ts';
import { decideEdit, decideReact, decideRecall, decideSend } from '../conversation/decide-message.ts';
import { type ConversationState, emptyState, joinersOf } from '../conversation/state.ts';
import { type ClientId, type ConversationId, parseClientId, toId, type UserId } from '../protocol/ids.ts';
import { LIMITS } from '../protocol/limits.ts';
import { type BatchResult, runBatch } from './batch.ts';
import type { Command, KnownKey, LaneState, Outcome } from './command.ts';

const HERE = toId<ConversationId>('900');
const NOW = 1_800_000_000_000;
const user = (n: number) => toId<UserId>(String(n));
const [ANN, BEN, CAT, DAN] = [user(1), user(2), user(3), user(4)];

function clientId(n: number): ClientId {
  const id = parseClientId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
  if (!id) throw new Error('not a UUID');
  return id;
}

class World {
  readonly state: ConversationState = emptyState(HERE, 'GROUP', 'WRITE', 'Tea', {});
  readonly keys = new Map<string, KnownKey>();
  readonly lanes = new Map<string, LaneState>();
  private ids = 1000;

  constructor(founders: readonly UserId[] = [ANN, BEN]) {
    this.run([{ conversationId: HERE, actorId: ANN, decide: () => decideFound(founders, ANN) }]);
  }

  run(commands: readonly Command[], lastLook: ReadonlySet<Command> = new Set(), now = NOW): BatchResult {
    const conversations = new Map([[HERE, this.state]]);
    return runBatch({ now, conversations, lanes: this.lanes, keys: this.keys, commands, lastLook, nextId: () => toId(String(this.ids++)) });
  }

  one(command: Command, now = NOW): Outcome | undefined {
    return this.run([command], new Set(), now).outcomes.get(command);
  }
}

function send(actorId: UserId, n: number, text: string | null = 'tea?', clientSeq?: number, hash = `h${text}`): Command {
  const draft = { clientId: clientId(n), text, attachmentIds: [], replyToSeq: null, mentionUserIds: [], mentionAll: false, readSeq: null };
  const key = { senderId: actorId, clientId: draft.clientId, hash };
  const lane = clientSeq === undefined ? {} : { lane: { id: 'a', clientSeq } };
  return { conversationId: HERE, actorId, key, ...lane, decide: (state) => decideSend(state, actorId, draft) };
}

const by = (actorId: UserId, decide: Command['decide']): Command => ({ conversationId: HERE, actorId, decide });
const refused = (outcome: Outcome | undefined) => (outcome?.kind === 'refused' ? outcome.refusal : outcome?.kind);

test('[S15] a known key is answered before authorisation, another payload is CONFLICT', () => {
  const world = new World();
  const first = world.one(send(BEN, 1));
  world.one(by(ANN, (state) => decideRemove(state, ANN, BEN)));
  expect(world.one(send(BEN, 1))).toMatchObject({ kind: 'known', seq: 2 });
  expect(first).toMatchObject({ kind: 'stored', events: [{ seq: 2 }] });
  expect(refused(world.one(send(BEN, 1, 'coffee?')))).toEqual({ refused: 'CONFLICT' });
  expect(refused(world.one(send(BEN, 2)))).toEqual({ refused: 'NOT_FOUND' });
});

test('[S15] a retry beside its first try in one batch is answered with the same place', () => {
  const world = new World();
  const [first, retry] = [send(BEN, 1), send(BEN, 1)];
  const { outcomes, writes } = world.run([first, retry]);
  expect(outcomes.get(retry)).toMatchObject({ kind: 'known', seq: 2 });
  expect(writes.get(HERE)?.events).toHaveLength(1);
});

test('[S15] a permanent refusal is kept under its key and heard again', () => {
  const world = new World();
  expect(refused(world.one(send(BEN, 1, '  ')))).toMatchObject({ refused: 'BAD_INPUT' });
  expect(refused(world.one(send(BEN, 1, '  ')))).toEqual({ refused: 'BAD_INPUT' });
});

test('[S11] a number ahead waits for the expected one, also within a batch, and then follows it', () => {
  const world = new World();
  const [three, two, one] = [send(BEN, 3, 'c', 3), send(BEN, 2, 'b', 2), send(BEN, 1, 'a', 1)];
  expect(world.run([three]).outcomes.has(three)).toBe(false);
  const { writes } = world.run([three, two, one]);
  expect(writes.get(HERE)?.events.map((event) => event.text)).toEqual(['a', 'b', 'c']);
});

test('[S11] after a last look a number ahead is refused with the expected one, which is still taken', () => {
  const world = new World();
  const ahead = send(BEN, 2, 'b', 2);
  expect(refused(world.run([ahead], new Set([ahead])).outcomes.get(ahead))).toEqual({ refused: 'OUT_OF_ORDER', details: { expected: 1 } });
  expect(world.one(send(BEN, 1, 'a', 1))?.kind).toBe('stored');
  expect(world.one(send(BEN, 2, 'b', 2))?.kind).toBe('stored');
  expect(refused(world.one(send(BEN, 9, 'z', 2)))).toEqual({ refused: 'OUT_OF_ORDER', details: { expected: 3 } });
});

test('[S11] a permanent refusal uses its number up; a stranger gets no lane', () => {
  const world = new World();
  expect(refused(world.one(send(BEN, 1, '', 1)))).toMatchObject({ refused: 'BAD_INPUT' });
  expect(world.one(send(BEN, 2, 'b', 2))?.kind).toBe('stored');
  const { lanes, outcomes } = world.run([send(DAN, 3, 'x', 1)]);
  expect([...outcomes.values()].map(refused)).toEqual([{ refused: 'NOT_FOUND' }]);
  expect(lanes.size).toBe(0);
});

const step = fc.tuple(
  fc.constantFrom('send', 'add', 'remove', 'leave', 'rename'),
  fc.integer({ min: 1, max: 6 }),
  fc.integer({ min: 1, max: 6 }),
);

function toCommand([kind, a, b]: [string, number, number], n: number): Command {
  const [actor, other] = [user(a), user(b)];
  if (kind === 'send') return send(actor, n);
  if (kind === 'add') return by(actor, (state) => decideAdd(state, null, [other]));
  if (kind === 'remove') return by(actor, (state) => decideRemove(state, actor, other));
  if (kind === 'leave') return by(actor, (state) => decideLeave(state, actor));
  return by(actor, (state) => decideRename(state, actor, `title ${n}`));
}

test('[S4] [S6] every event has one number and is covered once for each member of its moment, for nobody else', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 40 }), (steps, size) => {
      const world = new World();
      const members = new Set([ANN, BEN]);
      const seen: string[] = [];
      const due: string[] = [];
      let seq = 1;
      const commands = steps.map(toCommand);
      for (let i = 0; i < commands.length; i += size) {
        const write = world.run(commands.slice(i, i + size)).writes.get(HERE);
        for (const event of write?.events ?? []) {
          expect(event.seq).toBe(++seq);
          if (event.kind === 'join') for (const id of joinersOf(event)) members.add(id);
          for (const id of members) due.push(`${id}:${seq}`);
          if (event.kind === 'leave') members.delete(event.data?.userId as UserId);
        }
        for (const entry of write?.ranges.entries ?? []) {
          if (entry.kind !== 'events') continue;
          for (let s = entry.fromSeq ?? 0; s <= (entry.toSeq ?? 0); s++) seen.push(`${entry.userId}:${s}`);
        }
      }
      expect(seen.sort()).toEqual(due.sort());
      expect([...world.state.members.keys()].sort()).toEqual([...members].sort());
    }),
  );
});

test('[S18] edit, recall and reaction: by whom, until when, and nothing twice', () => {
  const world = new World([ANN, BEN, CAT]);
  world.one(send(BEN, 1));
  const edit = (actor: UserId, text: string) => by(actor, (state, now) => decideEdit(state, actor, 2, text, now));
  const recall = (actor: UserId) => by(actor, (state, now) => decideRecall(state, actor, 2, now));
  const react = (emoji: string, on: boolean) => by(CAT, (state) => decideReact(state, CAT, 2, emoji, on));
  expect(refused(world.one(edit(ANN, 'mine now')))).toEqual({ refused: 'FORBIDDEN' });
  expect(world.one(edit(BEN, 'coffee?'))).toMatchObject({ kind: 'stored', events: [{ kind: 'edit', previousText: 'tea?' }] });
  expect(world.one(edit(BEN, 'coffee?'))).toEqual({ kind: 'stored', events: [] });
  expect(refused(world.one(edit(BEN, 'late'), NOW + LIMITS.editMs + 1))).toEqual({ refused: 'TOO_LATE' });
  expect(refused(world.one(react('<b>', true)))).toMatchObject({ refused: 'BAD_INPUT' });
  expect(world.one(react('👍', true))).toMatchObject({ events: [{ kind: 'reaction' }] });
  expect(world.one(react('👍', true))).toEqual({ kind: 'stored', events: [] });
  expect(refused(world.one(recall(BEN), NOW + LIMITS.recallMs + 1))).toEqual({ refused: 'TOO_LATE' });
  expect(world.one(recall(BEN))).toMatchObject({ events: [{ kind: 'recall' }] });
  expect(world.state.targets.get(2)).toMatchObject({ text: null, recalledAt: NOW });
  expect(refused(world.one(edit(BEN, 'again')))).toEqual({ refused: 'TOO_LATE' });
});

test('[members] the last owner who leaves is followed by the oldest admin, else member', () => {
  const world = new World([ANN, BEN, CAT]);
  world.one(by(ANN, (state) => decideRole(state, ANN, CAT, 'ADMIN')));
  world.one(by(ANN, (state) => decideLeave(state, ANN)));
  expect(world.state.members.get(CAT)?.role).toBe('OWNER');
  world.one(by(CAT, (state) => decideLeave(state, CAT)));
  expect(world.state.members.get(BEN)?.role).toBe('OWNER');
  expect(refused(world.one(by(DAN, (state) => decideLeave(state, DAN))))).toEqual({ refused: 'NOT_FOUND' });
});

test('[members] a plain member neither adds nor removes; a group of over 500 is refused with the reason', () => {
  const world = new World();
  expect(refused(world.one(by(BEN, (state) => decideAdd(state, BEN, [CAT]))))).toEqual({ refused: 'FORBIDDEN' });
  expect(refused(world.one(by(BEN, (state) => decideRemove(state, BEN, ANN))))).toEqual({ refused: 'FORBIDDEN' });
  const many = Array.from({ length: LIMITS.writeFanOutMembers }, (_, i) => user(100 + i));
  expect(refused(world.one(by(ANN, (state) => decideAdd(state, ANN, many))))).toMatchObject({ refused: 'BAD_INPUT' });
});
