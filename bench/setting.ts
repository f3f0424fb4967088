// What every workload is given, and how it is run in rounds.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openDb, type Pool } from '../server/platform/db.ts';
import { cpuMs } from './load/process.ts';
import { type Account, readAccounts } from './load/users.ts';
import type { Row } from './report.ts';

export const MIGRATIONS = fileURLToPath(new URL('../prisma/migrations', import.meta.url));
/** Connections of the product's writers: two for many conversations, one for a large one. */
export const WRITERS = 2;
const ROUNDS = 3;

export interface Setting {
  readonly url: string;
  readonly databaseUrl: string;
  /** On the product's database. */
  readonly pool: Pool;
  readonly serverPid: number;
  /** Of a round. */
  readonly seconds: number;
  readonly rounds: number;
  /** So many accounts that nobody else uses. */
  accounts(count: number): Account[];
  note(text: string): void;
}

/** What a workload measures. */
export type Workload = (setting: Setting) => Promise<Row[]>;

export const say = (text: string): void => void process.stderr.write(`${text}\n`);

function need(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run this by npm run bench`);
  return value;
}

/** By its address: to look up a name costs a connection a tenth of what it takes, and the limits are given an address too. */
const withoutName = (url: string): string => url.replace('//localhost:', '//127.0.0.1:');

export interface OpenSetting extends Setting {
  readonly notes: readonly string[];
  close(): Promise<void>;
}

/** Of the environment: see scripts/bench.mjs. */
export function openSetting(): OpenSetting {
  const databaseUrl = need('BENCH_DATABASE_URL');
  const db = openDb(databaseUrl, 2);
  const all = readAccounts(readFileSync(need('BENCH_ACCOUNTS'), 'utf8'));
  const notes: string[] = [];
  let taken = 0;
  return {
    url: withoutName(need('BENCH_URL')),
    databaseUrl,
    pool: db.pool,
    serverPid: Number(need('BENCH_SERVER_PID')),
    seconds: Number(need('BENCH_SECONDS')),
    rounds: ROUNDS,
    accounts(count) {
      const own = all.slice(taken, taken + count);
      if (own.length < count) throw new Error(`there are not ${count} accounts left`);
      taken += count;
      return own;
    },
    note: (text) => void notes.push(text),
    notes,
    close: () => db.close(),
  };
}

/** Product and limits in turn, so that both are measured on the machine as it is. */
export async function inRounds<T>(setting: Setting, name: string, round: () => Promise<T>): Promise<T[]> {
  const rounds: T[] = [];
  for (let n = 1; n <= setting.rounds; n++) {
    say(`${name}, round ${n} of ${setting.rounds} ...`);
    rounds.push(await round());
  }
  return rounds;
}

/** CPU that the server's process takes while `work` is done, ms. */
export async function withCpu<T>({ serverPid }: Setting, work: () => Promise<T>): Promise<{ readonly result: T; readonly ms: number }> {
  const before = cpuMs(serverPid);
  const result = await work();
  return { result, ms: cpuMs(serverPid) - before };
}
