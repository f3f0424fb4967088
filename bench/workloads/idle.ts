// (e) 5,000 idle connections, each of a user with one open stream: how fast they come, what each takes.
import { WsServer } from '../limits/ws.ts';
import { residentBytes, settled } from '../load/process.ts';
import { closeUsers, openUsers, type User } from '../load/users.ts';
import { none, type Row } from '../report.ts';
import { inRounds, type Workload, withCpu } from '../setting.ts';
import { median } from '../stats.ts';

const CONNECTIONS = 5_000;
/** Opened and left first, so often: what is made once is not counted, on either side, and neither is compiling. */
const WARM = { times: 10, connections: 200 };
/** As after a restart, when all come back: more than a server can serve in a turn. */
const AT_ONCE = 256;
const KIB = 1024;

async function warm(openAndLeave: () => Promise<void>): Promise<void> {
  for (let time = 0; time < WARM.times; time++) await openAndLeave();
}

interface Side {
  memory(): Promise<number>;
  open(): Promise<void>;
  leave(): Promise<void>;
}

/** All at once as after a restart; then what they hold, and the end. */
async function measure({ memory, open, leave }: Side): Promise<{ rate: number; bytes: number }> {
  const before = await settled(memory);
  const begun = performance.now();
  await open();
  const rate = (CONNECTIONS * 1000) / (performance.now() - begun);
  const bytes = ((await settled(memory)) - before) / CONNECTIONS;
  await leave();
  return { rate, bytes };
}

export const idle: Workload = async (setting) => {
  const accounts = setting.accounts(CONNECTIONS);
  const raw = await WsServer.start();
  await warm(async () => {
    await closeUsers(await openUsers(setting.url, accounts.slice(0, WARM.connections), {}, AT_ONCE));
    await raw.open(WARM.connections, AT_ONCE, 'answered');
    await raw.leave();
  });
  const rounds = await inRounds(setting, `(e) ${CONNECTIONS} idle connections`, async () => {
    let users: User[] = [];
    let ms = 0;
    const product = await measure({
      memory: async () => residentBytes(setting.serverPid),
      async open() {
        ({ result: users, ms } = await withCpu(setting, () => openUsers(setting.url, accounts, {}, AT_ONCE)));
      },
      leave: () => closeUsers(users),
    });
    const limit = await measure({
      memory: () => raw.memory(),
      open: async () => void (await raw.open(CONNECTIONS, AT_ONCE, 'answered')),
      leave: () => raw.leave(),
    });
    return { product, limit, ms };
  });
  await raw.stop();
  const [first] = rounds;
  if (!first) throw new Error('there was no round');
  const cpu = none(
    'e',
    'server, a connect',
    median(rounds, (round) => round.ms / CONNECTIONS),
    'ms CPU',
  );
  const rows: Row[] = [
    {
      of: 'e',
      name: 'connects',
      measured: median(rounds, (round) => round.product.rate),
      limit: median(rounds, (round) => round.limit.rate),
      limitIs: 'raw ws, a word each way',
      unit: '/s',
      goal: { is: 'share', floor: 0.45, aim: 0.65 },
    },
    {
      of: 'e',
      name: 'memory a connection',
      // Of the first round: later ones find what it has left.
      measured: first.product.bytes / KIB,
      limit: first.limit.bytes / KIB,
      limitIs: 'raw ws',
      unit: 'KiB',
      goal: { is: 'times', floor: 5, aim: 3 },
    },
  ];
  return [...rows, cpu];
};
