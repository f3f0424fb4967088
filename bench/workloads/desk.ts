// (i) The desk: 200 arrivals a second over 10 departments, with as many accepts and closes, while 500 agents have their desks open; then
// the board with 10,000 waiting.
import { deskLimit } from '../limits/desk.ts';
import { WsServer } from '../limits/ws.ts';
import { fillQueues, readBoard } from '../load/board.ts';
import { Client } from '../load/client.ts';
import { Desk, openVisitors, setUp } from '../load/desk.ts';
import { inTurn } from '../load/users.ts';
import { none, type Row } from '../report.ts';
import { inRounds, MIGRATIONS, type Workload, withCpu } from '../setting.ts';
import { median } from '../stats.ts';

const SHAPE = { departments: 10, agents: 500, rate: 200 };
const WARM_S = 2;
const WAITING = 10_000;
const SEEN = 40;
const LIMIT_IS = 'the same rows by bare SQL, one transaction each, and a raw word';

export const desk: Workload = async (setting) => {
  const [owner, supervisor, ...agents] = setting.accounts(SHAPE.agents + 2);
  if (!owner || !supervisor) throw new Error('there are no accounts');
  const place = await setUp(setting, owner, agents, SHAPE.departments);
  const raw = await WsServer.start();
  await raw.open(1, 1, 'answered');
  const work = new Desk();
  await work.comeOnline(setting.url, agents);
  const worked = async () => {
    const visitors = await openVisitors(setting.url, place.siteKey, Math.round((setting.seconds + WARM_S) * SHAPE.rate));
    const { result, ms } = await withCpu(setting, () => work.run(visitors, place, SHAPE.rate, setting.seconds));
    await inTurn(visitors, 64, (visitor) => visitor.close());
    return { ...result, cpu: ms / visitors.length };
  };
  // The first seconds of a server go to compiling what it does: a round that is not counted.
  await worked();
  const rounds = await inRounds(setting, `(i) ${SHAPE.rate} arrivals a second, ${SHAPE.agents} agents`, async () => ({
    limit: await deskLimit(setting.databaseUrl, MIGRATIONS, raw, SHAPE, setting.seconds),
    ...(await worked()),
  }));
  await work.leave();
  await raw.stop();
  await fillQueues(setting.pool, place, WAITING);
  const visitors = await openVisitors(setting.url, place.siteKey, SEEN);
  const asOwner = await Client.open(setting.url, owner.token);
  const board = await readBoard(setting.url, place, { owner: asOwner, supervisor, visitors });
  await inTurn([asOwner, ...visitors], 64, (client) => client.close());
  setting.note(`(i) ${median(rounds, (round) => round.frames).toFixed(0)} frames a second to all desks together`);
  return [...rowsOf(rounds), ...boardRows(board)];
};

type Rounds = readonly (Awaited<ReturnType<Desk['run']>> & {
  readonly limit: Awaited<ReturnType<typeof deskLimit>>;
  readonly cpu: number;
})[];

function rowsOf(rounds: Rounds): Row[] {
  const ms = (name: string, read: (round: Rounds[number]) => number, limit: (round: Rounds[number]) => number): Row => ({
    ...none('i', name, median(rounds, read)),
    limit: median(rounds, limit),
    limitIs: LIMIT_IS,
  });
  const perSecond = (name: string, read: (round: Rounds[number]) => number): Row => ({
    ...none('i', name, median(rounds, read), '/s'),
    limit: median(rounds, (round) => round.limit.most),
    limitIs: 'as many as go by bare SQL',
  });
  return [
    perSecond('desk: arrivals, each accepted and closed', (round) => round.closed),
    ms(
      'desk: arrival to offer, p50',
      (round) => round.toOffer.p50,
      (round) => round.limit.toOffer.p50,
    ),
    {
      ...ms(
        'desk: arrival to offer, p99',
        (round) => round.toOffer.p99,
        (round) => round.limit.toOffer.p99,
      ),
      goal: { is: 'most', floor: 150, aim: 75 },
    },
    none(
      'i',
      'desk: openTicket to its answer, p99',
      median(rounds, (round) => round.toAnswer.p99),
    ),
    none(
      'i',
      'desk: server, a ticket',
      median(rounds, (round) => round.cpu),
      'ms CPU',
    ),
  ];
}

const boardRows = ({ queue, all, seen }: Awaited<ReturnType<typeof readBoard>>): Row[] => [
  none('i', `board, ${WAITING} waiting: first page of a queue, p99`, queue.p99),
  none('i', `board, ${WAITING} waiting: first page of all, p99`, all.p99),
  none('i', `board, ${WAITING} waiting: a new ticket is seen, p99`, seen.p99),
];
