// Carries the plan out: each fault begins and heals at its time, one after another on the same thing, however long that takes.
import { setTimeout as delay } from 'node:timers/promises';
import { begin, type World } from './faults.ts';
import type { Planned } from './plan.ts';
import type { Random } from './random.ts';
import type { Recorder } from './recorder.ts';

/** Resolves when all is healed. */
export async function runStorm(world: World, plan: readonly Planned[], recorder: Recorder, random: Random): Promise<void> {
  const start = recorder.now();
  const targets = Map.groupBy(plan, ({ kind, instance }) =>
    kind.on === 'instance' || kind.on === 'proxy' ? `${kind.on} ${instance}` : kind.on,
  );
  const storms = [...targets.values()].map(async (faults) => {
    const own = random.fork();
    for (const planned of faults) {
      await delay(Math.max(0, start + planned.at - recorder.now()));
      const open = recorder.now();
      const { name, heal } = await begin(world, planned, own);
      const fault = recorder.open(name, open);
      await delay(Math.max(0, start + planned.until - recorder.now()));
      await heal();
      fault.to = recorder.now();
    }
  });
  await Promise.all(storms);
}
