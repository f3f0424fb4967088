// (h) The first list of an account with 10,000 conversations.
import { z } from 'zod';
import { WsServer } from '../limits/ws.ts';
import { CREATE_GROUP, SNAPSHOT } from '../load/operations.ts';
import { closeUsers, inTurn, openUsers } from '../load/users.ts';
import { none } from '../report.ts';
import { inRounds, say, type Workload } from '../setting.ts';
import { median } from '../stats.ts';

const CONVERSATIONS = 10_000;
const MAKERS = 10;
const answer = z.object({ snapshot: z.object({ conversations: z.array(z.unknown()) }) });

const ROWS = `
select m.conversation_id::text as last, c.id, c.kind, c.fan_out, c.title, c.head, c.count, m.role, m.read_seq, m.read_count, m.mine_after, c.member_count,
  e.id as event_id, e.seq, e.kind as event_kind, e.sender_id, e.client_id, e.text, e.data, e.as_of_seq, e.created_at
from (select * from member where user_id = $user and conversation_id > $1::bigint order by conversation_id limit 1000) m
join conversation c on c.id = m.conversation_id left join event e on e.conversation_id = c.id and e.seq = c.last_message_seq order by m.conversation_id`;

export const list: Workload = async (setting) => {
  say(`(h) ${CONVERSATIONS} conversations of one account ...`);
  const [reader, ...makers] = await openUsers(setting.url, setting.accounts(1 + MAKERS));
  if (!reader) throw new Error('nobody reads');
  await inTurn(Array.from({ length: CONVERSATIONS }), 64, async (_, n) => {
    const maker = makers[n % MAKERS];
    if (maker) await maker.send(await maker.make(CREATE_GROUP, { title: `List ${n}`, memberIds: [reader.id] }, 'createGroup'));
  });
  await setting.pool.query('vacuum analyze');
  const raw = await WsServer.start();
  await raw.open(1);
  const rounds = await inRounds(setting, '(h) the first list', async () => {
    const begun = performance.now();
    const data = await reader.client.request(SNAPSHOT, {});
    const ms = performance.now() - begun;
    if (answer.parse(data).snapshot.conversations.length !== CONVERSATIONS) throw new Error('the list lacks conversations');
    const limit = await raw.rows(setting.databaseUrl, ROWS.replace('$user', reader.id), '0');
    return { ms, bytes: JSON.stringify(data).length, limit: (CONVERSATIONS * 1000) / limit };
  });
  await raw.stop();
  await closeUsers([reader, ...makers]);
  return [
    {
      of: 'h',
      name: `list of ${CONVERSATIONS} conversations`,
      measured: median(rounds, (round) => round.ms),
      limit: median(rounds, (round) => round.limit),
      limitIs: 'the same rows read, stringified, sent',
      unit: 'ms',
    },
    none('h', 'its size', median(rounds, (round) => round.bytes) / 1_048_576, 'MiB'),
  ];
};
