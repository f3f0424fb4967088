// The memory database of the simulation answers as PostgreSQL does: the product's own work, statement by statement, and what
// transactions do to each other.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConversationId, type TerminalId, toId, type UserId } from '../../core/protocol/ids.ts';
import { LIMITS } from '../../core/protocol/limits.ts';
import { createConversations } from '../../server/features/conversation/index.ts';
import { createHistory } from '../../server/features/history/index.ts';
import { createMessages } from '../../server/features/message/index.ts';
import { createTimeline } from '../../server/features/timeline/index.ts';
import type { Actor } from '../../server/platform/actor.ts';
import { type Db, openDb } from '../../server/platform/db.ts';
import { type IdSource, openIds } from '../../server/platform/ids.ts';
import { testDatabase } from '../setup/services.ts';
import { MemoryDatabase } from './memory.ts';
import { ShadowPool } from './shadow.ts';

const USERS = [21, 22, 23].map((n) => toId<UserId>(String(n)));
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const HOUR_MS = 3_600_000;
const EMOJI = ['👍', '🎉'];
/** Timers never come due, so that nothing is asked but what the test asks; a held number is given up at once. */
const still = {
  now: Date.now,
  elapsed: () => performance.now(),
  after(ms: number, run: () => Promise<void> | void) {
    if (ms === LIMITS.laneHoldMs) setImmediate(() => void run());
    return () => undefined;
  },
};

let db: Db;
let ids: IdSource & { close(): Promise<void> };

beforeAll(async () => {
  db = openDb((await testDatabase()).url);
  ids = await openIds(db.pool, quiet);
});
afterAll(async () => {
  await ids.close();
  await db.close();
});

async function bothWorlds() {
  const memory = new MemoryDatabase({ now: Date.now, after: () => () => undefined });
  const { tables } = memory;
  await db.pool.query(
    'truncate conversation, event, member, span, reaction, send_key, lane, mention, mention_all, direct_pair, entry, user_cursor',
  );
  await db.pool.query(
    `insert into installation (id, installation_id, epoch) values (1, gen_random_uuid(), 'epoch') on conflict (id) do nothing`,
  );
  await db.pool.query('insert into user_cursor (user_id) select unnest($1::bigint[]) on conflict do nothing', [USERS]);
  const cursors = await db.pool.query<{ user_id: string; pos: string; min_pos: string }>('select * from user_cursor');
  tables.installation.put('1 ', { installation_id: '1', epoch: 'epoch', counter: 0 });
  for (const { user_id, pos, min_pos } of cursors.rows)
    tables.user_cursor.put(`${user_id} `, { user_id, pos: Number(pos), min_pos: Number(min_pos) });
  const shadow = new ShadowPool(db.writers, memory.pool());
  const fanOutRule = { write: 2, writeAgain: 2 };
  const pools = { ...db, pool: shadow.asPool, writers: shadow.asPool };
  const history = createHistory(pools);
  const timeline = createTimeline({ db: pools, ids, log: quiet, fanOutRule, clock: still });
  const user = (id: UserId) => ({ id, handle: id, name: id, avatarUrl: null, kind: 'PERSON' as const });
  const accounts = { loadUsers: async (list: readonly UserId[]) => new Map(list.map((id) => [id, user(id)])) };
  const conversations = createConversations({ db: pools, ids, timeline, history, accounts });
  return { shadow, history, timeline, conversations, messages: createMessages({ timeline, history }) };
}

type Both = Awaited<ReturnType<typeof bothWorlds>>;
type Op = { readonly what: number; readonly who: number; readonly at: number };

const actorOf = (who: number): Actor => {
  const userId = USERS[who] ?? USERS[0];
  if (!userId) throw new Error('nobody');
  return { userId, terminalId: toId<TerminalId>(String(90 + who)), terminalKind: 'WEB', power: 'MEMBER' } as unknown as Actor;
};

/** A refusal is an answer like another. */
async function orRefused(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'AppError') throw error;
  }
}

async function step(
  { history, timeline, conversations, messages }: Both,
  room: ConversationId,
  op: Op,
  heads: number,
  used: string[],
): Promise<void> {
  const actor = actorOf(op.who);
  const me = actor.userId;
  const conversationId = room;
  const seq = 1 + (op.at % heads);
  const clientId = op.at % 7 === 0 ? (used[op.at % used.length] ?? randomUUID()) : randomUUID();
  used.push(clientId);
  const mentions = { mentionUserIds: op.at % 3 === 0 ? USERS : null, mentionAll: op.at % 5 === 0 };
  const lane = { lane: `lane ${op.who}`, clientSeq: 1 + (op.at % 4) };
  const steps: (() => Promise<unknown>)[] = [
    () => messages.send(actor, { conversationId, clientId, text: `said ${op.at}`, ...mentions }),
    () => messages.send(actor, { conversationId, clientId, text: `said ${op.at}`, ...lane }),
    () => messages.send(actor, { conversationId, clientId, text: 'an answer', replyToSeq: seq, readSeq: seq }),
    () => messages.edit(actor, { conversationId, seq, text: `edited ${op.at}` }),
    () => messages.recall(actor, { conversationId, seq }),
    () => messages.react(actor, { conversationId, seq, emoji: EMOJI[op.at % 2] ?? '👍', on: op.at % 3 > 0 }),
    () => conversations.addMembers(USERS[0] ?? me, { conversationId, userIds: USERS.slice(1) }),
    () => conversations.leave(me, { conversationId }),
    () => conversations.rename(me, { conversationId, title: `title ${op.at}` }),
    () => conversations.markRead(me, { conversationId, seq }),
    () => conversations.setPrefs(me, { conversationId, pinned: op.at % 2 === 0, muted: null }),
    () => conversations.snapshot(me),
    () => conversations.members(me, { conversationId, after: null, first: 2 } as never),
    () => history.page(me, { conversationId, before: op.at % 2 === 0 ? seq : null, after: null, limit: 3 }),
    () => history.reactors(me, conversationId, seq),
    () => timeline.pull(me, 'epoch.0', 4),
    () => timeline.dropOld(op.at % 2 === 0 ? HOUR_MS : -HOUR_MS, new AbortController().signal),
    () => conversations.openDirect(me, { userId: USERS[(op.who + 1) % 3] ?? me }),
  ];
  await orRefused((steps[op.what] ?? steps[0])?.() ?? Promise.resolve());
}

const ops = fc.array(fc.record({ what: fc.nat(17), who: fc.nat(2), at: fc.nat(1_000) }), { minLength: 10, maxLength: 40 });

test('[database] the memory database answers each statement of the engine as PostgreSQL does', async () => {
  const compared = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(ops, async (list) => {
      const both = await bothWorlds();
      const used: string[] = [];
      const [ann, bob] = USERS;
      if (!ann || !bob) throw new Error('nobody');
      // Both begin with what is empty: another conversation each time, by people whose rows are those of before.
      const { id } = await both.conversations.createGroup(ann, { title: 'Tea', memberIds: [bob], kind: 'GROUP' });
      for (const op of list) {
        const head = Number((await db.pool.query('select head from conversation where id = $1', [id])).rows[0].head);
        await step(both, id, op, head, used);
      }
      await both.timeline.close();
      for (const [name, count] of both.shadow.compared) compared.set(name, (compared.get(name) ?? 0) + count);
      expect(both.shadow.differences).toEqual([]);
    }),
    { numRuns: 12 },
  );
  expect(compared.size).toBeGreaterThan(45);
}, 120_000);
