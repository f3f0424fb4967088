// (b) One group, all online: 4 senders, 2 messages of each under way, the next when all have it; then the times at half of that load.
import { readBatches } from '../database.ts';
import { WsServer } from '../limits/ws.ts';
import { CREATE_GROUP } from '../load/operations.ts';
import { Talk } from '../load/talk.ts';
import { closeUsers, openUsers } from '../load/users.ts';
import { none, type Row } from '../report.ts';
import { inRounds, type Setting, type Workload, withCpu } from '../setting.ts';
import { median } from '../stats.ts';

const SENDERS = 4;
const IN_FLIGHT = 2;
const GOAL = { is: 'share', floor: 0.45, aim: 0.7 } as const;

async function measure(setting: Setting, members: number, goal?: typeof GOAL): Promise<Row[]> {
  const talk = new Talk();
  const users = await openUsers(setting.url, setting.accounts(members), talk.ears);
  const [founder, ...rest] = users;
  if (!founder) throw new Error('the group has no founder');
  const variables = { title: 'Bench', memberIds: rest.map((user) => user.id) };
  const conversationId = await founder.make(CREATE_GROUP, variables, 'createGroup');
  const senders = Array.from({ length: SENDERS * IN_FLIGHT }, (_, i) => users[i % SENDERS] ?? founder);
  const places = [{ conversationId, members: users, senders }];
  const raw = await WsServer.start();
  await raw.open(members);
  const rounds = await inRounds(setting, `(b) a group of ${members}, ${senders.length} messages under way`, async () => {
    const { result: talked, ms } = await withCpu(setting, () => talk.run(places, setting.seconds, 'everybody'));
    const limit = await raw.fan(Math.round(talked.bytes), setting.seconds);
    const half = await talk.paced(places, setting.seconds, talked.accepted / 2);
    return { talked, limit, half, cpu: ms / (talked.all * members) };
  });
  const batches = await readBatches(setting.pool, [conversationId]);
  const bytes = median(rounds, (round) => round.talked.bytes);
  setting.note(`(b) group of ${members}: ${batches.messages.toFixed(1)} messages a transaction, ${Math.round(bytes)} bytes a delivery`);
  await raw.stop();
  await closeUsers(users);
  const name = `group of ${members}`;
  return [
    none(
      'b',
      `${name}: messages`,
      median(rounds, (r) => r.talked.accepted),
      '/s',
    ),
    {
      of: 'b',
      name: `${name}: deliveries`,
      measured: median(rounds, (r) => r.talked.delivered),
      limit: median(rounds, (r) => r.limit),
      limitIs: 'raw ws sends of the same bytes',
      unit: '/s',
      ...(goal ? { goal } : {}),
    },
    none(
      'b',
      `${name}: send to receive, p99`,
      median(rounds, (r) => r.talked.latency.p99),
    ),
    {
      ...none(
        'b',
        `${name} at half load: p99`,
        median(rounds, (r) => r.half.latency.p99),
      ),
      ...(goal ? { goal: { is: 'most', floor: 100, aim: 40 } } : {}),
    },
    none('b', `${name}: server, 1,000 deliveries`, 1000 * median(rounds, (r) => r.cpu), 'ms CPU'),
  ];
}

export const group: Workload = async (setting) => [...(await measure(setting, 500, GOAL)), ...(await measure(setting, 100))];
