// Who takes part and where they talk, made over the public API before the first fault.
import type { Account, Device, DeviceDeps } from './device.ts';
import { Device as OpenDevice } from './device.ts';
import { CREATE_GROUP, OPEN_DIRECT } from './operations.ts';
import { Outbox } from './outbox.ts';
import { post } from './socket.ts';
import { made } from './wire.ts';

/** Connected people; every third with a second device. */
const PEOPLE = 20;
/** In the large group only, never connected: with them its batches are those of a large conversation. */
const SILENT = 90;
/** Who makes a group large and small again: some more like them, and some of the people. */
const EXTRAS = 8;
const CROSSERS = 3;
export const ACCOUNTS = PEOPLE + SILENT + EXTRAS;
/** PARLEY_FAN_OUT: the group with everybody stays below it, the one with the extras crosses it both ways. */
export const FAN_OUT = `${PEOPLE + SILENT + 5},${PEOPLE + SILENT + 2}`;
const GROUP_SIZES = [12, 8, 5];
const DIRECTS = 8;
const CHANGING = 9;

export interface Terminal {
  readonly device: Device;
  readonly outbox: Outbox;
}

export interface Person {
  readonly account: Account;
  readonly terminals: readonly Terminal[];
}

export interface Place {
  readonly id: string;
  readonly members: readonly Person[];
  /** Whom its first member puts out and takes in again. */
  readonly comers: readonly Account[];
  /** Who of them is not in at first. */
  readonly outside: readonly Account[];
  /** They come in threes until all are in, then they go one by one. */
  readonly tides: boolean;
}

export function openPeople(deps: DeviceDeps, accounts: readonly Account[]): Person[] {
  return accounts.slice(0, PEOPLE).map((account, index) => ({
    account,
    terminals: Array.from({ length: index % 3 === 0 ? 2 : 1 }, (_, nth) => {
      const device = new OpenDevice(deps, account, `device ${nth + 1} of person ${index + 1}`, index + nth);
      return { device, outbox: new Outbox(device, deps.recorder) };
    }),
  }));
}

async function make(
  url: string,
  { account }: Person,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  field: string,
): Promise<string> {
  const reply = await post(url, account.token, query, variables);
  if (!('data' in reply)) throw new Error(`${field} was answered ${reply.code}: ${reply.message}`);
  return made.parse(reply.data[field]).id;
}

/** Groups with the first ones for the logs, a changing one, and pairs. */
export async function openPlaces(url: string, people: readonly Person[], accounts: readonly Account[]): Promise<Place[]> {
  const group = async (
    title: string,
    members: readonly Person[],
    more: Partial<Place & { silent: readonly Account[] }>,
  ): Promise<Place> => {
    const { silent = [], comers = [], outside = [], tides = false } = more;
    const [founder, ...others] = members;
    if (!founder) throw new Error('a group has no founder');
    const memberIds = [...others.map((person) => person.account.id), ...silent.map((account) => account.id)];
    return { id: await make(url, founder, CREATE_GROUP, { title, memberIds }, 'createGroup'), members, comers, outside, tides };
  };
  const silent = accounts.slice(people.length, people.length + SILENT);
  const extras = accounts.slice(people.length + SILENT);
  const crossers = people.slice(-CROSSERS).map((person) => person.account);
  const places = [
    await group('Everybody', people, { silent }),
    await group('Large and small', people, { silent, comers: [...extras, ...crossers], outside: extras, tides: true }),
  ];
  for (const [index, size] of GROUP_SIZES.entries()) {
    const from = index * 4;
    places.push(await group(`Group ${index + 1}`, people.slice(from, from + size), {}));
  }
  const changing = people.slice(2, 2 + CHANGING);
  places.push(await group('Coming and going', changing, { comers: changing.slice(1).map((person) => person.account) }));
  for (let nth = 0; nth < DIRECTS; nth += 1) {
    const pair = [people[nth], people[nth + DIRECTS]];
    const [one, other] = pair;
    if (!one || !other) throw new Error('a pair lacks somebody');
    const id = await make(url, one, OPEN_DIRECT, { userId: other.account.id }, 'openDirect');
    places.push({ id, members: [one, other], comers: [], outside: [], tides: false });
  }
  return places;
}
