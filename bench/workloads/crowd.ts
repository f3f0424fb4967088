// (g) A group of 100,000 members, 1,000 of them online: 4 senders; each who is told of a new head reads what is new.
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { CREATE_GROUP, EVENTS } from '../load/operations.ts';
import { closeUsers, type Ears, openUsers, type User } from '../load/users.ts';
import { none } from '../report.ts';
import { type Setting, say, type Workload, withCpu } from '../setting.ts';
import { quantiles } from '../stats.ts';

const MEMBERS = 100_000;
const ONLINE = 1_000;
const SENDERS = 4;
const ADDED_AT_ONCE = 1_000;
const ADD = 'mutation($id: ID!, $userIds: [ID!]!) { addMembers(conversationId: $id, userIds: $userIds) { memberCount } }';

const answer = z.object({ events: z.object({ events: z.array(z.object({ seq: z.number(), clientId: z.string().nullable() })) }) });

/** People without a session: nobody connects as one of them. */
async function makePeople({ pool }: Setting, count: number): Promise<string[]> {
  await pool.query('insert into users (id, kind) select n, 1 from generate_series(1, $1::int) n', [count]);
  await pool.query(
    "insert into profile (user_id, handle, name) select n, 'crowd-' || n, 'Person ' || n from generate_series(1, $1::int) n",
    [count],
  );
  await pool.query('insert into user_cursor (user_id, pos) select n, 0 from generate_series(1, $1::int) n', [count]);
  return Array.from({ length: count }, (_, n) => String(n + 1));
}

/** Reads what is new when it is told so, one read at a time. */
class Reader {
  private readonly at = new Map<User, number>();
  private readonly busy = new Set<User>();
  readonly sent = new Map<string, number>();
  readonly latencies: number[] = [];
  reads = 0;

  readonly ears: Ears = {
    hinted: (user, conversationId, head) => void this.catchUp(user, conversationId, head),
  };

  private async catchUp(user: User, conversationId: string, head: number): Promise<void> {
    const after = this.at.get(user);
    if (after === undefined) {
      this.at.set(user, head);
      return;
    }
    if (this.busy.has(user) || head <= after) return;
    this.busy.add(user);
    const { events } = answer.parse(await user.client.request(EVENTS, { conversationId, after })).events;
    this.reads += 1;
    const now = performance.now();
    for (const { clientId } of events) {
      const at = clientId === null ? undefined : this.sent.get(clientId);
      if (at !== undefined) this.latencies.push(now - at);
    }
    this.at.set(user, events.at(-1)?.seq ?? after);
    this.busy.delete(user);
  }

  /** All have all up to there. */
  isWhole(users: readonly User[], head: number): boolean {
    return users.every((user) => (this.at.get(user) ?? 0) >= head);
  }
}

async function open(setting: Setting, reader: Reader): Promise<{ id: string; users: User[] }> {
  const people = await makePeople(setting, MEMBERS - ONLINE);
  const users = await openUsers(setting.url, setting.accounts(ONLINE), reader.ears);
  const [founder, ...rest] = users;
  if (!founder) throw new Error('the crowd has no founder');
  const id = await founder.make(CREATE_GROUP, { title: 'Crowd', memberIds: rest.map((user) => user.id) }, 'createGroup');
  for (let from = 0; from < people.length; from += ADDED_AT_ONCE) {
    await founder.client.request(ADD, { id, userIds: people.slice(from, from + ADDED_AT_ONCE) });
  }
  return { id, users };
}

export const crowd: Workload = async (setting) => {
  say(`(g) a group of ${MEMBERS} members, ${ONLINE} online ...`);
  const reader = new Reader();
  const { id, users } = await open(setting, reader);
  await setting.pool.query('vacuum analyze');
  const until = performance.now() + setting.seconds * 1000;
  let count = 0;
  const begun = performance.now();
  const { ms } = await withCpu(setting, () =>
    Promise.all(
      users.slice(0, SENDERS).map(async (user) => {
        while (performance.now() < until) {
          await user.send(id, (clientId) => void reader.sent.set(clientId, performance.now()));
          count += 1;
          await delay(100);
        }
      }),
    ),
  );
  const took = (performance.now() - begun) / 1000;
  const { rows } = await setting.pool.query<{ head: string }>('select head from conversation where id = $1', [id]);
  while (!reader.isWhole(users, Number(rows[0]?.head))) await delay(50);
  await closeUsers(users);
  setting.note(`(g) ${count} messages, ${reader.reads} reads of what was new by ${ONLINE} online`);
  const { p50, p99 } = quantiles(reader.latencies);
  return [
    none('g', 'group of 100,000: messages', count / took, '/s'),
    none('g', 'messages read by those online', reader.latencies.length / took, '/s'),
    none('g', 'send to read, p50', p50),
    none('g', 'send to read, p99', p99),
    none('g', 'server, a message', ms / count, 'ms CPU'),
  ];
};
