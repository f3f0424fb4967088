// (a) 64 pairs one to one, 4 messages of each under way; then the times at half of that load.
import { readBatches } from '../database.ts';
import { sqlLimit } from '../limits/write.ts';
import { OPEN_DIRECT, TEXT } from '../load/operations.ts';
import { type Place, Talk } from '../load/talk.ts';
import { closeUsers, openUsers, type User } from '../load/users.ts';
import { none } from '../report.ts';
import { inRounds, MIGRATIONS, type Workload, WRITERS, withCpu } from '../setting.ts';
import { median } from '../stats.ts';

const PAIRS = 64;
const IN_FLIGHT = 4;
const LIMIT_IS = 'the same rows by bare SQL in shared batches';

async function openPairs(users: readonly User[]): Promise<Place[]> {
  const places: Place[] = [];
  for (let at = 0; at + 1 < users.length; at += 2) {
    const [one, other] = [users[at], users[at + 1]];
    if (!one || !other) throw new Error('a pair lacks somebody');
    const conversationId = await one.make(OPEN_DIRECT, { userId: other.id }, 'openDirect');
    places.push({ conversationId, members: [one, other], senders: Array.from({ length: IN_FLIGHT }, (_, i) => (i % 2 ? other : one)) });
  }
  return places;
}

export const pairs: Workload = async (setting) => {
  const talk = new Talk();
  const users = await openUsers(setting.url, setting.accounts(2 * PAIRS), talk.ears);
  const places = await openPairs(users);
  // All that is under way, in as few transactions as there are writers.
  const shape = {
    conversations: PAIRS,
    members: 2,
    users: 2 * PAIRS,
    memberOf: (pair: number, slot: number) => 2 * pair + slot,
    batch: (PAIRS * IN_FLIGHT) / WRITERS,
    perConversation: IN_FLIGHT,
    senders: 2,
    connections: WRITERS,
    text: TEXT,
  };
  const rounds = await inRounds(setting, `(a) ${PAIRS} pairs, ${IN_FLIGHT} messages of each under way`, async () => {
    const { result: talked, ms } = await withCpu(setting, () => talk.run(places, setting.seconds, 'accepted'));
    const limit = await sqlLimit(setting.databaseUrl, MIGRATIONS, shape, setting.seconds);
    const half = await talk.paced(places, setting.seconds, talked.accepted / 2);
    return { talked, limit: limit.messages, half, cpu: ms / talked.all };
  });
  const batches = await readBatches(
    setting.pool,
    places.map((place) => place.conversationId),
  );
  setting.note(
    `(a) batches: ${batches.messages.toFixed(1)} messages a transaction, ${batches.perConversation.toFixed(1)} of one conversation`,
  );
  await closeUsers(users);
  const name = `${PAIRS} pairs`;
  const limit = median(rounds, (round) => round.limit);
  const goal = { is: 'share', floor: 0.2, aim: 0.4 } as const;
  return [
    { of: 'a', name: `${name}: accepted`, measured: median(rounds, (r) => r.talked.accepted), limit, limitIs: LIMIT_IS, unit: '/s', goal },
    none(
      'a',
      `${name}: send to receive, p50`,
      median(rounds, (r) => r.talked.latency.p50),
    ),
    none(
      'a',
      `${name}: send to receive, p99`,
      median(rounds, (r) => r.talked.latency.p99),
    ),
    {
      ...none(
        'a',
        `${name} at half load: p99`,
        median(rounds, (r) => r.half.latency.p99),
      ),
      goal: { is: 'most', floor: 100, aim: 40 },
    },
    none(
      'a',
      `${name}: server, a message`,
      median(rounds, (r) => r.cpu),
      'ms CPU',
    ),
  ];
};
