// What a drill runs on: services, two instances, accounts and the people at their devices. What was opened is closed in the
// opposite order, hard, however it ends.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { debianFaketime } from '../scripts/lib/debian.mjs';
import { makeSay } from '../scripts/lib/say.mjs';
import { openDb, type Pool } from '../server/platform/db.ts';
import { DESK_ACCOUNTS, type DeskPlace, openPlace } from './desk/place.ts';
import type { Account, DeviceDeps } from './device.ts';
import { Device } from './device.ts';
import type { World } from './faults.ts';
import { Instance } from './instance.ts';
import { ACCOUNTS, FAN_OUT, openPeople, openPlaces, type Person, type Place, type Terminal } from './people.ts';
import type { Random } from './random.ts';
import { readEpoch } from './read-rows.ts';
import type { Recorder } from './recorder.ts';
import { openServices } from './services.ts';

const account = z.object({ id: z.string(), token: z.string() });
const accountsProgram = fileURLToPath(new URL('../server/commands/accounts.ts', import.meta.url));

export interface Settings {
  /** Of this run. */
  readonly folder: string;
  readonly dataDir: string;
  readonly build: string;
}

export interface OpenWorld extends World {
  readonly devices: Terminal[];
  readonly instances: readonly Instance[];
  readonly people: readonly Person[];
  readonly places: readonly Place[];
  readonly desk: DeskPlace;
  readonly pool: Pool;
  /** A device that has nothing yet, of one of the people. */
  openFresh(person: Person, name: string): Device;
  /** Those. */
  readonly fresh: readonly Device[];
}

async function makeAccounts(env: NodeJS.ProcessEnv): Promise<Account[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [accountsProgram, String(ACCOUNTS + DESK_ACCOUNTS), '--json'], { env });
  return stdout
    .trim()
    .split('\n')
    .map((line) => account.parse(JSON.parse(line)));
}

/** `undo`: what closes it; added to as it goes, so that a failure half-way leaves nothing. */
export async function openWorld(
  { folder, dataDir, build }: Settings,
  recorder: Recorder,
  random: Random,
  undo: (() => Promise<void>)[],
): Promise<OpenWorld> {
  const say = makeSay();
  const services = await openServices(dataDir, say);
  undo.push(() => services.close());
  const clock = await debianFaketime(dataDir, say);
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    PARLEY_LOG: 'warn',
    PARLEY_LIMITS: 'off',
    PARLEY_FAN_OUT: FAN_OUT,
    PARLEY_DRAIN_SECONDS: '4',
    PARLEY_BUILD: build,
    PARLEY_DATA: dataDir,
    DATABASE_URL: services.databaseUrl,
    REDIS_URL: services.redisUrl ?? '',
  };
  const made = await makeAccounts(env);
  const accounts = made.slice(0, ACCOUNTS);
  const instances: Instance[] = [];
  for (const name of ['A', 'B']) {
    const instance = await Instance.make({ name, folder, env, random: random.fork(), clock });
    undo.push(() => instance.close());
    await instance.start();
    instances.push(instance);
  }
  const { pool, close } = openDb(services.databaseUrl, 4);
  undo.push(close);
  const urls = instances.map((instance) => instance.gate.url);
  const deps: DeviceDeps = { recorder, random: random.fork(), urls, epoch: await readEpoch(pool) };
  const people = openPeople(deps, accounts);
  const devices = people.flatMap((person) => person.terminals);
  undo.push(async () => void (await Promise.all(devices.map(({ device }) => device.stop()))));
  const places = await openPlaces(urls[0] ?? '', people, accounts);
  const desk = await openPlace(urls, made.slice(ACCOUNTS), pool);
  const fresh: Device[] = [];
  const openFresh = (person: Person, name: string) => {
    const device = new Device(deps, person.account, name, random.int(0, 1));
    fresh.push(device);
    undo.push(() => device.stop());
    return device;
  };
  return { services, clock: clock !== null, instances, people, places, desk, devices, pool, openFresh, fresh };
}
