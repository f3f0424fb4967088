// The turns of a queue, on a real database.
import { beforeAll, expect, test } from 'vitest';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import type { Connection } from '../../platform/db.ts';
import { createQueueTurns } from './turns.ts';
import type { Done, QueueTurns } from './types.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let turns: QueueTurns;
const QUEUE = '700' as DepartmentId;
const NOBODY = { agentIds: [], ticketIds: [], visitorId: null, goesOn: false };

beforeAll(async () => {
  world = await chatWorld();
  await world.db.pool.query("insert into department (id, name) values (700, 'Turns')");
  await world.db.pool.query('create table noted (what text primary key, xid text not null default pg_current_xact_id()::text)');
  turns = createQueueTurns(world.db.pool);
});

/** What was there, as each found it. */
const found: (number | null)[] = [];
const note = (what: string) => ({
  ...NOBODY,
  visitorId: what as UserId,
  prepare: async (on: Connection) => (await on.query('select what from noted where what = $1', [what])).rowCount,
  write: async (on: Connection, there: number | null) => {
    found.push(there);
    if (!there) await on.query('insert into noted (what) values ($1)', [what]);
    return null;
  },
});
const noted = async (like: string) =>
  (await world.db.pool.query('select what, xid from noted where what like $1 order by what', [like])).rows;

test('[ticket] what gathers while a transaction is under way shares the next; each sees what those before it did', async () => {
  await Promise.all(['a1', 'a2', 'a3', 'a2'].map((what) => turns.share(QUEUE, note(what))));
  expect(found).toEqual([0, 0, 0, 1]);
  const rows = await noted('a%');
  expect(rows.map(({ what }) => what)).toEqual(['a1', 'a2', 'a3']);
  expect(new Set(rows.map(({ xid }) => xid)).size).toBeLessThan(3);
});

test('[ticket] one that is refused is refused alone; one that fails in the midst of writing takes nobody with it', async () => {
  const refused = { ...note('b1'), prepare: () => Promise.reject(new AppError('CONFLICT')) };
  const twice = async (on: Connection) => {
    await on.query("insert into noted (what) values ('b3'), ('b3')");
    return null;
  };
  const broken = { ...note('b3'), write: twice };
  const done = await Promise.allSettled(
    [refused, note('b2'), broken, note('b4')].map((work) => turns.share<number | null, null>(QUEUE, work)),
  );
  expect(done.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
  expect((await noted('b%')).map(({ what }) => what)).toEqual(['b2', 'b4']);
});

/** A ticket that came into the queue. */
const opened = { before: null, ticket: {} as Done['ticket'], wishes: [{ kind: 'route', departmentId: QUEUE }] } satisfies Done;

test('[ticket] who routes goes along with what is shared, and takes no deed with it where that fails', async () => {
  const routing = createQueueTurns(world.db.pool);
  const told: string[] = [];
  const open = (what: string) =>
    routing.share(QUEUE, { ...note(what), write: async (on, there) => (await note(what).write(on, there)) ?? opened });
  routing.routedBy(async (on, ids) => {
    await on.query("insert into noted (what) values ('e routed')");
    return { ids: new Set(ids), committed: () => told.push('committed') };
  });
  expect(await open('e1')).toEqual({ ...opened, wishes: [] });
  await new Promise(setImmediate);
  expect(told).toEqual(['committed']);
  const rows = await noted('e%');
  expect(rows.map(({ what }) => what)).toEqual(['e routed', 'e1']);
  expect(new Set(rows.map(({ xid }) => xid)).size).toBe(1);
  // Again: its key stands, so that the statement fails, and the transaction with it.
  expect(await open('e2')).toEqual(opened);
  expect(told).toEqual(['committed']);
  routing.routedBy(async () => null);
  expect(await open('e3')).toEqual(opened);
  expect((await noted('e%')).map(({ what }) => what)).toEqual(['e routed', 'e1', 'e2', 'e3']);
});

test('[ticket] who is alone is alone, in order, and with those who ask for the same; a queue that is not there is NOT_FOUND', async () => {
  const order: string[] = [];
  const write = (name: string) => async () => {
    order.push(name);
    return null;
  };
  const shared = (name: string) => turns.share(QUEUE, { ...NOBODY, prepare: async () => null, write: write(name) });
  const sweep = (name: string) => async (ids: readonly DepartmentId[]) => {
    order.push(name);
    await new Promise((resolve) => setTimeout(resolve, 30));
    order.push(`${name} of ${ids.length} is over`);
    return new Map(ids.map((id) => [id, name]));
  };
  const [first, last] = [sweep('first'), sweep('last')];
  const [, , , again] = await Promise.all([turns.alone(QUEUE, first), shared('after'), turns.alone(QUEUE, last), turns.alone(QUEUE, last)]);
  expect(again).toBe('last');
  expect(order).toEqual(['first', 'first of 1 is over', 'after', 'last', 'last of 1 is over']);
  await expect(turns.share('701' as DepartmentId, note('c'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('[D1] [D2] a queue that another process holds is waited for', async () => {
  const other = await world.db.pool.connect();
  await other.query('begin');
  await other.query('select 1 from department where id = $1 for update', [QUEUE]);
  let done = false;
  const waiting = turns.share(QUEUE, note('d1')).then(() => {
    done = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(done).toBe(false);
  await other.query('commit');
  other.release();
  await waiting;
  expect(await noted('d1')).toHaveLength(1);
});
