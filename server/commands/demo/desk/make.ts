// Makes the desk of the demo: departments, who answers there, the shop's site key, its visitors and their talks.
import { SignJWT } from 'jose';
import type { DepartmentId, TerminalId, UserId } from '../../../../core/protocol/ids.ts';
import { type Accounts, createAccounts } from '../../../features/account/index.ts';
import { type Agents, createAgents, holdPlaces } from '../../../features/agent/index.ts';
import { createCanned } from '../../../features/canned/index.ts';
import { createTickets } from '../../../features/ticket/index.ts';
import type { Timeline } from '../../../features/timeline/index.ts';
import { createVisitors, type Visitors } from '../../../features/visitor/index.ts';
import { type Actor, POWER } from '../../../platform/actor.ts';
import { type Clock, systemClock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { IdSource } from '../../../platform/ids.ts';
import type { Log } from '../../../platform/log.ts';
import { noLimits } from '../../../platform/rates/limits.ts';
import { openSegment, raiseSegment } from '../../../platform/segments.ts';
import type { Handle } from '../cast.ts';
import type { Clock as Days } from '../clock.ts';
import { LAST_MOMENT } from '../clock.ts';
import { playScene, type Stage } from './play.ts';
import { CANNED, DEPARTMENTS, DESK_SCENES, type Department, type Guest, STAFF } from './scenes.ts';

const SITE = 'Heron Bikes';
const ORIGINS = ['https://shop.heronbikes.example', 'http://localhost:3000'];
const HELD_MS = 30 * 86_400_000;
const CALLER = { address: '127.0.0.1', userAgent: 'npm run demo' };

export interface DeskDemo {
  readonly db: Db;
  readonly ids: IdSource;
  readonly timeline: Timeline;
  readonly log: Log;
  /** ms: when the demo was begun. */
  readonly begunAt: number;
  readonly days: Days;
  idOf(handle: Handle): UserId;
  claim(name: string): Promise<string>;
}

/** How many talks. A run that was stopped is gone on with by the next; a talk that it was in the midst of stays as it is. */
export async function makeDesk(demo: DeskDemo): Promise<number> {
  const owner = actorOf(demo.idOf('noor'), POWER.owner, false);
  const time = { at: demo.begunAt };
  const clock: Clock = { ...systemClock, now: () => time.at };
  const deps = { ...demo, clock, limits: noLimits };
  const config = { signup: 'open', secret: 'a demo signs nobody in' } as const;
  const accounts = createAccounts({ ...deps, config, revoked: () => undefined });
  const agents = createAgents({ ...deps, accounts });
  const numbers = openSegment(raiseSegment(demo.db.pool, 'ticket'));
  // What was said is heard by `repair`, at the time of the step.
  const timeline = { submit: demo.timeline.submit, onTalks: () => undefined };
  const tickets = createTickets({ ...deps, timeline, accounts, agents, numbers });
  const visitors = createVisitors({ ...deps, clock: systemClock, accounts, agents, tickets, presence: { online: () => [] } });
  const departments = await makeDepartments(agents, owner);
  await makeStaff(demo, agents, owner, departments);
  await makeCanned(createCanned({ ...deps, agents }), owner);
  const site = await makeSite(visitors, owner);
  const stage: Stage = {
    ...demo,
    now: demo.begunAt,
    tickets,
    departments,
    asAgent: (handle) => ({ kind: 'agent', id: demo.idOf(handle), role: 'supervisor', departmentIds: [...departments.values()] }),
    setTime(at) {
      time.at = at;
    },
  };
  for (const scene of DESK_SCENES) {
    const guest = await comeAs(visitors, accounts, site, scene.guest);
    await playScene(stage, scene, guest, demo.days(scene.days, LAST_MOMENT - scene.minutesAgo * 60));
  }
  await tickets.close();
  return DESK_SCENES.length;
}

const actorOf = (userId: UserId, power: number, isVisitor: boolean): Actor => ({
  userId,
  terminalId: '0' as TerminalId,
  terminalKind: 'WEB',
  power,
  isVisitor,
});

async function makeDepartments(agents: Agents, owner: Actor): Promise<Map<Department, DepartmentId>> {
  const there = new Map((await agents.departments()).map(({ name, id }) => [name, id]));
  const made = new Map<Department, DepartmentId>();
  for (const key of Object.keys(DEPARTMENTS) as Department[])
    made.set(key, there.get(DEPARTMENTS[key]) ?? (await agents.createDepartment(owner, { name: DEPARTMENTS[key] })).id);
  return made;
}

async function makeStaff(
  { db, idOf, begunAt }: DeskDemo,
  agents: Agents,
  owner: Actor,
  departments: ReadonlyMap<Department, DepartmentId>,
) {
  for (const { handle, role, in: where } of STAFF) {
    const departmentIds = where.flatMap((one) => departments.get(one) ?? []);
    await agents.setAgent(owner, { userId: idOf(handle), departmentIds, role, capacity: 5 });
  }
  // Nobody's desk is open in a demo, and yet they have tickets.
  await holdPlaces(
    db.pool,
    STAFF.map(({ handle }) => idOf(handle)),
    begunAt + HELD_MS,
  );
}

async function makeCanned(canned: ReturnType<typeof createCanned>, owner: Actor): Promise<void> {
  const there = new Set((await canned.list(owner, { departmentId: null })).map(({ shortcut }) => shortcut));
  for (const reply of CANNED) if (!there.has(reply.shortcut)) await canned.create(owner, { ...reply, team: true, departmentId: null });
}

interface ShopSite {
  readonly id: Awaited<ReturnType<Visitors['createSiteKey']>>;
  readonly secret: string;
}

async function makeSite(visitors: Visitors, owner: Actor): Promise<ShopSite> {
  const find = async () => (await visitors.siteKeys(owner)).find(({ name }) => name === SITE);
  const there = await find();
  if (!there) await visitors.createSiteKey(owner, { name: SITE, origins: ORIGINS });
  const site = there ?? (await find());
  if (!site) throw new Error('the site of the demo was not made');
  return site;
}

/** As the shop's own server names them, so that each run meets the same person. */
async function comeAs(
  visitors: Visitors,
  accounts: Pick<Accounts, 'authenticate'>,
  { id, secret }: ShopSite,
  guest: Guest,
): Promise<Actor> {
  const identity = await new SignJWT({ sub: guest.key, name: guest.name, email: guest.email })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .sign(new TextEncoder().encode(secret));
  const { token } = await visitors.start({ siteKey: id, token: null, identity }, CALLER);
  const actor = await accounts.authenticate(token);
  if (!actor) throw new Error(`${guest.name} was not let in`);
  await visitors.setAttributes(actor, { attributes: { ...guest.attributes } });
  for (const [url, title] of guest.pages) await visitors.pageViewed(actor, { url, title });
  return actor;
}
