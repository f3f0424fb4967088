// What transactions do to each other, on PostgreSQL and on the memory database: one suite over both.
import { setImmediate as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAN_OUT_RULE } from '../../core/conversation/state.ts';
import { type ConversationId, toId, type UserId } from '../../core/protocol/ids.ts';
import type { Command } from '../../core/timeline/command.ts';
import { freeze } from '../../server/features/conversation/store.ts';
import { writeEntries } from '../../server/features/timeline/store-entries.ts';
import { createConversations, lockConversations } from '../../server/features/timeline/store-load.ts';
import { loadHeads, loadPosition } from '../../server/features/timeline/store-read.ts';
import { type Connection, type Db, openDb, type Pool, sqlState } from '../../server/platform/db.ts';
import { awaitLater } from '../../server/platform/sent-together.ts';
import { inTransaction } from '../../server/platform/transaction.ts';
import { testDatabase } from '../setup/services.ts';
import { MemoryDatabase } from './memory.ts';

const [ANN, BOB] = [31, 32].map((n) => toId<UserId>(String(n))) as [UserId, UserId];
const [TEA, CAKE] = [41, 42].map((n) => toId<ConversationId>(String(n))) as [ConversationId, ConversationId];
const USERS = [ANN, BOB];
/** Has no cursor. */
const NOBODY = toId<UserId>('39');
const command = (conversationId: ConversationId, pair: readonly [UserId, UserId] | null = null): Command => ({
  conversationId,
  actorId: ANN,
  create: { kind: pair ? 'DIRECT' : 'GROUP', fanOut: 'WRITE', title: null, settings: {}, pair },
  decide: () => ({ events: [] }),
});
const entryOf = (userId: UserId) => ({ userId, kind: 'prefs', conversationId: TEA, fromSeq: null, toSeq: null, data: {} }) as const;

let db: Db;
beforeAll(async () => {
  db = openDb((await testDatabase()).url);
  await db.pool.query(`insert into installation (id, installation_id, epoch) values (1, gen_random_uuid(), 'epoch')`);
  await db.pool.query('insert into user_cursor (user_id) select unnest($1::bigint[])', [USERS]);
});
afterAll(() => db.close());

function inMemory(): Pool {
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  };
  const memory = new MemoryDatabase({ now: Date.now, after });
  memory.tables.installation.put('1 ', { installation_id: '1', epoch: 'epoch', counter: 0 });
  for (const userId of USERS) memory.tables.user_cursor.put(`${userId} `, { user_id: userId, pos: 0, min_pos: 0 });
  return memory.pool().asPool;
}

const headOf = async (pool: Pool, userId: UserId) => (await loadHeads(pool, [userId])).get(userId)?.head;
const lock = (on: Connection, ids: readonly ConversationId[], wait = false) => lockConversations(on, ids, wait, FAN_OUT_RULE);

const insertPair = (pair: readonly [UserId, UserId], id: string) => ({
  name: 'timeline_create_pair',
  text: 'insert into direct_pair (lo, hi, conversation_id) values ($1, $2, $3)',
  values: [...pair, id],
});

async function codeOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
  } catch (error) {
    return sqlState(error);
  }
  return 'done';
}

describe.each(['PostgreSQL', 'memory'])('%s', (name) => {
  let pool: Pool;
  beforeAll(async () => {
    pool = name === 'memory' ? inMemory() : db.writers;
    await inTransaction(pool, async (on) => void (await createConversations(on, [command(TEA), command(CAKE)])));
  });

  test(`[database] ${name}: a locked row is passed over, or waited for, and then read as the holder left it`, async () => {
    const [first, second] = [await pool.connect(), await pool.connect()];
    await first.query('begin');
    await lock(first, [TEA]);
    await second.query('begin');
    const passed = await lock(second, [TEA, CAKE]);
    expect([[...passed.states.keys()], [...passed.busy]]).toEqual([[CAKE], [TEA]]);
    const waited = lock(second, [TEA], true);
    await writeEntries(first, [entryOf(ANN)]);
    expect(await headOf(pool, ANN)).toBe(0);
    await first.query('commit');
    expect([...(await waited).states.keys()]).toEqual([TEA]);
    expect((await loadPosition(second, ANN)).head).toBe(1);
    expect(await second.query('rollback')).toMatchObject({ command: 'ROLLBACK' });
    first.release();
    second.release();
  });

  test(`[database] ${name}: a wait ends at its limit; a cycle of waits is a deadlock of one of them`, async () => {
    const [first, second] = [await pool.connect(), await pool.connect()];
    await first.query('begin');
    await lock(first, [TEA]);
    await second.query('begin');
    await second.query(`set local lock_timeout = '20ms'`);
    expect(await codeOf(lock(second, [TEA], true))).toBe('55P03');
    await second.query('rollback');
    await second.query('begin');
    await lock(second, [CAKE]);
    const waiting = codeOf(lock(first, [CAKE], true));
    const closing = codeOf(lock(second, [TEA], true));
    const codes = await Promise.race([
      waiting.then(async (code) => [code, (await first.query('rollback')) && (await closing)]),
      closing.then(async (code) => [(await second.query('rollback')) && (await waiting), code]),
    ]);
    expect(codes.sort()).toEqual(['40P01', 'done']);
    await Promise.all([first.query('rollback'), second.query('rollback')]);
    first.release();
    second.release();
  });

  test(`[database] ${name}: after a failed statement COMMIT answers ROLLBACK, and nothing of it stays`, async () => {
    const pair = [ANN, BOB] as const;
    await inTransaction(pool, async (on) => void (await createConversations(on, [command(toId<ConversationId>('50'), pair)])));
    const on = await pool.connect();
    await on.query('begin');
    await writeEntries(on, [entryOf(BOB)]);
    expect(await codeOf(on.query(insertPair(pair, '51')))).toBe('23505');
    expect(await codeOf(loadPosition(on, BOB))).toBe('25P02');
    expect(await on.query('commit')).toMatchObject({ command: 'ROLLBACK' });
    expect(await headOf(pool, BOB)).toBe(0);
    on.release();
  });

  test(`[database] ${name}: a second key waits for the first one's transaction, and is a violation if that commits`, async () => {
    const pair = [BOB, toId<UserId>('33')] as const;
    const [first, second] = [await pool.connect(), await pool.connect()];
    await Promise.all([first.query('begin'), second.query('begin')]);
    await createConversations(first, [command(toId<ConversationId>('60'), pair)]);
    // The insert alone: whether it comes before the commit or behind it, the answer is the same.
    const late = codeOf(second.query(insertPair(pair, '61')));
    await first.query('commit');
    expect(await late).toBe('23505');
    await second.query('rollback');
    first.release();
    second.release();
  });

  test(`[database] ${name}: a transaction that is frozen reads one moment`, async () => {
    const on = await pool.connect();
    await on.query('begin');
    await freeze(on);
    const before = (await loadPosition(on, ANN)).head;
    await inTransaction(pool, async (other) => void (await writeEntries(other, [entryOf(ANN)])));
    expect((await loadPosition(on, ANN)).head).toBe(before);
    await on.query('commit');
    expect((await loadPosition(on, ANN)).head).toBe(before + 1);
    on.release();
  });

  test(`[database] ${name}: cursors are locked in the order of their ids, whatever the order of the asking`, async () => {
    const take = (order: UserId[]) => inTransaction(pool, async (on) => void (await writeEntries(on, order.map(entryOf))));
    const codes = await Promise.all(Array.from({ length: 20 }, (_, n) => codeOf(take(n % 2 === 0 ? [ANN, BOB] : [BOB, ANN]))));
    expect(new Set(codes)).toEqual(new Set(['done']));
  });

  test(`[S5] [database] ${name}: positions are counted alike here and there, several of one user in a list too`, async () => {
    const before = (await headOf(pool, ANN)) ?? 0;
    const written = await inTransaction(pool, (on) => writeEntries(on, [entryOf(ANN), entryOf(BOB), entryOf(ANN)]));
    expect(written.map(({ pos }) => pos)).toEqual([before + 1, await headOf(pool, BOB), before + 2]);
    expect(await headOf(pool, ANN)).toBe(before + 2);
  });

  test(`[S5] [database] ${name}: an entry of somebody without a cursor fails the COMMIT that has left behind it`, async () => {
    const before = await headOf(pool, ANN);
    // Whoever awaits what failed may hear of it later than who was sent behind it, and heard only that the transaction is aborted.
    const heardLate = async (on: Connection) => {
      try {
        await writeEntries(on, [entryOf(ANN), entryOf(NOBODY)]);
      } finally {
        await delay();
      }
    };
    const work = inTransaction(pool, async (on, last) => {
      awaitLater(last, heardLate(on));
      awaitLater(last, on.query(insertPair([ANN, BOB], '70')));
    });
    expect(await codeOf(work)).toBe('23502');
    expect(await headOf(pool, ANN)).toBe(before);
  });
});
