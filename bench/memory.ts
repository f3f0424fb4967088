// Memory a connection: what the server's process grows by when many idle ones open, each a user with one stream; beside
// bare sockets on a server of their own.
import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { type Account, closeUsers, openUsers } from './users.ts';
import { WsServer } from './ws.ts';

const LOOKS = 15;
const LOOK_MS = 200;

/** Resident bytes of a process, as ps tells them (KiB). */
export function residentBytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}

/** The least of some looks: what a collection of garbage leaves. */
async function settled(look: () => number | Promise<number>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let n = 0; n < LOOKS; n++) {
    least = Math.min(least, await look());
    await delay(LOOK_MS);
  }
  return least;
}

/** `warm`: accounts that connect and leave first, so that what is made once is not counted. Bytes a connection. */
export async function memoryOfConnections(url: string, serverPid: number, accounts: readonly Account[], warm: number): Promise<number> {
  const silent = () => undefined;
  await closeUsers(await openUsers(url, accounts.slice(0, warm), silent));
  const before = await settled(() => residentBytes(serverPid));
  const users = await openUsers(url, accounts, silent);
  const after = await settled(() => residentBytes(serverPid));
  await closeUsers(users);
  return (after - before) / accounts.length;
}

export async function memoryOfSockets(count: number): Promise<number> {
  const server = await WsServer.start();
  try {
    await server.open(50);
    const before = await settled(() => server.memory());
    await server.open(count);
    const after = await settled(() => server.memory());
    return (after - before) / count;
  } finally {
    await server.stop();
  }
}
