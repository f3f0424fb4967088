// The set-up of departments and people, and the desk's log of it, on a real database.
import { beforeAll, expect, test } from 'vitest';
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import { departmentSettings } from '../../../core/protocol/desk-settings.ts';
import type { AuditId, DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { type Actor, POWER } from '../../platform/actor.ts';
import { createAgents } from './index.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let owner: Actor;
let [ann, ben, cat]: Actor[] = [];
let sales: DepartmentId;
let returns: DepartmentId;
let tickets = 0;

const usual = departmentSettings.parse({});
const setupOf = async (id: DepartmentId) => (await world.agents.departmentSetups(owner)).find((one) => one.id === id)!;
const log = async () => (await world.agents.auditLog(owner, { before: null, first: 50 })).entries;
async function change(id: DepartmentId, more: object = {}, by = owner) {
  const { name, strategy, hours, settings, version } = await setupOf(id);
  return world.agents.updateDepartment(by, { departmentId: id, name, strategy, hours, settings, version, ...more });
}
const ticket = (department: DepartmentId, state: number, assignee: UserId | null = null) =>
  world.db.pool.query(
    `insert into ticket (id, number, department_id, visitor_id, conversation_id, notes_conversation_id, state, assignee_id, enqueued_at)
     values ($1::bigint, $1, $2, 900 + $1::bigint, 2 * $1::bigint, 2 * $1::bigint + 1, $3, $4, now())`,
    [++tickets, department, state, assignee],
  );

beforeAll(async () => {
  world = await chatWorld();
  const people = await world.people(4);
  owner = { ...(people[0] as Actor), power: POWER.owner };
  [, ann, ben, cat] = people;
  sales = (await world.agents.createDepartment(owner, { name: 'Sales' })).id;
  returns = (await world.agents.createDepartment(owner, { name: 'Returns' })).id;
  await world.agents.setAgent(owner, { userId: ann!.userId, departmentIds: [sales], role: 'agent', capacity: 3 });
  await world.agents.setAgent(owner, { userId: ben!.userId, departmentIds: [sales], role: 'supervisor', capacity: 3 });
});

test('[agent 5] only a desk admin reads and changes the set-up; to a visitor it is NOT_FOUND, and nothing is recorded', async () => {
  const before = (await log()).length;
  const input = { departmentId: sales, version: 0, name: 'Mine', strategy: 'leastLoaded', hours: null, settings: usual } as const;
  const calls = (by: Actor) => [
    () => world.agents.departmentSetups(by),
    () => world.agents.updateDepartment(by, input),
    () => world.agents.archiveDepartment(by, sales),
    () => world.agents.staff(by),
    () => world.agents.removeAgent(by, ann!.userId),
    () => world.agents.setSkills(by, { userId: ann!.userId, skills: [] }),
    () => world.agents.auditLog(by, { before: null, first: 50 }),
  ];
  for (const by of [ann!, ben!, cat!]) for (const call of calls(by)) await expect(call()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const one = await world.people(1);
  await world.db.pool.query('update users set kind = 3 where id = $1', [one[0]!.userId]);
  for (const call of calls(one[0]!)) await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(world.agents.start(one[0]!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await log()).toHaveLength(before);
});

test('[agent 5] what is not set is usual; a change is whole, counts its version and keeps what others store there', async () => {
  await world.db.pool.query(`update department set settings = '{"form": [1]}' where id = $1`, [sales]);
  expect(await setupOf(sales)).toMatchObject({
    strategy: 'leastLoaded',
    hours: null,
    settings: { offerMs: DESK_LIMITS.offerMs, overflowTo: null },
  });
  const settings = {
    ...usual,
    offerMs: 45_000,
    targets: { firstAnswerMs: 300_000, resolutionMs: null },
    overflowTo: returns,
    overflowAfterMs: 60_000,
  };
  const { version } = await setupOf(sales);
  expect(await change(sales, { strategy: 'roundRobin', settings })).toMatchObject({
    strategy: 'roundRobin',
    settings,
    version: version + 1,
  });
  await change(sales);
  expect(await setupOf(sales)).toMatchObject({ version: version + 1 });
  const { rows } = await world.db.pool.query('select settings from department where id = $1', [sales]);
  expect(rows[0].settings).toMatchObject({ form: [1], offerMs: 45_000 });
  await expect(change(sales, { version })).rejects.toMatchObject({ code: 'CONFLICT', details: { reason: 'again' } });
  await expect(change(sales, { settings: { ...settings, overflowTo: sales } })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await expect(change(sales, { settings: { ...settings, overflowTo: '17' } })).rejects.toMatchObject({ code: 'BAD_INPUT' });
});

test('[agent 6] each change stands in the log with who did it and what differs, in the transaction of the change', async () => {
  const [newest] = await log();
  expect(newest).toMatchObject({
    actor: { id: owner.userId },
    deed: 'departmentChanged',
    target: 'Sales',
    before: { strategy: 'leastLoaded', offerMs: 30_000, overflowTo: null },
    after: { strategy: 'roundRobin', offerMs: 45_000, overflowTo: returns },
  });
  expect(newest?.after).not.toHaveProperty('name');
  const count = (await log()).length;
  await world.db.pool.query(`alter table desk_audit add constraint planted check (deed <> 'agentSkills')`);
  await expect(world.agents.setSkills(owner, { userId: ann!.userId, skills: [{ skill: 'food', level: 2 }] })).rejects.toThrow('planted');
  await world.db.pool.query('alter table desk_audit drop constraint planted');
  expect((await world.agents.staff(owner)).find(({ user }) => user.id === ann!.userId)?.skills).toEqual([]);
  await world.agents.setSkills(owner, { userId: ann!.userId, skills: [{ skill: 'food', level: 2 }] });
  expect((await world.agents.staff(owner)).find(({ user }) => user.id === ann!.userId)?.skills).toEqual([{ skill: 'food', level: 2 }]);
  expect(await log()).toHaveLength(count + 1);
  await world.agents.setSkills(owner, { userId: ann!.userId, skills: [{ skill: 'food', level: 2 }] });
  expect(await log()).toHaveLength(count + 1);
});

test('[agent 11] everybody of the desk reads the names of the skills that there are, each once; nobody else does', async () => {
  const wine = { skill: 'wine', level: 1 };
  await world.agents.setSkills(owner, { userId: ann!.userId, skills: [wine, { skill: 'food', level: 2 }] });
  await world.agents.setSkills(owner, { userId: ben!.userId, skills: [{ ...wine, level: 5 }] });
  for (const by of [ann!, ben!, owner]) expect(await world.agents.skillNames(by)).toEqual(['food', 'wine']);
  await expect(world.agents.skillNames(cat!)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const vera = await world.people(1);
  await world.db.pool.query('update users set kind = 3 where id = $1', [vera[0]!.userId]);
  await expect(world.agents.skillNames(vera[0]!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await world.agents.setSkills(owner, { userId: ben!.userId, skills: [] });
  await world.agents.setSkills(owner, { userId: ann!.userId, skills: [{ skill: 'food', level: 2 }] });
  expect(await world.agents.skillNames(ann!)).toEqual(['food']);
});

test('[agent 6] the log reads page by page, the newest first, each line once', async () => {
  const all = await log();
  const seen: AuditId[] = [];
  let before: AuditId | null = null;
  do {
    const page = await world.agents.auditLog(owner, { before, first: 2 });
    seen.push(...page.entries.map(({ id }) => id));
    before = page.before;
  } while (before !== null);
  expect(seen).toEqual(all.map(({ id }) => id));
});

test('[agent 7] hours say whether a department is open and when it opens next; without hours it always is', async () => {
  const day = [{ from: '09:00', to: '17:00' }];
  const week = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [], sunday: [] };
  await change(returns, { hours: { timeZone: 'Europe/Berlin', week, holidays: [{ date: '2026-03-02', name: 'Closed', intervals: [] }] } });
  const at = (time: string) => createAgents({ ...world, now: () => Date.parse(time) }).departments();
  const named = async (time: string) => (await at(time)).find(({ id }) => id === returns);
  expect(await named('2026-02-27T10:00:00Z')).toMatchObject({ open: true, opensAt: null });
  expect(await named('2026-02-28T10:00:00Z')).toMatchObject({ open: false, opensAt: '2026-03-03T08:00:00.000Z' });
  expect((await at('2026-02-28T10:00:00Z')).find(({ id }) => id === sales)).toMatchObject({ open: true, opensAt: null });
});

test("[agent 8] a department with open tickets is not archived; after that it is nobody's and nothing overflows there", async () => {
  await ticket(returns, 5);
  await expect(world.agents.archiveDepartment(owner, returns)).rejects.toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'open_tickets' },
  });
  await world.db.pool.query('update ticket set state = 7 where department_id = $1', [returns]);
  await world.agents.archiveDepartment(owner, returns);
  await expect(world.agents.archiveDepartment(owner, returns)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await world.agents.departmentSetups(owner)).map(({ id }) => id)).toEqual([sales]);
  expect((await setupOf(sales)).settings.overflowTo).toBeNull();
  expect((await log())[0]).toMatchObject({ deed: 'departmentArchived', target: 'Returns', after: null });
});

test('[agent 8] an agent who holds a ticket, snoozed ones too, is not removed; after that they are not of the desk', async () => {
  await ticket(sales, 5, ann!.userId);
  await expect(world.agents.removeAgent(owner, ann!.userId)).rejects.toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'holds_tickets' },
  });
  await world.db.pool.query('update ticket set state = 6 where assignee_id = $1', [ann!.userId]);
  await world.agents.removeAgent(owner, ann!.userId);
  expect((await world.agents.actorOf(ann!)).role).toBeNull();
  expect((await world.agents.staff(owner)).map(({ user }) => user.id)).toEqual([ben!.userId]);
  await expect(world.agents.removeAgent(owner, ann!.userId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('[agent 9] a supervisor sets state and capacity of others, recorded; it is no sign of life of theirs', async () => {
  await world.agents.setAgent(owner, { userId: ann!.userId, departmentIds: [sales], role: 'agent', capacity: 3 });
  await expect(world.agents.setAgentStateOf(ann!, { userId: ben!.userId, state: 'OFFLINE', capacity: null })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await world.agents.setAgentStateOf(ben!, { userId: ann!.userId, state: 'ONLINE', capacity: 7 })).toMatchObject({
    state: 'ONLINE',
    capacity: 7,
  });
  const lease = async () =>
    (await world.db.pool.query('select lease_until from agent where user_id = $1', [ann!.userId])).rows[0].lease_until;
  expect(await lease()).toBeNull();
  await world.agents.setAgentState(ann!, { state: 'ONLINE', capacity: null });
  const until = await lease();
  expect(await world.agents.setAgentStateOf(ben!, { userId: ann!.userId, state: null, capacity: 1 })).toMatchObject({
    state: 'ONLINE',
    capacity: 1,
  });
  expect(await lease()).toEqual(until);
  await world.agents.setAgentStateOf(ben!, { userId: ann!.userId, state: 'OFFLINE', capacity: null });
  expect(await lease()).not.toEqual(until);
  expect((await lease()).getTime()).toBeLessThanOrEqual(Date.now() + 1_000);
  expect((await log())[0]).toMatchObject({
    actor: { id: ben!.userId },
    deed: 'agentState',
    before: { state: 'ONLINE' },
    after: { state: 'OFFLINE' },
  });
});
