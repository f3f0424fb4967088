// (f) 2,000 clients reconnect at once, each with a cursor that is 10 messages behind, until all have all.

import { z } from 'zod';
import { WsServer } from '../limits/ws.ts';
import { CREATE_GROUP, CURSOR } from '../load/operations.ts';
import { closeUsers, inTurn, openUsers, User } from '../load/users.ts';
import { inRounds, type Setting, say, type Workload } from '../setting.ts';
import { median } from '../stats.ts';

const CLIENTS = 2_000;
const OF_A_GROUP = 10;
const UNREAD = 10;
const FRAME_BYTES = 6_000;

const answer = z.object({ snapshot: z.object({ cursor: z.string() }) });

interface Behind {
  readonly account: ReturnType<Setting['accounts']>[number];
  readonly after: string;
}

/** Everybody has a cursor, and 10 messages behind it. */
async function prepare(setting: Setting): Promise<Behind[]> {
  const accounts = setting.accounts(CLIENTS);
  const [speaker] = await openUsers(setting.url, setting.accounts(1));
  if (!speaker) throw new Error('nobody speaks');
  const groups: string[] = [];
  await inTurn(Array.from({ length: CLIENTS / OF_A_GROUP }), 16, async (_, n) => {
    const memberIds = accounts.slice(n * OF_A_GROUP, (n + 1) * OF_A_GROUP).map((one) => one.id);
    groups.push(await speaker.make(CREATE_GROUP, { title: `Storm ${n}`, memberIds }, 'createGroup'));
  });
  const behind: Behind[] = [];
  await inTurn(accounts, 32, async (account, n) => {
    const user = await User.connect(setting.url, account);
    behind[n] = { account, after: answer.parse(await user.client.request(CURSOR, {})).snapshot.cursor };
    await user.close();
  });
  await inTurn(groups, 16, async (id) => {
    for (let n = 0; n < UNREAD; n++) await speaker.send(id);
  });
  await speaker.close();
  return behind;
}

/** Seconds until the last one has its last message. */
async function storm(setting: Setting, behind: readonly Behind[]): Promise<number> {
  const users: User[] = [];
  const begun = performance.now();
  await Promise.all(
    behind.map(async ({ account, after }) => {
      const whole = Promise.withResolvers<void>();
      let left = UNREAD;
      const heard = () => {
        left -= 1;
        if (left === 0) whole.resolve();
      };
      users.push(await User.open(setting.url, account, { heard }, after));
      await whole.promise;
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  await closeUsers(users);
  return seconds;
}

async function bare(): Promise<number> {
  const server = await WsServer.start();
  try {
    server.greet(FRAME_BYTES);
    return CLIENTS / (await server.open(CLIENTS, CLIENTS, 'greeted'));
  } finally {
    await server.stop();
  }
}

export const reconnect: Workload = async (setting) => {
  say(`(f) ${CLIENTS} clients with ${UNREAD} unread messages each ...`);
  const behind = await prepare(setting);
  const rounds = await inRounds(setting, `(f) ${CLIENTS} clients come back at once`, async () => ({
    limit: await bare(),
    took: await storm(setting, behind),
  }));
  return [
    {
      of: 'f',
      name: `${CLIENTS} reconnect, ${UNREAD} unread each`,
      measured: median(rounds, (round) => round.took),
      limit: median(rounds, (round) => round.limit),
      limitIs: 'raw ws connects and one message each',
      unit: 's',
      goal: { is: 'share', floor: 0.18, aim: 0.3 },
    },
  ];
};
