// What the desk says of tickets by hand, on a real database: at once by two, beside other deeds, and merged by hand.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { ClientId, DepartmentId, TicketId } from '../../../core/protocol/ids.ts';
import { brokenDeskRules } from '../../../testing/factories/broken-desk-rules.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { siteOver } from '../../../testing/factories/visitors.ts';
import type { Actor } from '../../platform/actor.ts';
import { recountAlways } from './index.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let site: Awaited<ReturnType<typeof siteOver>>;
let [ada, ben, hal, sue]: Actor[] = [];
let sales: DepartmentId;
let help: DepartmentId;
const nothing = { priority: null, tags: null, skills: null };

beforeAll(async () => {
  world = await chatWorld();
  site = await siteOver(world);
  [ada, ben, hal, sue] = await world.people(4);
  sales = (await world.agents.createDepartment(site.boss, { name: 'Sales' })).id;
  help = (await world.agents.createDepartment(site.boss, { name: 'Help' })).id;
  const agent = (actor: Actor, departmentIds: DepartmentId[], role: 'agent' | 'supervisor') =>
    world.agents.setAgent(site.boss, { userId: actor.userId, departmentIds, role, capacity: 20 });
  await agent(ada!, [sales, help], 'agent');
  await agent(ben!, [sales, help], 'agent');
  await agent(hal!, [help], 'agent');
  await agent(sue!, [], 'supervisor');
});

const opened = async (vera: Actor, departmentId: DepartmentId, text = 'where is my parcel?') =>
  (await world.tickets.openTicket(vera, { departmentId, clientId: randomUUID() as ClientId, text, fields: null })).id;
const visitor = async () => (await site.come()).actor;
const code = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );
const storedOf = async (id: TicketId) =>
  (
    await world.db.pool.query<{ kind: string; data: object }>('select kind, data from ticket_event where ticket_id = $1 order by version', [
      id,
    ])
  ).rows;
const sound = async () => [...(await brokenDeskRules(world.db.pool)), ...(await recountAlways(world.db.pool))];
const textsOf = async (actor: Actor, id: TicketId) => {
  const { conversationId } = await world.tickets.ticket(actor, id);
  const page = await world.history.page(actor.userId, { conversationId, before: null, after: null, limit: 100 });
  return page.events.flatMap(({ kind, text }) => (kind === 'message' || kind === 'notice' ? [`${kind} ${text}`] : []));
};

test('[desk] two who say different things of a ticket at once are both heard; the same twice is stored once', async () => {
  const id = await opened(await visitor(), sales);
  await Promise.all([
    world.tickets.updateTicket(ada!, { ...nothing, ticketId: id, priority: 10 }),
    world.tickets.updateTicket(ben!, { ...nothing, ticketId: id, tags: ['refund', 'urgent'], subject: 'Lost parcel' }),
    world.tickets.updateTicket(sue!, { ...nothing, ticketId: id, priority: 10 }),
  ]);
  const ticket = await world.tickets.updateTicket(ada!, { ...nothing, ticketId: id, priority: 10, tags: ['urgent', 'refund'] });
  expect(ticket).toMatchObject({ priority: 10, tags: ['refund', 'urgent'], subject: 'Lost parcel', skills: [], vip: false, version: 3 });
  const stored = await storedOf(id);
  expect(stored.map(({ kind }) => kind)).toEqual(['opened', 'described', 'described']);
  expect(await code(world.tickets.updateTicket(hal!, { ...nothing, ticketId: id, priority: 1 }))).toBe('NOT_FOUND');
  const bare = await world.tickets.updateTicket(ada!, { ...nothing, ticketId: id, subject: null, tags: [] });
  expect(bare).toMatchObject({ subject: 'where is my parcel?', tags: [] });
  expect(await sound()).toEqual([]);
});

/** The names of the statements of deeds from here on. */
function statements(): string[] {
  const names: string[] = [];
  const known = new Set<object>();
  world.db.deeds.on('acquire', (client) => {
    if (known.has(client)) return;
    known.add(client);
    const { query } = client;
    const value = (...args: unknown[]) => {
      const [asked] = args;
      if (typeof asked === 'object' && asked && 'name' in asked) names.push(String(asked.name));
      return Reflect.apply(query, client, args) as unknown;
    };
    Object.defineProperty(client, 'query', { value });
  });
  return names;
}

test('[desk] what is said of a ticket is written where it changes, and costs no other deed a statement', async () => {
  const id = await opened(await visitor(), sales);
  const names = statements();
  const asks = async (work: Promise<unknown>) => {
    names.length = 0;
    await work;
    return names.filter((name) => name.startsWith('ticket_write') || name === 'ticket_lock_queues').map((name) => name.split(' ')[0]);
  };
  const tags = ['bike'];
  const once = ['ticket_lock_queues', 'ticket_write'];
  expect(await asks(world.tickets.updateTicket(ada!, { ...nothing, ticketId: id, tags }))).toEqual(once);
  expect(await asks(world.tickets.updateTicket(ada!, { ...nothing, ticketId: id, tags }))).toEqual(['ticket_lock_queues']);
  expect(await asks(world.tickets.takeTicket(ada!, id))).toEqual(once);
  const go = { ticketId: id, toAgentId: null, toDepartmentId: help, note: null };
  expect(await asks(world.tickets.transferTicket(ada!, go))).toEqual(once);
});

test('[D7] what the desk says of a ticket and of its visitor is not told to them, nor may they say it', async () => {
  const vera = await visitor();
  const id = await opened(vera, sales);
  const skills = [{ skill: 'German', level: 1, required: false }];
  await world.tickets.updateTicket(ada!, { ticketId: id, priority: 30, tags: ['rude'], skills });
  await world.tickets.setVip(sue!, { visitorId: vera.userId, vip: true });
  const seen = await world.tickets.ticket(vera, id);
  expect(seen).toMatchObject({ priority: 0, subject: null, tags: [], skills: null, vip: false });
  expect(JSON.stringify(await world.tickets.list(vera, { view: 'mine', departmentId: null, first: 50, after: null }))).not.toMatch(
    /rude|German/,
  );
  expect(await world.tickets.ticket(ada!, id)).toMatchObject({ priority: 30, tags: ['rude'], skills, vip: true });
  expect(await code(world.tickets.updateTicket(vera, { ...nothing, ticketId: id, priority: 1 }))).toBe('NOT_FOUND');
  expect(await code(world.tickets.setVip(vera, { visitorId: vera.userId, vip: true }))).toBe('NOT_FOUND');
  expect(await code(world.tickets.mergeTickets(vera, { ticketId: id, intoId: id }))).toBe('NOT_FOUND');
});

test('[desk] the mark of an anonymous VIP goes to the person that they turn out to be', async () => {
  const { token, actor: nobody } = await site.come();
  const id = await opened(nobody, sales);
  await world.tickets.setVip(sue!, { visitorId: nobody.userId, vip: true });
  const { actor: vera } = await site.come({ token, identity: await site.sign({ sub: 'vera-vip' }) });
  expect(vera.userId).not.toBe(nobody.userId);
  expect(await world.tickets.ticket(ada!, id)).toMatchObject({ vip: true, visitor: { id: vera.userId } });
  await world.tickets.setVip(sue!, { visitorId: nobody.userId, vip: false });
  expect(await world.tickets.ticket(ada!, id)).toMatchObject({ vip: false });
});

test('[D5] two tickets of a visitor are merged by who has the one that closes; its talk leads to the other, and once more is once', async () => {
  const vera = await visitor();
  const [from, into] = [await opened(vera, sales, 'my parcel'), await opened(vera, help, 'my bicycle')];
  const merge = { ticketId: from, intoId: into };
  await world.tickets.takeTicket(ada!, from);
  await world.tickets.takeTicket(hal!, into);
  expect(await code(world.tickets.mergeTickets(hal!, merge))).toBe('NOT_FOUND');
  expect(await code(world.tickets.mergeTickets(ben!, merge))).toBe('FORBIDDEN');
  expect(await code(world.tickets.mergeTickets(ada!, { ticketId: from, intoId: from }))).toBe('BAD_INPUT');
  const stranger = await opened(await visitor(), sales);
  expect(await code(world.tickets.mergeTickets(ada!, { ticketId: from, intoId: stranger }))).toBe('BAD_INPUT');
  const twice = await Promise.all([world.tickets.mergeTickets(ada!, merge), world.tickets.mergeTickets(sue!, merge)]);
  expect(twice.map(({ id, state }) => [id, state])).toEqual([
    [into, 'ACTIVE'],
    [into, 'ACTIVE'],
  ]);
  expect(await world.tickets.mergeTickets(ada!, merge)).toMatchObject({ id: into });
  expect(await world.tickets.ticket(sue!, from)).toMatchObject({ state: 'CLOSED', assignee: null });
  expect((await storedOf(from)).map(({ kind }) => kind)).toEqual(['opened', 'taken', 'merged']);
  const { number } = await world.tickets.ticket(sue!, from);
  expect(await textsOf(vera, into)).toEqual(['message my bicycle', `notice #${number}`]);
  expect(await code(world.tickets.mergeTickets(sue!, { ticketId: into, intoId: from }))).toBe('CONFLICT');
  expect(await sound()).toEqual([]);
});

test('[D5] of two merges that go both ways at once one is done', async () => {
  for (let round = 0; round < 8; round += 1) {
    const vera = await visitor();
    const [one, two] = [await opened(vera, sales), await opened(vera, help)];
    const both = await Promise.all([
      code(world.tickets.mergeTickets(sue!, { ticketId: one, intoId: two })),
      code(world.tickets.mergeTickets(site.boss, { ticketId: two, intoId: one })),
    ]);
    expect(both.toSorted()).toEqual(['CONFLICT', 'done']);
  }
  await world.tickets.close();
  expect(await sound()).toEqual([]);
});

test('[D5] a merge beside a transfer, a close and the merge the other way is done at most once, and loses nothing', async () => {
  for (let round = 0; round < 12; round += 1) {
    const vera = await visitor();
    const [one, two] = [await opened(vera, sales), await opened(vera, help)];
    await world.tickets.takeTicket(ada!, one);
    await Promise.allSettled([
      world.tickets.mergeTickets(sue!, { ticketId: one, intoId: two }),
      world.tickets.mergeTickets(sue!, { ticketId: two, intoId: one }),
      world.tickets.transferTicket(ada!, { ticketId: one, toAgentId: null, toDepartmentId: help, note: 'yours' }),
      round % 3 === 0 ? world.tickets.setTicketState(sue!, { ticketId: two, state: 'CLOSED', until: null }) : null,
      world.tickets.updateTicket(ben!, { ...nothing, ticketId: one, tags: ['bike'], priority: round }),
    ]);
    const rows = await world.db.pool.query<{ id: TicketId; state: number; merged_into: TicketId | null }>(
      'select id, state, merged_into from ticket where id = any($1::bigint[]) order by id',
      [[one, two]],
    );
    const merged = rows.rows.filter(({ merged_into: into }) => into !== null);
    expect(merged.length).toBeLessThan(2);
    expect(await sound()).toEqual([]);
  }
  await world.tickets.close();
});
