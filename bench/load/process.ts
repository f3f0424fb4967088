// What a process has used, as the system tells it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const LOOKS = 15;
const LOOK_MS = 200;

/** Resident bytes of a process, as ps tells them (KiB). */
export function residentBytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}

/** The least of some looks: what a collection of garbage leaves. */
export async function settled(look: () => number | Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < LOOKS; n++) {
    least = Math.min(least, await look());
    await delay(LOOK_MS);
  }
  return least;
}

const TICK_MS = 10;

/** CPU that a process has used so far, all its threads, ms. Linux alone tells it; NaN elsewhere. */
export function cpuMs(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return Number.NaN;
  }
}
