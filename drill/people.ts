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
export const ACCOUNTS = PEOPLE + SILENT;
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
  /** Its first member puts the others out and takes them in again. */
  readonly changing: boolean;
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
  const group = async (title: string, members: readonly Person[], more: readonly Account[], changing: boolean): Promise<Place> => {
    const [founder, ...others] = members;
    if (!founder) throw new Error('a group has no founder');
    const memberIds = [...others.map((person) => person.account.id), ...more.map((account) => account.id)];
    return { id: await make(url, founder, CREATE_GROUP, { title, memberIds }, 'createGroup'), members, changing };
  };
  const places = [await group('Everybody', people, accounts.slice(people.length), false)];
  for (const [index, size] of GROUP_SIZES.entries()) {
    const from = index * 4;
    places.push(await group(`Group ${index + 1}`, people.slice(from, from + size), [], false));
  }
  places.push(await group('Coming and going', people.slice(2, 2 + CHANGING), [], true));
  for (let nth = 0; nth < DIRECTS; nth += 1) {
    const pair = [people[nth], people[nth + DIRECTS]];
    const [one, other] = pair;
    if (!one || !other) throw new Error('a pair lacks somebody');
    const id = await make(url, one, OPEN_DIRECT, { userId: other.account.id }, 'openDirect');
    places.push({ id, members: [one, other], changing: false });
  }
  return places;
}
