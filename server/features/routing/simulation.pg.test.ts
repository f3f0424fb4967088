// A busy desk: two processes that route, visitors, agents who come and go, change their mind and their capacity, hand tickets on, a
// supervisor who takes over and merges, connections and processes that die in the middle of anything, also between a commit and what
// follows it. The rules are recounted meanwhile and at the end, from the rows and from what was done in its order.
import { expect, onTestFinished, test } from 'vitest';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import { Busy } from '../../../testing/busy-desk/busy.ts';
import { answer, supervise } from '../../../testing/busy-desk/desk-people.ts';
import { crash, passTime, watch } from '../../../testing/busy-desk/troubles.ts';
import { visit } from '../../../testing/busy-desk/visitors.ts';
import { brokenDeskRules } from '../../../testing/factories/broken-desk-rules.ts';
import { brokenRules } from '../../../testing/factories/broken-rules.ts';
import { brokenDeskOrder, recordDeskOrder } from '../../../testing/factories/desk-order.ts';
import { deskWorld } from '../../../testing/factories/desk-world.ts';
import type { Actor } from '../../platform/actor.ts';

/** SIMULATE_TICKETS=20000 plays as many tickets. */
const TICKETS = Number(process.env.SIMULATE_TICKETS ?? 2_000);
const SEED = Number(process.env.SIMULATE_SEED ?? Date.now() % 1_000_000);
const AGENTS = 16;
const VISITORS = 16;
const SETTINGS = { stickyMs: 0, closeMs: 60_000, autoResolveMs: 120_000 };

async function openDesk() {
  const world = await deskWorld(AGENTS + 1);
  // A database that dies is not played here: what a commit answers need not be on the disk yet.
  await world.db.pool.query(`do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`);
  const queues: DepartmentId[] = [];
  for (const name of ['Sales', 'Help', 'Repairs', 'Orders', 'Returns', 'Press'])
    queues.push(await world.department(name, world.people, { capacity: 4, settings: SETTINGS }));
  await recordDeskOrder(world.db.pool);
  return new Busy(world, queues, SEED);
}

async function play(busy: Busy): Promise<void> {
  const [sue, ...agents] = busy.world.people as [Actor, ...Actor[]];
  for (const agent of agents) await busy.anyone().agents.setAgentState(agent, { state: 'ONLINE', capacity: 4 });
  let coming = TICKETS;
  const visits = Array.from({ length: VISITORS }, () => visit(busy, () => !busy.over && coming-- > 0));
  const others = [
    passTime(busy),
    crash(busy),
    watch(busy),
    supervise(busy, sue.userId),
    ...agents.map(({ userId }) => answer(busy, userId)),
  ];
  try {
    await Promise.race([Promise.all(visits), Promise.all(others)]);
  } finally {
    busy.over = true;
    await Promise.allSettled([...visits, ...others]);
  }
  await Promise.all(others);
}

/** Nobody renews a lease: everything that is due is done, and what a crash left half done is finished. */
async function comeToRest(busy: Busy): Promise<void> {
  const { clock, db } = busy.world;
  await db.pool.query(`update ticket_draft set created_at = created_at - interval '1 minute'`);
  for (let n = 0; n < 4; n += 1) {
    await clock.pass(50_000);
    for (const one of busy.all()) await one.settled();
  }
}

/** Whoever has room takes what waits, all of it. */
async function takeAll(busy: Busy): Promise<void> {
  const { clock, people, db } = busy.world;
  for (const agent of people) await busy.anyone().agents.setAgentState(agent, { state: 'ONLINE', capacity: 100 });
  await clock.pass(2_000);
  for (const one of busy.all()) await one.settled();
  expect((await db.pool.query('select id from ticket where state = 1')).rows).toEqual([]);
}

/** Nothing is owed to talks any more; whoever is in one has the ticket, or supervises; what was answered as said stands once. */
async function expectTalksWhole({ said, world: { db } }: Busy): Promise<void> {
  const { rows } = await db.pool.query(
    `select 'owed' as what, id from ticket where talk_due union all select 'unheard', ticket_id from desk_wake union all
     select 'on its way', ticket_id from ticket_draft union all
     select 'in the talk', t.id from ticket t join member m on m.conversation_id = t.conversation_id
       left join agent a on a.user_id = m.user_id and a.role > 1
     where m.user_id not in (t.visitor_id, coalesce(t.assignee_id, 0)) and a.user_id is null union all
     select 'not in the talk', t.id from ticket t join conversation c on c.id = t.conversation_id
     where not exists (select from member m where m.conversation_id = c.id and m.user_id = t.visitor_id)
       or (t.assignee_id is not null and not exists (select from member m where m.conversation_id = c.id and m.user_id = t.assignee_id))`,
  );
  expect(rows).toEqual([]);
  const stands = await db.pool.query('select client_id from event where client_id = any($1::uuid[])', [[...said]]);
  expect(stands.rows.length).toBe(said.size);
}

test(`[D1] [D2] [D3] [D4] [D5] [D6] [D7] [D8] [D9] a busy desk of two processes that die and come back (seed ${SEED})`, {
  timeout: 600_000,
}, async () => {
  const busy = await openDesk();
  const { clock, db, logged } = busy.world;
  onTestFinished(() => busy.close());
  await play(busy);
  await comeToRest(busy);
  const { broken, offers, words } = await brokenDeskOrder(db.pool);
  expect([...(await brokenDeskRules(db.pool, clock.now())), ...broken, ...(await brokenRules(db.pool))]).toEqual([]);
  await expectTalksWhole(busy);
  await takeAll(busy);
  const opened = await db.pool.query<{ count: number }>('select count(*)::int as count from ticket');
  expect(opened.rows[0]?.count).toBeGreaterThanOrEqual(busy.ids.length);
  expect([offers > TICKETS / 2, words > TICKETS / 50, busy.stopped > 0, logged]).toEqual([true, true, true, []]);
  console.info(
    `seed ${SEED}: ${busy.ids.length} tickets, ${offers} offers, ${words} words of agents, ${busy.stopped} processes died`,
    busy.done,
  );
});
