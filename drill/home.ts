// At the end some people go home. Whoever stays comes again on a new stream, which hears who is there, for what was lost of the
// signals is not repeated; then all are waited for to know who is there.
import { setTimeout as delay } from 'node:timers/promises';
import { checkPresence } from './check/check-presence.ts';
import type { Device } from './device.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import type { Attendance } from './record.ts';

const GOING = 0.25;
const LOOK_MS = 500;
/** The lease of an instance that was killed, the grace of who has gone, and a slow machine. */
const MOST_MS = 70_000 + 10_000 + 20_000;

/** `fresh`: devices that are put away, whosever they are. */
export async function goHome(people: readonly Person[], fresh: readonly Device[], random: Random): Promise<Attendance> {
  const going = people.filter(() => random.chance(GOING));
  const staying = people.filter((person) => !going.includes(person));
  const gone = [...fresh, ...going.flatMap(({ terminals }) => terminals.map(({ device }) => device))];
  await Promise.all(gone.map((device) => device.stop()));
  for (const { terminals } of staying) for (const { device } of terminals) device.drop();
  const until = performance.now() + MOST_MS;
  for (;;) {
    const attendance = lookAround(staying);
    const isKnown = checkPresence(attendance).next().done === true;
    if (isKnown || performance.now() > until) return attendance;
    await delay(LOOK_MS);
  }
}

function lookAround(staying: readonly Person[]): Attendance {
  return {
    present: staying.map(({ account }) => account.id),
    seen: staying.flatMap(({ account, terminals }) =>
      terminals.map(({ device }) => ({
        device: device.name,
        userId: account.id,
        online: [...device.record.online].filter((id) => id !== account.id),
      })),
    ),
  };
}
