// Saved lists on a real database: whose they are, and which tickets stand in them.
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { standsIn } from '../../../core/desk/view-filter.ts';
import { TICKET_STATES } from '../../../core/protocol/desk.ts';
import { viewFilter } from '../../../core/protocol/desk-view-commands.ts';
import { VIEW_LIMITS, VIEW_PRIORITIES, VIEW_STATES, type ViewFilter } from '../../../core/protocol/desk-views.ts';
import { codeOf } from '../../../core/protocol/events.ts';
import type { ClientId, DepartmentId, DeskViewId, TicketId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { type Actor, POWER } from '../../platform/actor.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let owner: Actor;
let [ann, ben, sue, vic, out]: Actor[] = [];
let sales: DepartmentId;
let help: DepartmentId;

const view = (name: string, more: object = {}) => ({ name, filter: viewFilter.parse({}), team: false, ...more });
const names = async (actor: Actor) => (await world.views.list(actor)).map(({ name, team }) => `${team ? 'team' : 'own'} ${name}`);
const page = (filter: ViewFilter, more: object = {}) => ({ filter, first: 200, after: null, ...more });

async function opened(departmentId: DepartmentId): Promise<TicketId> {
  const [vera] = (await world.people(1)) as [Actor];
  await world.db.pool.query('update users set kind = 3 where id = $1', [vera.userId]);
  await world.db.pool.query('insert into visitor (user_id, site_key_id) values ($1, 1)', [vera.userId]);
  const words = { departmentId, clientId: randomUUID() as ClientId, text: 'where is my parcel?', fields: null };
  return (await world.tickets.openTicket(vera, words)).id;
}

beforeAll(async () => {
  world = await chatWorld();
  const people = await world.people(6);
  owner = { ...(people[0] as Actor), power: POWER.owner };
  [, ann, ben, sue, vic, out] = people;
  sales = (await world.agents.createDepartment(owner, { name: 'Sales' })).id;
  help = (await world.agents.createDepartment(owner, { name: 'Help' })).id;
  for (const [agent, departmentIds] of [[ann!, [sales]] as const, [ben!, [help]] as const])
    await world.agents.setAgent(owner, { userId: agent.userId, departmentIds: [...departmentIds], role: 'agent', capacity: 3 });
  await world.agents.setAgent(owner, { userId: sue!.userId, departmentIds: [], role: 'supervisor', capacity: 3 });
  await world.db.pool.query('update users set kind = 3 where id = $1', [vic!.userId]);
});

test("[view 1] everybody of the desk saves their own; the team's are a supervisor's; others are refused", async () => {
  await world.views.create(ann!, view('Urgent'));
  await world.views.create(sue!, view('Unassigned', { team: true }));
  await expect(world.views.create(ann!, view('All', { team: true }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(world.views.list(vic!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(world.views.list(out!)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  expect([await names(ann!), await names(ben!)]).toEqual([['team Unassigned', 'own Urgent'], ['team Unassigned']]);
});

test("[view 1] another's own list is not there, to a supervisor neither; the team's is not an agent's to change or to share", async () => {
  const own = (await world.views.list(ann!)).find(({ team }) => !team)!;
  const team = (await world.views.list(ann!)).find((each) => each.team)!;
  for (const by of [ben!, sue!]) {
    await expect(world.views.update(by, { ...own, name: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(world.views.remove(by, own.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  await expect(world.views.update(ann!, { ...team, team: false })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(world.views.remove(ann!, team.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(world.views.update(ann!, { ...own, team: true })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(world.views.remove(ann!, '17' as DeskViewId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await world.views.update(ann!, { ...own, name: 'Mine, urgent' })).toMatchObject({ name: 'Mine, urgent', team: false });
});

test('[view 5] what the team sees stands in the log, from the moment it sees it; of what is one’s own there is no word', async () => {
  const shared = await world.views.create(sue!, view('Sue’s'));
  await world.views.update(sue!, { ...shared, team: true });
  await world.views.update(sue!, { ...shared, team: true, name: 'Ours' });
  await world.views.update(sue!, { ...shared, name: 'Sue’s again' });
  await world.views.remove(sue!, shared.id);
  const { entries } = await world.agents.auditLog(owner, { before: null, first: 50 });
  const told = entries.filter(({ deed }) => deed.startsWith('view')).map(({ deed, target, after }) => [deed, target, after]);
  expect(told.slice(0, 3)).toEqual([
    ['viewRemoved', 'Sue’s again', null],
    ['viewChanged', 'Ours', { name: 'Ours' }],
    ['viewCreated', 'Sue’s', expect.objectContaining({ name: 'Sue’s', tags: [] })],
  ]);
  expect(told).toHaveLength(4);
});

test('[view] an owner has so many at most', async () => {
  for (let n = (await world.views.list(ben!)).filter(({ team }) => !team).length; n < VIEW_LIMITS.count; n += 1)
    await world.views.create(ben!, view(`list ${n}`));
  await expect(world.views.create(ben!, view('one more'))).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'too_many' } });
});

test('[view 4] the database finds and counts what the pure filter says, for each who looks', async () => {
  const set = 'update ticket set state = $2, priority = $3, tags = $4, assignee_id = $5 where id = $1';
  const states = [...TICKET_STATES];
  for (let n = 0; n < 42; n += 1) {
    const id = await opened(n % 2 === 0 ? sales : help);
    const tags = [['vat'], ['vat', 'refund'], [], ['gift']][n % 4]!;
    const assignee = [null, ann!.userId, ben!.userId][n % 3];
    await world.db.pool.query(set, [id, codeOf(TICKET_STATES, states[n % 7]!), [-2, 0, 3, 30, 29][Math.floor(n / 2) % 5], tags, assignee]);
  }
  const { rows } = await world.db.pool.query<{
    id: TicketId;
    state: number;
    department_id: DepartmentId;
    priority: number;
    tags: string[];
  }>('select id::text, state, department_id::text, priority, tags, assignee_id::text from ticket order by id desc');
  const all = rows.map((row) => ({
    id: row.id,
    state: states[row.state - 1]!,
    departmentId: row.department_id,
    priority: row.priority,
    tags: row.tags,
    assigneeId: (row as { assignee_id?: Actor['userId'] }).assignee_id ?? null,
  }));
  const choices = [
    {},
    { departmentIds: [help] },
    { tags: ['refund', 'gift'] },
    { assignee: 'me' },
    { assignee: 'nobody', priorities: ['high', 'low'] },
    { assignee: ben!.userId, departmentIds: [sales, help] },
    ...VIEW_STATES.map((state) => ({ states: [state] })),
    ...VIEW_PRIORITIES.map((priority) => ({ priorities: [priority], states: [...VIEW_STATES], tags: ['vat'] })),
  ].map((filter) => viewFilter.parse(filter));
  for (const [actor, mine] of [[sue!, [sales, help]] as const, [ann!, [sales]] as const, [ben!, [help]] as const]) {
    const expected = choices.map((filter) =>
      all.filter((ticket) => [...mine].includes(ticket.departmentId) && standsIn(ticket, filter, actor.userId)).map(({ id }) => id),
    );
    expect(expected.flat().length).toBeGreaterThan(0);
    const found = await Promise.all(choices.map((filter) => world.tickets.filtered(actor, page(filter))));
    expect(found.map(({ tickets }) => tickets.map(({ id }) => id))).toEqual(expected);
    expect(found.map(({ total }) => total)).toEqual(expected.map(({ length }) => length));
    expect(await world.tickets.countFiltered(actor, choices)).toEqual(expected.map(({ length }) => length));
  }
});

test('[view 2] a list is read by pages, and a visitor has none of it', async () => {
  const filter = viewFilter.parse({ tags: ['vat'] });
  const whole = await world.tickets.filtered(sue!, page(filter));
  const first = await world.tickets.filtered(sue!, page(filter, { first: 3 }));
  const second = await world.tickets.filtered(sue!, page(filter, { after: first.after }));
  expect([...first.tickets, ...second.tickets].map(({ id }) => id)).toEqual(whole.tickets.map(({ id }) => id));
  expect([first.total, second.after]).toEqual([whole.total, null]);
  await expect(world.tickets.filtered(vic!, page(filter))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(world.tickets.countFiltered(vic!, [filter])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(world.tickets.countFiltered(out!, [filter])).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
