// Sends sockets off a few at a time, so that those who take them over are not stormed.
import type { Clock } from '../../platform/clock.ts';
import type { Connection } from './connection.ts';

const TICK_MS = 100;

/** Over `ms`, or all at once as soon as `hurried`. Resolves when the last one was told; each then closes by itself. */
export async function sendOff(
  connections: readonly Pick<Connection, 'retire'>[],
  ms: number,
  hurried: () => boolean,
  clock: Clock,
): Promise<void> {
  const start = clock.elapsed();
  for (let told = 0; told < connections.length; ) {
    const share = hurried() || ms <= 0 ? 1 : Math.min(1, (clock.elapsed() - start + TICK_MS) / ms);
    const upTo = Math.max(told, Math.ceil(connections.length * share));
    for (const connection of connections.slice(told, upTo)) connection.retire('goingAway');
    told = upTo;
    if (told < connections.length) await new Promise<void>((resolve) => void clock.after(TICK_MS, resolve));
  }
}
