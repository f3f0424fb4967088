// The desk of the drill: its departments, agents and site key, made over the public API before the first fault; and how its people
// ask: an instance that does not answer is asked again, or the other one.
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Pool } from '../../server/platform/db.ts';
import type { Account } from '../device.ts';
import { isPassing } from '../outbox.ts';
import type { Random } from '../random.ts';
import type { Recorder } from '../recorder.ts';
import { type Data, Lost, post, type Reply } from '../socket.ts';
import { CREATE_DEPARTMENT, CREATE_SITE_KEY, SET_AGENT } from './operations.ts';
import type { DeskRecord } from './record.ts';

const DEPARTMENTS = 3;
export const CAPACITY = 3;
const AGENTS = 6;
/** Who sets it up, and the agents. */
export const DESK_ACCOUNTS = 1 + AGENTS;
const OWNER = 2;
const AGAIN_MS = 250;

export interface DeskPlace {
  readonly urls: readonly string[];
  readonly departmentIds: readonly string[];
  readonly siteKey: string;
  readonly agents: readonly Account[];
}

export interface DeskDeps {
  readonly place: DeskPlace;
  readonly record: DeskRecord;
  readonly recorder: Recorder;
  readonly random: Random;
  readonly lines: readonly string[];
}

const made = z.object({ id: z.string() });

export async function openPlace(urls: readonly string[], accounts: readonly Account[], pool: Pool): Promise<DeskPlace> {
  const [owner, ...agents] = accounts;
  const [url] = urls;
  if (!owner || !url) throw new Error('the desk has nobody');
  await pool.query('update users set power = $2 where id = $1', [owner.id, OWNER]);
  const ask = async (query: string, variables: Data): Promise<Data> => {
    const reply = await post(url, owner.token, query, variables);
    if ('data' in reply) return reply.data;
    throw new Error(`the desk was not set up: ${reply.code} ${reply.message}`);
  };
  const departmentIds: string[] = [];
  for (let n = 1; n <= DEPARTMENTS; n += 1)
    departmentIds.push(made.parse((await ask(CREATE_DEPARTMENT, { name: `Department ${n}` })).createDepartment).id);
  // Each answers in two of them.
  for (const [at, { id: userId }] of agents.entries()) {
    const theirs = [departmentIds[at % DEPARTMENTS], departmentIds[(at + 1) % DEPARTMENTS]];
    await ask(SET_AGENT, { userId, departmentIds: theirs, role: 'agent', capacity: CAPACITY });
  }
  const { createSiteKey } = await ask(CREATE_SITE_KEY, { name: 'Drill', origins: ['https://shop.example.org'] });
  return { urls, departmentIds, siteKey: z.string().parse(createSiteKey), agents };
}

/** One try, anywhere. Null: no answer. */
export async function askOnce({ place, random }: DeskDeps, token: string, query: string, variables: Data): Promise<Reply | null> {
  try {
    return await post(random.pick(place.urls), token, query, variables);
  } catch (error) {
    if (error instanceof Lost) return null;
    throw error;
  }
}

/** Until it has a final answer; null: `given()` up before. `tried` is called before each try. */
export async function askUntil(
  deps: DeskDeps,
  token: string,
  [query, variables]: readonly [string, Data],
  isGivenUp: () => boolean,
  tried: () => void = () => undefined,
): Promise<Reply | null> {
  while (!isGivenUp()) {
    tried();
    const reply = await askOnce(deps, token, query, variables);
    if (reply && ('data' in reply || !isPassing(reply.code))) return reply;
    await delay(AGAIN_MS);
  }
  return null;
}
