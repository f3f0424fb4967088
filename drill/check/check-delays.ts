// S26: who is not disturbed is told each message within one heartbeat and one pull. Faults come all the time, so this looks from
// the moment on when the last one that matters is over, as far as devices can find out by themselves.
import { LIMITS } from '../../core/protocol/limits.ts';
import type { DeviceRecord, Fault, Recorded } from '../record.ts';
import type { Truth } from '../rows.ts';
import type { Finding } from './finding.ts';

/** A device gives up a silent connection after 20 s and needs a moment for another one. */
const RECOVERY_MS = 30_000;
/** A heartbeat, and a pull on a machine that has much else to do. */
const WITHIN_MS = LIMITS.heartbeatMs + 20_000;

export function* checkDelays({ devices, sends, faults }: Recorded, truth: Truth): Generator<Finding> {
  const storms = stormsOf(faults);
  for (const { clientId, conversationId, answers } of sends) {
    const stored = answers.find(({ seq }) => seq !== null);
    if (!stored || stored.seq === null) continue;
    for (const device of devices) {
      const late = lateBy(device, `${conversationId}/${stored.seq}`, quietFrom(Math.max(stored.at, device.openedAt), storms));
      if (late <= 0 || !isIn(truth, device, conversationId, stored.seq)) continue;
      const what = `${device.name} was told ${conversationId}/${stored.seq} ${Math.round(late / 1000)} s too late, with nothing in the way`;
      yield { rule: 'S26', harm: 'late', clientId, what };
    }
  }
}

function lateBy({ toldAt }: DeviceRecord, place: string, quiet: number): number {
  const told = toldAt.get(place);
  return told === undefined ? 0 : told - quiet - WITHIN_MS;
}

interface Storm {
  readonly from: number;
  readonly to: number;
}

/** When faults reach devices, from their beginnings to when devices have got over them. */
function stormsOf(faults: readonly Fault[]): Storm[] {
  return faults.map(({ from, to }) => ({ from, to: (to ?? Number.POSITIVE_INFINITY) + RECOVERY_MS })).sort((a, b) => a.from - b.from);
}

/** The first moment at or after `at` in no storm. */
function quietFrom(at: number, storms: readonly Storm[]): number {
  return storms.reduce((quiet, { from, to }) => (from <= quiet && to > quiet ? to : quiet), at);
}

function isIn(truth: Truth, { userId }: DeviceRecord, conversationId: string, seq: number): boolean {
  return truth.staysOf(userId, conversationId).some(({ joinedSeq, toSeq }) => toSeq === null && seq >= joinedSeq);
}
