// Setting up the desk, on a real database.
import { beforeAll, expect, test } from 'vitest';
import type { DepartmentId, UserId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { type Actor, POWER } from '../../platform/actor.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let owner: Actor;
let [ann, ben, cat]: Actor[] = [];
let sales: DepartmentId;
let returns: DepartmentId;

const setAgent = (
  actor: Actor,
  userId: UserId,
  departmentIds: DepartmentId[],
  role: 'agent' | 'supervisor' | 'admin' = 'agent',
  capacity = 5,
) => world.agents.setAgent(actor, { userId, departmentIds, role, capacity });
const versionOf = async (userId: UserId) =>
  Number((await world.db.pool.query('select version from agent where user_id = $1', [userId])).rows[0]?.version);

beforeAll(async () => {
  world = await chatWorld();
  const people = await world.people(4);
  owner = { ...(people[0] as Actor), power: POWER.owner };
  [, ann, ben, cat] = people;
  sales = (await world.agents.createDepartment(owner, { name: 'Sales' })).id;
  returns = (await world.agents.createDepartment(owner, { name: 'Returns' })).id;
});

test('[agent 1] who administers the installation sets the desk up, and so does an agent whose role is admin; nobody else', async () => {
  await expect(setAgent(ann!, ann!.userId, [])).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await setAgent(owner, ben!.userId, [sales], 'supervisor');
  await expect(setAgent(ben!, ann!.userId, [])).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await setAgent(owner, ben!.userId, [sales], 'admin');
  expect(await setAgent(ben!, ann!.userId, [sales, returns], 'agent', 3)).toMatchObject({
    user: { id: ann!.userId },
    state: 'OFFLINE',
    capacity: 3,
    load: 0,
    departmentIds: [sales, returns],
  });
});

test('[agent 1] [D7] to a visitor nothing of the desk exists', async () => {
  await world.db.pool.query('update users set kind = 3 where id = $1', [cat!.userId]);
  const visitor = { ...cat!, power: POWER.owner };
  const calls = [
    () => world.agents.agents(visitor, null),
    () => world.agents.setAgentState(visitor, { state: 'ONLINE', capacity: null }),
    () => world.agents.createDepartment(visitor, { name: 'Mine' }),
    () => world.visitors.createSiteKey(visitor, { name: 'Mine', origins: ['https://shop.example.org'] }),
  ];
  for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(setAgent(owner, cat!.userId, [sales])).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('[agent 2] the same once more changes nothing; what is not there is NOT_FOUND, and nothing is written', async () => {
  await setAgent(owner, ann!.userId, [sales], 'agent', 4);
  const before = await versionOf(ann!.userId);
  expect(await setAgent(owner, ann!.userId, [sales, sales], 'agent', 4)).toMatchObject({ departmentIds: [sales], capacity: 4 });
  expect(await versionOf(ann!.userId)).toBe(before);
  await expect(setAgent(owner, ann!.userId, [returns, '17' as DepartmentId], 'supervisor', 9)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(setAgent(owner, '17' as UserId, [returns])).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await world.agents.agents(ann!, returns)).toEqual([]);
  expect(await world.agents.agents(ann!, sales)).toMatchObject([{ user: { id: ann!.userId }, capacity: 4 }, { user: { id: ben!.userId } }]);
});

test('[agent 3] a capacity may be set below the load', async () => {
  await world.db.pool.query('update agent set load = 4 where user_id = $1', [ann!.userId]);
  expect(await setAgent(owner, ann!.userId, [sales], 'agent', 2)).toMatchObject({ capacity: 2, load: 4 });
  await world.db.pool.query('update agent set load = 0 where user_id = $1', [ann!.userId]);
});

test('[agent 4] a state is a sign of life, and who comes with nothing to do is idle from then on', async () => {
  const row = async () =>
    (
      await world.db.pool.query("select lease_until > now() + interval '60 s' as lives, idle_since from agent where user_id = $1", [
        ann!.userId,
      ])
    ).rows[0];
  expect(await world.agents.setAgentState(ann!, { state: 'ONLINE', capacity: 5 })).toMatchObject({ state: 'ONLINE', capacity: 5 });
  const first = await row();
  expect(first).toMatchObject({ lives: true, idle_since: expect.any(Date) });
  expect(await world.agents.setAgentState(ann!, { state: 'AWAY', capacity: null, reason: 'lunch' })).toMatchObject({
    stateReason: 'lunch',
  });
  expect((await world.agents.agents(ben!, null)).find(({ user }) => user.id === ann!.userId)).toMatchObject({ stateReason: 'lunch' });
  expect(await row()).toEqual(first);
  expect(await world.agents.setAgentState(ann!, { state: 'OFFLINE', capacity: null })).toMatchObject({
    state: 'OFFLINE',
    stateReason: null,
    capacity: 5,
  });
  expect(await row()).toEqual({ lives: false, idle_since: null });
  await expect(world.agents.setAgentState(owner, { state: 'ONLINE', capacity: null })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('[visitor 2] whoever knows a site key is told its departments, with how many wait; another is NOT_FOUND', async () => {
  const key = await world.visitors.createSiteKey(owner, { name: 'Shop', origins: ['https://shop.example.org'] });
  await world.db.pool.query(
    `insert into ticket (id, number, department_id, visitor_id, conversation_id, notes_conversation_id, state)
     values (1, 1, $1, 901, 1, 2, 1), (2, 2, $1, 902, 3, 4, 1), (3, 3, $1, 903, 5, 6, 3)`,
    [sales],
  );
  const away = { en: '', zh: '' };
  expect(await world.visitors.departments(key)).toEqual([
    { id: returns, name: 'Returns', open: true, opensAt: null, timeZone: null, away, waiting: 0 },
    { id: sales, name: 'Sales', open: true, opensAt: null, timeZone: null, away, waiting: 2 },
  ]);
  await world.db.pool.query('update site_key set revoked_at = now() where id = $1', [key]);
  await expect(world.visitors.departments(key)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('[agent] [D7] who asks what they are to the desk hears it; nobody else, and no visitor', async () => {
  await setAgent(owner, ann!.userId, [sales], 'supervisor', 2);
  expect(await world.agents.me(ann!)).toMatchObject({ role: 'supervisor', agent: { capacity: 2, departmentIds: [sales] } });
  expect(await world.agents.me(owner)).toEqual({ role: 'admin', agent: null });
  expect(await world.agents.me({ ...cat!, power: POWER.owner })).toBeNull();
  await expect(world.agents.departmentsFor(cat!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const none = { firstAnswerMs: null, hours: null };
  expect(await world.agents.departmentsFor(ann!)).toMatchObject([
    { name: 'Returns', ...none },
    { name: 'Sales', ...none },
  ]);
});

test('[agent] [D7] the desk hears what a department goes by, a visitor does not', async () => {
  const week = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
  const hours = { timeZone: 'Europe/Berlin', week, holidays: [] };
  const set = (settings: object, open: object | null) =>
    world.db.pool.query('update department set settings = $2, hours = $3 where id = $1', [sales, settings, open]);
  await set({ targets: { firstAnswerMs: 90_000, resolutionMs: null } }, hours);
  expect((await world.agents.departmentsFor(owner)).find(({ id }) => id === sales)).toMatchObject({ firstAnswerMs: 90_000, hours });
  expect((await world.agents.departments()).flatMap((department) => Object.keys(department))).not.toContain('firstAnswerMs');
  expect((await world.agents.departments()).flatMap((department) => Object.keys(department))).not.toContain('hours');
  await set({}, null);
});
