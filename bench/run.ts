// Drives a running instance through its public API and measures each limit in the same run. scripts/bench.mjs starts it:
// BENCH_URL, BENCH_DATABASE_URL, BENCH_SERVER_PID, BENCH_ACCOUNTS (a file), BENCH_SECONDS,
// BENCH_FORMAT (text, json) and BENCH_ONLY (letters) are given; the report goes to stdout.
import { availableParallelism } from 'node:os';
import { readDurability } from './database.ts';
import { isGood, jsonOf, type Report, type Row, textOf } from './report.ts';
import { openSetting, type Workload } from './setting.ts';
import { comeback } from './workloads/comeback.ts';
import { crowd } from './workloads/crowd.ts';
import { desk } from './workloads/desk.ts';
import { group } from './workloads/group.ts';
import { groups } from './workloads/groups.ts';
import { idle } from './workloads/idle.ts';
import { list } from './workloads/list.ts';
import { pairs } from './workloads/pairs.ts';
import { reconnect } from './workloads/storm.ts';

/** In the order in which they run. */
const WORKLOADS: Readonly<Record<string, Workload>> = {
  e: idle,
  a: pairs,
  b: group,
  c: groups,
  d: comeback,
  f: reconnect,
  h: list,
  i: desk,
  g: crowd,
};

const only = new Set(process.env.BENCH_ONLY ?? Object.keys(WORKLOADS).join(''));
const setting = openSetting();
const rows: Row[] = [];
for (const [letter, workload] of Object.entries(WORKLOADS)) if (only.has(letter)) rows.push(...(await workload(setting)));
const report: Report = {
  rows: rows.sort((one, other) => one.of.localeCompare(other.of)),
  notes: setting.notes,
  durability: await readDurability(setting.pool),
  setting: { node: process.versions.node, cores: availableParallelism(), seconds: setting.seconds, rounds: setting.rounds },
};
await setting.close();
process.stdout.write(`${process.env.BENCH_FORMAT === 'json' ? jsonOf(report) : textOf(report)}\n`);
process.exitCode = isGood(report) ? 0 : 1;
