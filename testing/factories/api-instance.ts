// The server as it runs, in a process of its own behind a gate, without pages: tests need no build of them.
import { join } from 'node:path';
import { Instance } from '../../drill/instance.ts';
import { Random } from '../../drill/random.ts';

export async function startApiInstance(
  name: string,
  folder: string,
  random: Random,
  env: Readonly<Record<string, string>>,
): Promise<Instance> {
  const own = {
    ...process.env,
    NODE_ENV: 'production' as const,
    PARLEY_PAGES: 'off',
    PARLEY_LIMITS: 'off',
    PARLEY_LOG: 'warn',
    PARLEY_SECRET: 'a secret of the tests, long enough for all',
    PARLEY_DATA: join(folder, name),
    PARLEY_MIRROR: join(folder, 'mirror'),
    ...env,
  };
  const instance = await Instance.make({ name, folder, env: own, random: random.fork(), clock: null });
  await instance.start();
  return instance;
}

/** Where no faults are drawn by lot. */
export const startCalmInstance = (folder: string, env: Readonly<Record<string, string>>): Promise<Instance> =>
  startApiInstance('A', folder, new Random(1), env);
