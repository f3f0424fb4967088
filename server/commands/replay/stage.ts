// Where the replay plays: departments, a site key and agents who answer there, found again by the next run.
import { z } from 'zod';
import { Client } from './client.ts';
import { AGENTS, CREATE_DEPARTMENT, CREATE_SITE_KEY, DEPARTMENTS, SET_AGENT } from './operations.ts';
import { ApiError } from './reply.ts';

export interface Member {
  readonly id: string;
  readonly token: string;
}

/** Who is there to play. */
export interface Cast {
  /** May set the desk up, and reads all of it. */
  readonly owner: Member;
  readonly agents: readonly Member[];
  /** Their sessions, where they were made for this run. */
  end(): Promise<void>;
}

export interface Stage {
  readonly url: string;
  readonly siteKey: string;
  readonly departmentIds: readonly string[];
  readonly capacity: number;
  readonly owner: Client;
  readonly agents: readonly Member[];
}

export const agentName = (n: number): string => `Agent ${n}`;

const SITE = 'Replay';
const department = z.object({ id: z.string(), name: z.string() });
const keys = z.object({ result: z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) }) });

export interface Setting {
  readonly url: string;
  readonly departments: readonly string[];
  readonly capacity: number;
}

/** @throws ApiError FORBIDDEN: who signed in may not set the desk up */
export async function openStage({ url, departments, capacity }: Setting, cast: Cast): Promise<Stage> {
  const owner = new Client(url, cast.owner.token);
  await owner.open();
  const siteKey = await siteKeyOf(url, cast.owner.token, owner);
  const known = z.array(department).parse((await owner.ask(DEPARTMENTS, { siteKey })).departments);
  const departmentIds: string[] = [];
  for (const name of departments) {
    const found =
      known.find((one) => one.name === name) ?? department.parse((await owner.ask(CREATE_DEPARTMENT, { name })).createDepartment);
    departmentIds.push(found.id);
  }
  for (const { id: userId } of cast.agents) await owner.ask(SET_AGENT, { userId, departmentIds, capacity });
  return { url, siteKey, departmentIds, capacity, owner, agents: cast.agents };
}

/** The one of the run before, else a new one; its list is a call of the desk's pages. */
async function siteKeyOf(url: string, token: string, owner: Client): Promise<string> {
  const answer = await fetch(`${url}/api/trpc/visitor.siteKeys`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new ApiError(answer.status === 403 ? 'FORBIDDEN' : 'NONE', `the site keys were not told (${answer.status})`, 0);
  const found = keys.parse(await answer.json()).result.data.find(({ name }) => name === SITE);
  if (found) return found.id;
  return z.string().parse((await owner.ask(CREATE_SITE_KEY, { name: SITE, origins: [new URL(url).origin] })).createSiteKey);
}

const agents = z.array(z.object({ user: z.object({ id: z.string() }), capacity: z.number(), load: z.number() }));

/** How much the replay's agents have, as the desk says. */
export async function loadsOf({ owner, agents: ours }: Stage): Promise<{ readonly load: number; readonly over: number }> {
  const ids = new Set(ours.map(({ id }) => id));
  const all = agents.parse((await owner.ask(AGENTS)).agents).filter(({ user }) => ids.has(user.id));
  return {
    load: all.reduce((sum, one) => sum + one.load, 0),
    over: all.filter(({ load, capacity }) => load > capacity).length,
  };
}
