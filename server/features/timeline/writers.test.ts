// The writers over a database in the hand: what becomes of commands when a commit is late, lost, refused or poisonous.
import pg from 'pg';
import { expect, test } from 'vitest';
import { type ConversationId, toId } from '../../../core/protocol/ids.ts';
import type { Command, Outcome } from '../../../core/timeline/command.ts';
import { systemClock } from '../../platform/clock.ts';
import { DatabaseAway } from '../../platform/db.ts';
import type { Committed } from './append.ts';
import { BATCH, Writers } from './writers.ts';

const STORED: Outcome = { kind: 'stored', events: [] };
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const command = (conversation: number): Command => ({
  conversationId: toId<ConversationId>(String(conversation)),
  actorId: null,
  decide: () => ({ events: [] }),
});

function sqlError(code: string): Error {
  return Object.assign(new pg.DatabaseError('no', 2, 'error'), { code });
}

function answer(commands: readonly Command[], busy: readonly Command[] = []): Committed {
  const taken = commands.filter((one) => !busy.includes(one));
  return {
    outcomes: new Map(taken.map((one) => [one, STORED])),
    busy,
    cold: [],
    existing: new Map(),
    writes: new Map(),
    entries: [],
    woken: [],
  };
}

type Commit = (commands: readonly Command[], options: { wait: boolean }) => Promise<Committed>;

function writersOver(commit: Commit, members = 2) {
  const batches: number[] = [];
  const writers = new Writers({
    async commit(commands, options) {
      batches.push(commands.length);
      return commit(commands, options);
    },
    committed: () => {},
    clock: systemClock,
    membersOf: () => members,
    pause: async () => {},
    log: quiet,
  });
  return { writers, batches, submit: (one: Command) => writers.submit(one) };
}

const refusedAs = (outcome: Outcome) => (outcome.kind === 'refused' ? outcome.refusal.refused : outcome.kind);

test('[S15] a batch that another transaction was in the way of comes again whole', async () => {
  const faults = ['40P01', '40001', '23505'];
  const { batches, submit } = writersOver(async (commands) => {
    const fault = faults.shift();
    if (fault) throw sqlError(fault);
    return answer(commands);
  });
  const sent = await Promise.all([2, 4, 6].map((n) => submit(command(n))));
  expect(sent).toEqual([STORED, STORED, STORED]);
  expect(batches).toEqual([3, 3, 3, 3]);
});

test('[S1] a connection lost on the way is tried again; one that stays lost is BUSY', async () => {
  let lost = 2;
  const { batches, submit } = writersOver(async (commands) => {
    if (lost-- > 0) throw new DatabaseAway(new Error('Connection terminated unexpectedly'));
    return answer(commands);
  });
  expect(await submit(command(2))).toEqual(STORED);
  expect(batches).toEqual([1, 1, 1]);
  lost = Number.POSITIVE_INFINITY;
  expect(refusedAs(await submit(command(2)))).toBe('BUSY');
});

test('[S1] a statement that fails halves the batch until one command fails alone', async () => {
  const poison = command(4);
  const { submit } = writersOver(async (commands) => {
    if (commands.includes(poison)) throw sqlError('22021');
    return answer(commands);
  });
  const sent = await Promise.all([command(2), command(2), poison, command(6), command(8)].map(submit));
  expect(sent.map(refusedAs)).toEqual(['stored', 'stored', 'INTERNAL', 'stored', 'stored']);
});

test('[S1] a decision that throws is INTERNAL for its command alone, and is not taken for a lost connection', async () => {
  const wrong = command(4);
  const { batches, submit } = writersOver(async (commands) => {
    if (commands.includes(wrong)) throw new TypeError('a bug');
    return answer(commands);
  });
  const sent = await Promise.all([command(2), wrong, command(6)].map(submit));
  expect(sent.map(refusedAs)).toEqual(['stored', 'INTERNAL', 'stored']);
  expect(batches).toEqual([3, 1, 2, 1, 1]);
});

test('[S11] a held conversation is waited for alone after three rounds, and BUSY after three time-outs', async () => {
  const waits: boolean[] = [];
  const { submit } = writersOver(async (commands, { wait }) => {
    waits.push(wait);
    if (wait) throw sqlError('55P03');
    return answer([], commands);
  });
  expect(refusedAs(await submit(command(2)))).toBe('BUSY');
  expect(waits).toEqual([false, false, false, true, true, true]);
});

test('[S4] commands of a conversation stay in order, at most 200 a batch, and a large one has batches of its own', async () => {
  const seen: Command[] = [];
  const { batches, submit } = writersOver(async (commands) => {
    seen.push(...commands);
    return answer(commands);
  });
  const all = Array.from({ length: BATCH.commands * 2 + 1 }, () => command(2));
  await Promise.all(all.map(submit));
  expect(seen).toEqual(all);
  expect(batches).toEqual([BATCH.commands, BATCH.commands, 1]);
  const large = writersOver(async (commands) => answer(commands), BATCH.largeMembers + 1);
  await Promise.all([2, 4, 2].map((n) => large.submit(command(n))));
  expect(large.batches).toEqual([2, 1]);
});

test('[S1] past the bound of the queue the caller hears BUSY; a close answers what was taken and refuses the rest', async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const { writers, submit } = writersOver(async (commands) => {
    await gate;
    return answer(commands);
  });
  const taken = Array.from({ length: 10_000 }, () => submit(command(2)));
  expect(refusedAs(await submit(command(2)))).toBe('BUSY');
  const closing = writers.close();
  expect(refusedAs(await submit(command(2)))).toBe('BUSY');
  open();
  await closing;
  expect(new Set((await Promise.all(taken)).map(refusedAs))).toEqual(new Set(['stored']));
});
