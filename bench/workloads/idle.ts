// (e) 5,000 idle connections, each of a user with one open stream: how fast they come, what each takes.
import { WsServer } from '../limits/ws.ts';
import { residentBytes, settled } from '../load/process.ts';
import { closeUsers, openUsers } from '../load/users.ts';
import { none, type Row } from '../report.ts';
import { say, type Workload, withCpu } from '../setting.ts';

const CONNECTIONS = 5_000;
/** Opened and left first, so often: what is made once is not counted, on either side, and neither is compiling. */
const WARM = { times: 10, connections: 200 };
/** As after a restart, when all come back: more than a server can serve in a turn. */
const AT_ONCE = 256;
const KIB = 1024;

async function warm(openAndLeave: () => Promise<void>): Promise<void> {
  for (let time = 0; time < WARM.times; time++) await openAndLeave();
}

async function bare(): Promise<{ rate: number; bytes: number }> {
  const server = await WsServer.start();
  try {
    await warm(async () => {
      await server.open(WARM.connections, AT_ONCE, 'answered');
      await server.leave();
    });
    const before = await settled(() => server.memory());
    const rate = await server.open(CONNECTIONS, AT_ONCE, 'answered');
    return { rate, bytes: ((await settled(() => server.memory())) - before) / CONNECTIONS };
  } finally {
    await server.stop();
  }
}

export const idle: Workload = async (setting) => {
  say(`(e) ${CONNECTIONS} idle connections ...`);
  const resident = () => residentBytes(setting.serverPid);
  const accounts = setting.accounts(CONNECTIONS);
  await warm(async () => closeUsers(await openUsers(setting.url, accounts.slice(0, WARM.connections), {}, AT_ONCE)));
  const before = await settled(resident);
  const begun = performance.now();
  const { result: users, ms } = await withCpu(setting, () => openUsers(setting.url, accounts, {}, AT_ONCE));
  const rate = (CONNECTIONS * 1000) / (performance.now() - begun);
  const bytes = ((await settled(resident)) - before) / CONNECTIONS;
  await closeUsers(users);
  const raw = await bare();
  const cpu = none('e', 'server, a connect', ms / CONNECTIONS, 'ms CPU');
  const rows: Row[] = [
    {
      of: 'e',
      name: 'connects',
      measured: rate,
      limit: raw.rate,
      limitIs: 'raw ws, a word each way',
      unit: '/s',
      goal: { is: 'share', floor: 0.45, aim: 0.65 },
    },
    {
      of: 'e',
      name: 'memory a connection',
      measured: bytes / KIB,
      limit: raw.bytes / KIB,
      limitIs: 'raw ws',
      unit: 'KiB',
      goal: { is: 'times', floor: 5, aim: 3 },
    },
  ];
  return [...rows, cpu];
};
