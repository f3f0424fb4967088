// Canned replies on a real database.
import { beforeAll, expect, test } from 'vitest';
import type { CannedReplyId, DepartmentId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { type Actor, POWER } from '../../platform/actor.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let owner: Actor;
let [ann, ben, sue, vic, out]: Actor[] = [];
let sales: DepartmentId;
let returns: DepartmentId;

const reply = (shortcut: string, more: object = {}) => ({
  shortcut,
  title: shortcut,
  text: 'Hello {{visitor.name|there}}',
  team: false,
  departmentId: null,
  ...more,
});
const shortcuts = async (actor: Actor, departmentId: DepartmentId | null = null) =>
  (await world.canned.list(actor, { departmentId })).map(({ shortcut, team }) => `${team ? 'team' : 'own'} ${shortcut}`);

beforeAll(async () => {
  world = await chatWorld();
  const people = await world.people(6);
  owner = { ...(people[0] as Actor), power: POWER.owner };
  [, ann, ben, sue, vic, out] = people;
  sales = (await world.agents.createDepartment(owner, { name: 'Sales' })).id;
  returns = (await world.agents.createDepartment(owner, { name: 'Returns' })).id;
  await world.agents.setAgent(owner, { userId: ann!.userId, departmentIds: [sales], role: 'agent', capacity: 3 });
  await world.agents.setAgent(owner, { userId: ben!.userId, departmentIds: [returns], role: 'agent', capacity: 3 });
  await world.agents.setAgent(owner, { userId: sue!.userId, departmentIds: [], role: 'supervisor', capacity: 3 });
  await world.db.pool.query('update users set kind = 3 where id = $1', [vic!.userId]);
});

test("[canned 1] everybody of the desk makes their own; the team's are a supervisor's; others are refused", async () => {
  await world.canned.create(ann!, reply('hi'));
  await expect(world.canned.create(ann!, reply('bye', { team: true }))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await world.canned.create(sue!, reply('bye', { team: true }));
  await world.canned.create(sue!, reply('refund', { team: true, departmentId: returns }));
  await expect(world.canned.create(sue!, reply('gone', { team: true, departmentId: '17' }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(world.canned.list(out!, { departmentId: null })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(world.canned.list(vic!, { departmentId: null })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test("[canned 1] one reads one's own and the team's of one's departments; for a talk those that fit there", async () => {
  expect(await shortcuts(ann!)).toEqual(['team bye', 'own hi']);
  expect(await shortcuts(ben!)).toEqual(['team bye', 'team refund']);
  expect(await shortcuts(sue!)).toEqual(['team bye', 'team refund']);
  expect(await shortcuts(sue!, sales)).toEqual(['team bye']);
});

test("[canned 1] another's own reply is not there, to a supervisor neither; the team's is not an agent's to change", async () => {
  const [own] = (await world.canned.list(ann!, { departmentId: null })).filter(({ team }) => !team);
  const [shared] = await world.canned.list(sue!, { departmentId: null });
  const changed = { shortcut: 'x', title: 'x', text: 'x', departmentId: null };
  for (const by of [ben!, sue!]) {
    await expect(world.canned.update(by, { id: own!.id, ...changed })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(world.canned.remove(by, own!.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  await expect(world.canned.update(ann!, { id: shared!.id, ...changed })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(world.canned.remove(ann!, '17' as CannedReplyId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('[canned 2] a shortcut stands once an owner; another owner may have the same', async () => {
  await expect(world.canned.create(ann!, reply('hi'))).rejects.toMatchObject({
    code: 'CONFLICT',
    details: { field: 'shortcut', reason: 'taken' },
  });
  await expect(world.canned.create(sue!, reply('refund', { team: true }))).rejects.toMatchObject({ code: 'CONFLICT' });
  const own = await world.canned.create(ann!, reply('bye'));
  await expect(world.canned.update(ann!, { ...reply('hi'), id: own.id })).rejects.toMatchObject({
    code: 'CONFLICT',
    details: { reason: 'taken' },
  });
  await expect(world.canned.update(ann!, { ...reply('bye'), id: own.id, departmentId: sales })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
  expect(await world.canned.update(ann!, { ...reply('later'), id: own.id })).toMatchObject({ shortcut: 'later', team: false });
});

test("[canned 4] the team's stand in the desk's log with what differs, one's own do not", async () => {
  const shared = (await world.canned.list(sue!, { departmentId: null })).find(({ shortcut }) => shortcut === 'refund')!;
  await world.canned.update(sue!, { id: shared.id, shortcut: 'refund', title: 'Refund', text: shared.text, departmentId: returns });
  await world.canned.remove(sue!, shared.id);
  const { entries } = await world.agents.auditLog(owner, { before: null, first: 50 });
  expect(entries.filter(({ deed }) => deed.startsWith('canned')).map(({ deed, target, after }) => [deed, target, after])).toEqual([
    ['cannedRemoved', '/refund', null],
    ['cannedChanged', '/refund', { title: 'Refund' }],
    ['cannedCreated', '/refund', expect.objectContaining({ shortcut: 'refund' })],
    ['cannedCreated', '/bye', expect.objectContaining({ shortcut: 'bye' })],
  ]);
});
