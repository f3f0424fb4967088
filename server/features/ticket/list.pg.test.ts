// Lists of tickets on a real database: each view is asked by whoever may ask it.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { TICKET_VIEWS, type TicketView } from '../../../core/protocol/desk.ts';
import type { ClientId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { type Actor, POWER } from '../../platform/actor.ts';

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
