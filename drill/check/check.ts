// The rules of docs/sync.md over the recorded histories and the rows of the database. Pure.
import type { Recorded } from '../record.ts';
import { type Rows, Truth } from '../rows.ts';
import { checkChanges, checkCounts, checkRecalls } from './check-counts.ts';
import { checkDelays } from './check-delays.ts';
import { checkDevices } from './check-devices.ts';
import { checkPresence } from './check-presence.ts';
import { checkLogs, checkSends } from './check-sends.ts';
import { checkTimelines } from './check-timelines.ts';
import { type Finding, HARMS, type Harm } from './finding.ts';

/** A broken rule shows in many places: so many of each are enough to tell it. */
const MOST = 10_000;

export function check(recorded: Recorded, rows: Rows): Finding[] {
  const truth = new Truth(rows);
  const findings: Finding[] = [];
  const parts = [
    checkSends(recorded, truth),
    checkLogs(recorded, truth),
    checkChanges(recorded, truth),
    checkTimelines(truth),
    checkDevices(recorded, truth),
    checkCounts(recorded, truth),
    checkRecalls(recorded, truth),
    checkDelays(recorded, truth),
    checkPresence(recorded.attendance),
  ];
  for (const part of parts) {
    for (const finding of part.take(MOST)) findings.push(finding);
  }
  return findings;
}

/** `lost 0, doubled 0, disordered 0, miscounted 0`; the other harms only where there are any. */
export function verdictOf(findings: readonly Finding[]): string {
  const counted = HARMS.map((harm): [Harm, number] => [harm, findings.filter((finding) => finding.harm === harm).length]);
  return counted
    .filter(([, count], index) => index < 4 || count > 0)
    .map(([harm, count]) => `${harm} ${count}`)
    .join(', ');
}
