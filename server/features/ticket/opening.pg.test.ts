// How a talk begins, on a real database: the answers of its form, and what a closed department says.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import { WEEKDAYS } from '../../../core/protocol/desk-hours.ts';
import type { ClientId, ConversationId, DepartmentId } from '../../../core/protocol/ids.ts';
import { brokenDeskRules } from '../../../testing/factories/broken-desk-rules.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { holdingQueue } from '../../../testing/factories/holding-queue.ts';
import { type Actor, POWER } from '../../platform/actor.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let owner: Actor;
let sales: DepartmentId;
let help: DepartmentId;
let words: typeof world.words;
let texts: typeof world.texts;
let visitor: typeof world.visitor;

beforeAll(async () => {
  world = await chatWorld();
  ({ words, texts, visitor } = world);
  const [first] = (await world.people(1)) as [Actor];
  owner = { ...first, power: POWER.owner };
  await world.db.pool.query('update users set power = 2 where id = $1', [owner.userId]);
  sales = (await world.agents.createDepartment(owner, { name: 'Sales' })).id;
  help = (await world.agents.createDepartment(owner, { name: 'Help' })).id;
});

test('[ticket] what the form asked stands on the ticket that the words went to, also on one that was open; no more than there is room for', async () => {
  const vera = await visitor();
  const ask = (fields: Record<string, string | number>) => world.tickets.openTicket(vera, { ...words(help), fields });
  const { id } = await ask({ order: '1001', topic: 'Tea' });
  const stored = async () => (await world.db.pool.query('select fields from ticket where id = $1', [id])).rows[0].fields;
  expect((await ask({ order: '1002', count: 2 })).id).toBe(id);
  expect(await stored()).toEqual({ order: '1002', topic: 'Tea', count: 2 });
  await ask(Object.fromEntries(Array.from({ length: DESK_LIMITS.field.count }, (_, n) => [`f${n}`, n])));
  expect(Object.keys(await stored()).length).toBe(DESK_LIMITS.field.count);
  const tabs = await Promise.all(
    ([{ a: 1 }, { b: 2 }] as Record<string, number>[]).map(async (fields) => {
      const [clientId, departmentId] = [randomUUID() as ClientId, sales];
      return world.tickets.openTicket(vera, { clientId, departmentId, text: 'hi', fields });
    }),
  );
  const both = await world.db.pool.query('select fields from ticket where id = $1', [tabs[0]!.id]);
  expect(both.rows[0].fields).toEqual({ a: 1, b: 2 });
});

test('[desk] who begins a talk while the department is closed reads its words for that once, in their language; else nothing is said', async () => {
  const { pool } = world.db;
  const shut = (await world.agents.createDepartment(owner, { name: 'Shut' })).id;
  const week = Object.fromEntries(WEEKDAYS.map((day) => [day, []]));
  const away = { en: 'We are out.', zh: '我们不在。' };
  await pool.query('update department set hours = $2, settings = $3 where id = $1', [
    shut,
    JSON.stringify({ timeZone: 'Europe/Paris', week, holidays: [] }),
    JSON.stringify({ away }),
  ]);
  const [vera, walt] = [await visitor(), await visitor()];
  const first = words(shut);
  const ticket = await world.tickets.openTicket(vera, first);
  const page = async (actor: Actor, { conversationId }: { readonly conversationId: ConversationId }) =>
    (await world.history.page(actor.userId, { conversationId, before: null, after: null, limit: 100 })).events;
  const [, , notice] = await page(vera, ticket);
  expect(notice).toMatchObject({
    kind: 'notice',
    senderId: null,
    text: away.en,
    data: { kind: 'away', opensAt: null, timeZone: 'Europe/Paris' },
  });
  await world.tickets.openTicket(vera, first);
  await world.tickets.openTicket(vera, words(shut, 'hello?'));
  expect(await texts(vera, ticket.conversationId)).toEqual(['+1', first.text, 'notice', 'hello?']);
  const chinese = await world.tickets.openTicket(walt, words(shut, '包裹在哪里？'));
  expect((await page(walt, chinese)).at(-1)).toMatchObject({ kind: 'notice', text: away.zh });
  await pool.query('update department set hours = null where id = $1', [shut]);
  const xena = await visitor();
  const open = await world.tickets.openTicket(xena, words(shut));
  expect(await texts(xena, open.conversationId)).toEqual(['+1', first.text]);
});

const ticketOf = async (id: ConversationId) => (await world.db.pool.query('select * from ticket where conversation_id = $1', [id])).rows[0];

/** This visitor's ticket comes to Sales from Help while these first words are on their way there. `held`: before either has happened. */
async function meanwhileMoved(vera: Actor, firsts: readonly ReturnType<typeof words>[], held: (talk: ConversationId) => Promise<void>) {
  const { id } = await world.tickets.openTicket(vera, words(help, 'about hats'));
  const { opening } = await holdingQueue(world, sales, async (waiting) => {
    const moving = world.tickets.transferTicket(owner, { ticketId: id, toAgentId: null, toDepartmentId: sales, note: null });
    await waiting(1);
    const opening = Promise.all(firsts.map((first) => world.tickets.openTicket(vera, first)));
    await waiting(2);
    const draft = await world.db.pool.query('select conversation_id as id from ticket_draft where visitor_id = $1', [vera.userId]);
    await held(draft.rows[0].id);
    return { opening, moving };
  });
  return { id, opening };
}

test('[D5] first words whose visitor gets an open ticket there meanwhile are found from it, also those that a crash left, or without a draft', async () => {
  const { pool } = world.db;
  const vera = await visitor();
  const tabs = [words(sales, 'about shoes'), words(sales, 'and about socks')] as const;
  const talks: ConversationId[] = [];
  const { id: intoId, opening } = await meanwhileMoved(vera, tabs, async (id) => void talks.push(id));
  const [talk] = talks as [ConversationId];
  expect((await opening).map(({ id }) => id)).toEqual([intoId, intoId]);
  expect((await texts(vera, talk)).toSorted()).toEqual(['+1', 'about shoes', 'and about socks']);
  const { id, notes_conversation_id: notes } = await ticketOf(talk);
  const undo = async () => {
    for (const table of ['ticket_event', 'desk_wake'])
      await pool.query(`delete from ${table} where ticket_id = any(select id from ticket where conversation_id = $1)`, [talk]);
    await pool.query('delete from ticket where conversation_id = $1', [talk]);
  };
  await undo();
  await pool.query(
    `insert into ticket_draft (visitor_id, department_id, ticket_id, conversation_id, notes_conversation_id, created_at)
     values ($1, $2, $3, $4, $5, now() - interval '1 minute')`,
    [vera.userId, sales, id, talk, notes],
  );
  await world.tickets.repair();
  expect(await ticketOf(talk)).toMatchObject({ id, merged_into: intoId });
  await undo();
  expect(await world.tickets.openTicket(vera, tabs[1])).toMatchObject({ id: intoId });
  expect(await ticketOf(talk)).toMatchObject({ merged_into: intoId });
  await pool.query(`update conversation set created_at = created_at - interval '2 minutes'`);
  expect(await brokenDeskRules(pool)).toEqual([]);
});

test('[D5] a ticket that is over as it begins waits for whoever writes in its talk, so that their word is told', async () => {
  const vera = await visitor();
  const writes = await world.db.pool.connect();
  const { opening } = await meanwhileMoved(vera, [words(sales)], async (talk) => {
    await writes.query('begin');
    await writes.query('select 1 from conversation where id = $1 for no key update', [talk]);
  });
  let opened = false;
  void opening.then(() => (opened = true));
  const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%from conversation%'`;
  await expect.poll(async () => opened || (await world.db.pool.query(waits)).rowCount === 1).toBe(true);
  expect(opened).toBe(false);
  await writes.query('commit');
  writes.release();
  await opening;
});
