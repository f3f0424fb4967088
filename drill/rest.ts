// Waits until nothing is under way any more: all outboxes empty, every device at the head of its timeline, and no head
// moving. Only a generous limit ends the wait; it says what did not come to rest.
import { setTimeout as delay } from 'node:timers/promises';
import type { Device } from './device.ts';
import type { Sent } from './record.ts';

const LOOK_MS = 500;
/** As long as a held number may wait, and more. */
const STILL_MS = 3_500;
const TOLD = 5;

export interface Restless {
  unsettled(): readonly Sent[];
  readonly devices: readonly Pick<Device, 'name' | 'record'>[];
  /** user -> head; it may fail while the database comes back. */
  heads(): Promise<ReadonlyMap<string, number>>;
  /** conversation -> the head of its log; likewise. */
  logHeads(): Promise<ReadonlyMap<string, number>>;
}

/** What is not at rest, in lines; empty: all is quiet. */
export async function comeToRest(world: Restless, limitMs: number, pause: () => Promise<void> = () => delay(LOOK_MS)): Promise<string[]> {
  const until = performance.now() + limitMs;
  let still = '';
  let since = performance.now();
  for (;;) {
    const heads = await world.heads();
    const logHeads = await world.logHeads();
    const restless = lookAt(world, heads, logHeads);
    const now = JSON.stringify([...heads, ...logHeads]);
    if (now !== still || restless.length > 0) since = performance.now();
    still = now;
    if (restless.length === 0 && performance.now() - since > STILL_MS) return [];
    if (performance.now() > until) return restless.length > 0 ? restless : ['the heads of the timelines still move'];
    await pause();
  }
}

function lookAt({ unsettled, devices }: Restless, heads: ReadonlyMap<string, number>, logHeads: ReadonlyMap<string, number>): string[] {
  const sends = unsettled().map(
    ({ device, clientId, clientSeq, conversationId, tries }) =>
      `${device} has no answer to its message ${clientId.slice(0, 8)} (number ${clientSeq} of its lane in ${conversationId}) after ${tries} tries`,
  );
  const behind = devices.flatMap(({ name, record }) => {
    const head = heads.get(record.userId) ?? 0;
    return record.cursor === head ? [] : [`${name} stands at pos ${record.cursor} of ${head}`];
  });
  const unread = devices.flatMap(({ name, record }) =>
    [...record.followed].flatMap(([id, { top, want, closing }]) => {
      const end = closing ? want : (logHeads.get(id) ?? 0);
      return top < end ? [`${name} has read the log ${id} up to ${top} of ${end}`] : [];
    }),
  );
  return [...few(sends), ...few(behind), ...few(unread)];
}

const few = (lines: readonly string[]) =>
  lines.length > TOLD ? [...lines.slice(0, TOLD), `and ${lines.length - TOLD} more like these`] : [...lines];
