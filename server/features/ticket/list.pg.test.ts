// Lists of tickets on a real database: each view is asked by whoever may ask it.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { TICKET_VIEWS, type TicketView } from '../../../core/protocol/desk.ts';
import type { ClientId, DepartmentId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { type Actor, POWER } from '../../platform/actor.ts';
import { loadPace } from './store-view.ts';

test('[desk] each view answers an agent, a supervisor and an admin, and holds what it says', async () => {
  const world = await chatWorld();
  const [first, ada, sue, vera] = (await world.people(4)) as [Actor, Actor, Actor, Actor];
  const owner = { ...first, power: POWER.owner };
  const { pool } = world.db;
  await pool.query('update users set power = 2 where id = $1', [owner.userId]);
  await pool.query('update users set kind = 3 where id = $1', [vera.userId]);
  await pool.query('insert into visitor (user_id, site_key_id) values ($1, 1)', [vera.userId]);
  const { id: departmentId } = await world.agents.createDepartment(owner, { name: 'Sales' });
  await world.agents.setAgent(owner, { userId: ada.userId, departmentIds: [departmentId], role: 'agent', capacity: 5 });
  await world.agents.setAgent(owner, { userId: sue.userId, departmentIds: [], role: 'supervisor', capacity: 5 });
  await world.agents.setAgentState(ada, { state: 'ONLINE', capacity: null });
  const ticket = await world.tickets.openTicket(vera, { departmentId, clientId: randomUUID() as ClientId, text: 'Hello', fields: null });
  const views = async (actor: Actor) => {
    const seen: TicketView[] = [];
    for (const view of TICKET_VIEWS) {
      const { tickets } = await world.tickets.list(actor, { view, departmentId: null, first: 10, after: null });
      if (tickets.some(({ id }) => id === ticket.id)) seen.push(view);
    }
    return seen;
  };
  expect([await views(ada), await views(sue), await views(owner)]).toEqual([
    ['queue', 'all'],
    ['queue', 'all'],
    ['queue', 'all'],
  ]);
  await world.tickets.takeTicket(ada, ticket.id);
  expect([await views(ada), await views(sue)]).toEqual([['mine', 'all'], ['all']]);
  await world.tickets.setTicketState(ada, { ticketId: ticket.id, state: 'RESOLVED', until: null });
  expect([await views(ada), await views(sue), await views(vera)]).toEqual([['closed'], ['closed'], [...TICKET_VIEWS]]);
});

test('[desk] the pace of a department is that of its own work, wherever a ticket is now, and is found by an index', async () => {
  const world = await chatWorld();
  const [first, ada, vera] = (await world.people(3)) as [Actor, Actor, Actor];
  const owner = { ...first, power: POWER.owner };
  const { pool } = world.db;
  await pool.query('update users set power = 2 where id = $1', [owner.userId]);
  await pool.query('update users set kind = 3 where id = $1', [vera.userId]);
  await pool.query('insert into visitor (user_id, site_key_id) values ($1, 1)', [vera.userId]);
  const sales = (await world.agents.createDepartment(owner, { name: 'Sales' })).id;
  const help = (await world.agents.createDepartment(owner, { name: 'Help' })).id;
  await world.agents.setAgent(owner, { userId: ada.userId, departmentIds: [sales, help], role: 'agent', capacity: 5 });
  const { id } = await world.tickets.openTicket(vera, {
    departmentId: sales,
    clientId: randomUUID() as ClientId,
    text: 'Hello',
    fields: null,
  });
  await world.tickets.takeTicket(ada, id);
  await world.tickets.transferTicket(ada, { ticketId: id, toAgentId: null, toDepartmentId: help, note: null });
  const paceOf = async (department: DepartmentId) => (await loadPace(pool, department, Date.now())).recent.length;
  expect([await paceOf(sales), await paceOf(help)]).toEqual([1, 0]);
  await pool.query(`insert into assignment (id, ticket_id, agent_id, started_at, ended_at, department_id)
    select n, n, 1, now(), now(), 77 from generate_series(1, 5000) n`);
  await pool.query('analyze assignment');
  const read = `explain select started_at, ended_at from assignment where department_id = ${help} and ended_at is not null order by id desc limit 50`;
  const plan = (await pool.query(read)).rows.map((row) => row['QUERY PLAN']).join(' ');
  expect(plan).toContain('assignment_pace_idx');
});
