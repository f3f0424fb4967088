// What was done to a ticket, read back by the desk on a real database.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { ticketHistoryInput } from '../../../core/protocol/desk-commands.ts';
import type { ClientId, DepartmentId, TicketId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { type Actor, POWER } from '../../platform/actor.ts';

const SYSTEM = { kind: 'system' } as const;

let world: Awaited<ReturnType<typeof chatWorld>>;
let owner: Actor;
let [ada, ben, sue, hal, out]: Actor[] = [];
let sales: DepartmentId;
let help: DepartmentId;

async function opened(): Promise<{ readonly vera: Actor; readonly id: TicketId }> {
  const [vera] = (await world.people(1)) as [Actor];
  await world.db.pool.query('update users set kind = 3 where id = $1', [vera.userId]);
  await world.db.pool.query('insert into visitor (user_id, site_key_id) values ($1, 1)', [vera.userId]);
  const words = { departmentId: sales, clientId: randomUUID() as ClientId, text: 'where is my parcel?', fields: null };
  return { vera, id: (await world.tickets.openTicket(vera, words)).id };
}

const offer = (id: TicketId, to: Actor) =>
  world.tickets.act(id, { kind: 'offer', at: Date.now(), agentId: to.userId, expiresAt: Date.now() + 30_000 }, SYSTEM);

const history = (actor: Actor, ticketId: TicketId, more: object = {}) =>
  world.tickets.history(actor, ticketHistoryInput.parse({ ticketId, ...more }));

beforeAll(async () => {
  world = await chatWorld();
  const people = await world.people(6);
  owner = { ...(people[0] as Actor), power: POWER.owner };
  [, ada, ben, sue, hal, out] = people;
  sales = (await world.agents.createDepartment(owner, { name: 'Sales' })).id;
  help = (await world.agents.createDepartment(owner, { name: 'Help' })).id;
  for (const agent of [ada!, ben!])
    await world.agents.setAgent(owner, { userId: agent.userId, departmentIds: [sales], role: 'agent', capacity: 9 });
  await world.agents.setAgent(owner, { userId: hal!.userId, departmentIds: [help], role: 'agent', capacity: 9 });
  await world.agents.setAgent(owner, { userId: sue!.userId, departmentIds: [], role: 'supervisor', capacity: 9 });
});

test('[desk] the history tells what was done, by whom and to whom, the latest first', async () => {
  const { id } = await opened();
  await offer(id, ada!);
  await world.tickets.declineOffer(ada!, { ticketId: id, reason: 'lunch' });
  await offer(id, ben!);
  await world.tickets.acceptOffer(ben!, id);
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await world.tickets.setTicketState(ben!, { ticketId: id, state: 'SNOOZED', until });
  await world.tickets.transferTicket(ben!, { ticketId: id, toAgentId: null, toDepartmentId: help, note: 'a return' });
  const { events, before } = await history(sue!, id);
  expect(before).toBeNull();
  expect(events.map(({ kind, actor, agent }) => [kind, actor?.id ?? null, agent?.id ?? null]).reverse()).toEqual([
    ['opened', null, null],
    ['offered', null, ada!.userId],
    ['declined', ada!.userId, null],
    ['offered', null, ben!.userId],
    ['accepted', ben!.userId, null],
    ['snoozed', ben!.userId, null],
    ['transferredToDepartment', ben!.userId, null],
  ]);
  const of = (kind: string) => events.find((event) => event.kind === kind);
  expect(of('opened')?.department).toEqual({ id: sales, name: 'Sales' });
  expect(of('declined')?.reason).toBe('lunch');
  expect(of('snoozed')?.until).toBe(until);
  expect(of('transferredToDepartment')).toMatchObject({ department: { id: help, name: 'Help' }, note: 'a return', changes: {} });
  expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => (events[0]?.version ?? 0) - index));
});

test('[desk] a ticket that was merged says into which, and what a later kind of event holds is told as it is', async () => {
  const { id } = await opened();
  await world.tickets.takeTicket(ada!, id);
  const other = await opened();
  await world.tickets.act(other.id, { kind: 'merge', at: Date.now(), intoId: id }, SYSTEM);
  const { number } = await world.tickets.ticket(ada!, id);
  expect((await history(ada!, other.id)).events[0]).toMatchObject({ kind: 'merged', into: { id, number } });
  await world.db.pool.query(
    `insert into ticket_event (ticket_id, version, kind, actor_id, data) values ($1, 900, 'painted', $2, '{"color": "red", "note": null}')`,
    [id, ada!.userId],
  );
  expect((await history(ada!, id)).events[0]).toMatchObject({ kind: 'painted', note: null, changes: { color: 'red' } });
});

test('[desk] it is read by pages, and what is new since a version alone', async () => {
  const { id } = await opened();
  for (const agent of [ada!, ben!]) {
    await offer(id, agent);
    await world.tickets.declineOffer(agent, { ticketId: id, reason: null });
  }
  const all = (await history(ada!, id)).events;
  const first = await history(ada!, id, { first: 2 });
  const second = await history(ada!, id, { first: 3, before: first.before });
  expect([...first.events, ...second.events]).toEqual(all);
  expect(second.before).toBeNull();
  expect((await history(ada!, id, { after: all[1]?.version })).events).toEqual(all.slice(0, 1));
  expect(await history(ada!, id, { after: all[0]?.version })).toEqual({ events: [], before: null });
});

test('[D7] to its visitor and to who may not read the ticket it has no history; to who is not of the desk it is forbidden', async () => {
  const { vera, id } = await opened();
  await expect(history(vera, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(history(hal!, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(history(out!, id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect((await history(ada!, id)).events).toHaveLength(1);
});
