// (d) A user who was away for 10,000 messages in 20 conversations comes back: pulls them, and once more by snapshot and history.
import { z } from 'zod';
import { WsServer } from '../limits/ws.ts';
import { CREATE_GROUP, CURSOR, EVENTS, PULL, SNAPSHOT } from '../load/operations.ts';
import { type Account, closeUsers, inTurn, openUsers, User } from '../load/users.ts';
import { none } from '../report.ts';
import { inRounds, type Setting, say, type Workload, withCpu } from '../setting.ts';
import { median } from '../stats.ts';

const MESSAGES = 10_000;
const CONVERSATIONS = 20;
const SENDERS = 4;

const cursorAnswer = z.object({ snapshot: z.object({ cursor: z.string() }) });
const pullAnswer = z.object({
  pull: z.object({ cursor: z.string(), more: z.boolean(), entries: z.array(z.object({ events: z.array(z.unknown()) })) }),
});
const snapshotAnswer = z.object({ snapshot: z.object({ conversations: z.array(z.object({ id: z.string() })) }) });
const eventsAnswer = z.object({ events: z.object({ hasAfter: z.boolean(), events: z.array(z.object({ seq: z.number() })) }) });

/** Says everything while the user is away; the cursor of before. */
async function talkWithout(setting: Setting, account: Account): Promise<string> {
  const away = await User.connect(setting.url, account);
  const others = await openUsers(setting.url, setting.accounts(SENDERS));
  const memberIds = [account.id, ...others.map((user) => user.id)];
  const ids: string[] = [];
  await inTurn(Array.from({ length: CONVERSATIONS }), 4, async (_, n) => {
    const founder = others[n % SENDERS];
    if (founder) ids.push(await founder.make(CREATE_GROUP, { title: `Away ${n}`, memberIds }, 'createGroup'));
  });
  const { cursor } = cursorAnswer.parse(await away.client.request(CURSOR, {})).snapshot;
  await away.close();
  const each = MESSAGES / CONVERSATIONS;
  await Promise.all(
    ids.map(async (id, n) => {
      for (let sent = 0; sent < each; sent++) await others[(n + sent) % SENDERS]?.send(id);
    }),
  );
  await closeUsers(others);
  return cursor;
}

/** Messages read. */
async function pullAll(user: User, from: string): Promise<number> {
  let read = 0;
  for (let after = from; ; ) {
    const { pull } = pullAnswer.parse(await user.client.request(PULL, { after }));
    read += pull.entries.reduce((sum, entry) => sum + entry.events.length, 0);
    if (!pull.more) return read;
    after = pull.cursor;
  }
}

async function readAll(user: User): Promise<number> {
  const { conversations } = snapshotAnswer.parse(await user.client.request(SNAPSHOT, {})).snapshot;
  let read = 0;
  for (const { id } of conversations) {
    for (let after = 0, more = true; more; ) {
      const { events } = eventsAnswer.parse(await user.client.request(EVENTS, { conversationId: id, after }));
      read += events.events.length;
      after = events.events.at(-1)?.seq ?? after;
      more = events.hasAfter;
    }
  }
  return read;
}

const rate = (count: number, ms: number) => (count * 1000) / ms;

async function timed(work: () => Promise<number>): Promise<number> {
  const begun = performance.now();
  return rate(await work(), performance.now() - begun);
}

/** Pages of 1,000 events of the user's timeline. */
const ROWS = `
select e.user_id, e.pos::text as last, e.pos, e.kind, e.from_seq, e.to_seq, v.conversation_id, v.seq, v.id, v.kind as event_kind, v.sender_id, v.client_id,
  v.text, v.data, v.reply_to_seq, v.target_seq, v.as_of_seq, v.created_at, v.edited_at, v.recalled_at
from (select * from entry where user_id = $user and pos > $1::bigint order by pos limit 1000) e
join event v on v.conversation_id = e.conversation_id and v.seq between e.from_seq and e.to_seq order by e.pos`;

export const comeback: Workload = async (setting) => {
  const [account] = setting.accounts(1);
  if (!account) throw new Error('nobody is there to be away');
  say(`(d) ${MESSAGES} messages while somebody is away ...`);
  const from = await talkWithout(setting, account);
  const raw = await WsServer.start();
  await raw.open(1);
  const statement = ROWS.replace('$user', account.id);
  const rounds = await inRounds(setting, '(d) coming back', async () => {
    const user = await User.connect(setting.url, account);
    const pulled = await withCpu(setting, () => timed(() => pullAll(user, from)));
    const read = await timed(() => readAll(user));
    await user.close();
    return {
      pulled: pulled.result,
      cpu: pulled.ms / MESSAGES,
      read,
      limit: await raw.rows(setting.databaseUrl, statement, String(from.split('.')[1])),
    };
  });
  await raw.stop();
  const limit = median(rounds, (round) => round.limit);
  const limitIs = 'the same rows read, stringified, sent';
  const goal = { is: 'share', floor: 0.25, aim: 0.45 } as const;
  return [
    { of: 'd', name: 'away for 10,000: pulled', measured: median(rounds, (r) => r.pulled), limit, limitIs, unit: '/s', goal },
    { of: 'd', name: 'by snapshot and history', measured: median(rounds, (r) => r.read), limit, limitIs, unit: '/s' },
    none('d', 'server, 1,000 messages pulled', 1000 * median(rounds, (r) => r.cpu), 'ms CPU'),
  ];
};
