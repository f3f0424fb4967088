// (c) 200 groups of 10 over 400 users, one message of each group under way.
import { readBatches } from '../database.ts';
import { sqlLimit } from '../limits/write.ts';
import { CREATE_GROUP, TEXT } from '../load/operations.ts';
import { type Place, Talk } from '../load/talk.ts';
import { closeUsers, inTurn, openUsers, type User } from '../load/users.ts';
import { none } from '../report.ts';
import { inRounds, MIGRATIONS, type Workload, WRITERS, withCpu } from '../setting.ts';
import { median } from '../stats.ts';

const GROUPS = 200;
const MEMBERS = 10;
const USERS = 400;

/** Another ten for each: steps of primes through the users. */
const memberOf = (group: number, slot: number) => (group * 7 + slot * 41) % USERS;

async function openGroups(users: readonly User[]): Promise<Place[]> {
  const places: Place[] = [];
  await inTurn(Array.from({ length: GROUPS }), 16, async (_, n) => {
    const members = Array.from({ length: MEMBERS }, (_none, slot) => users[memberOf(n, slot)]).filter((user) => user !== undefined);
    const [founder, ...rest] = members;
    if (!founder) throw new Error('a group has no founder');
    const variables = { title: `Bench ${n}`, memberIds: rest.map((user) => user.id) };
    places.push({ conversationId: await founder.make(CREATE_GROUP, variables, 'createGroup'), members, senders: [founder] });
  });
  return places;
}

export const groups: Workload = async (setting) => {
  const talk = new Talk();
  const users = await openUsers(setting.url, setting.accounts(USERS), talk.ears);
  const places = await openGroups(users);
  const shape = {
    conversations: GROUPS,
    members: MEMBERS,
    users: USERS,
    memberOf,
    batch: GROUPS / WRITERS,
    perConversation: 1,
    senders: 1,
    connections: WRITERS,
    text: TEXT,
  };
  const rounds = await inRounds(setting, `(c) ${GROUPS} groups of ${MEMBERS} over ${USERS} users`, async () => {
    const { result: talked, ms } = await withCpu(setting, () => talk.run(places, setting.seconds, 'accepted'));
    const limit = await sqlLimit(setting.databaseUrl, MIGRATIONS, shape, setting.seconds);
    return { talked, limit: limit.messages, cpu: ms / talked.all };
  });
  const batches = await readBatches(
    setting.pool,
    places.map((place) => place.conversationId),
  );
  setting.note(`(c) batches: ${batches.messages.toFixed(1)} messages a transaction`);
  await closeUsers(users);
  const name = `${GROUPS} groups of ${MEMBERS}`;
  return [
    {
      of: 'c',
      name: `${name}: accepted`,
      measured: median(rounds, (r) => r.talked.accepted),
      limit: median(rounds, (r) => r.limit),
      limitIs: 'the same rows by bare SQL in shared batches',
      unit: '/s',
      goal: { is: 'share', floor: 0.25, aim: 0.45 },
    },
    none(
      'c',
      `${name}: send to receive, p99`,
      median(rounds, (r) => r.talked.latency.p99),
    ),
    none(
      'c',
      `${name}: server, a message`,
      median(rounds, (r) => r.cpu),
      'ms CPU',
    ),
  ];
};
