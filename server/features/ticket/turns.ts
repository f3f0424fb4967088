// The work of queues in this process, in two lanes: a lane has some of the queues, and one transaction at a time. What has gathered
// while one was under way is done together in the next, under one lock of each queue and with one commit: in step, statement by
// statement, where it is about different people, and one after the other where not. Each is as it would be alone: it sees what
// those before it did, and one that is refused has written nothing. Where they leave tickets waiting, these are routed with the same
// commit, as far as that goes without waiting for anybody: a transaction less between somebody's words and the offer.
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import { type Connection, DatabaseAway, type Pool } from '../../platform/db.ts';
import { sentInTurn } from '../../platform/gathered.ts';
import { sentTogether } from '../../platform/sent-together.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { lockAgents, lockQueues, lockTalks, lockTickets } from './store-lock.ts';
import type { Done, LockedQueue, QueueRouter, QueueSweep, QueueTurns, QueueWork, RoutedBehind } from './types.ts';

/** One waits for the disk while the other works. */
const LANES = 2;
/** Where little waits when a transaction is over: a moment in which more gathers. */
const GATHER_MS = 4;
const FEW = 16;
/** In one transaction at most. */
const TOGETHER = 64;

interface Item {
  readonly id: DepartmentId;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface Shared extends Item {
  readonly work: QueueWork<unknown, Done | null>;
}

interface Alone extends Item {
  readonly sweep: QueueSweep<unknown>;
}

type Waiting = Shared | Alone;
type Outcome = { readonly value: Done | null } | { readonly refused: AppError };

const isAlone = (item: Waiting): item is Alone => 'sweep' in item;

export function createQueueTurns(pool: Pool): QueueTurns {
  const routing: { router: QueueRouter | null } = { router: null };
  const lanes = Array.from({ length: LANES }, () => new Lane(pool, () => routing.router));
  const places = new Map<DepartmentId, Lane>();

  /** In turn, as they are first named. */
  function laneOf(id: DepartmentId): Lane {
    const lane = places.get(id) ?? (lanes[places.size % LANES] as Lane);
    places.set(id, lane);
    return lane;
  }

  return {
    share: <P, T extends Done | null>(id: DepartmentId, work: QueueWork<P, T>) =>
      new Promise<T>((resolve, reject) => {
        // Its own write is given what its own prepare answered.
        laneOf(id).add({ id, work: work as QueueWork<unknown, Done | null>, resolve: resolve as Item['resolve'], reject });
      }),
    alone: <T>(id: DepartmentId, sweep: QueueSweep<T>) =>
      new Promise<T>((resolve, reject) => {
        laneOf(id).add({ id, sweep, resolve: resolve as Item['resolve'], reject });
      }),
    routedBy(router) {
      routing.router = router;
    },
  };
}

class Lane {
  private readonly pool: Pool;
  private readonly router: () => QueueRouter | null;
  private waiting: Waiting[] = [];
  private running = false;

  constructor(pool: Pool, router: () => QueueRouter | null) {
    this.pool = pool;
    this.router = router;
  }

  add(item: Waiting): void {
    this.waiting.push(item);
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    let hasSwept = false;
    while (this.waiting.length > 0) {
      // By turns: what was just opened is routed before others are.
      const alone: Alone | undefined = hasSwept && this.waiting.some((item) => !isAlone(item)) ? undefined : this.waiting.find(isAlone);
      if (alone) await sweepAll(this.takeSweep(alone.sweep));
      else await shareAll(this.pool, this.takeShared(), this.router());
      hasSwept = alone !== undefined;
      if (this.waiting.length > 0 && this.waiting.length < FEW) await delay(GATHER_MS);
    }
    this.running = false;
  }

  /** Of all queues of the lane that ask for the same. */
  private takeSweep(sweep: QueueSweep<unknown>): Alone[] {
    const taken = this.waiting.filter((item): item is Alone => isAlone(item) && item.sweep === sweep);
    this.waiting = this.waiting.filter((item) => !isAlone(item) || item.sweep !== sweep);
    return taken;
  }

  private takeShared(): Shared[] {
    const taken = this.waiting.filter((item): item is Shared => !isAlone(item)).slice(0, TOGETHER);
    const gone = new Set<Waiting>(taken);
    this.waiting = this.waiting.filter((item) => !gone.has(item));
    return taken;
  }
}

async function sweepAll(list: readonly Alone[]): Promise<void> {
  const [first] = list;
  if (!first) return;
  try {
    const answers = await first.sweep([...new Set(list.map(({ id }) => id))]);
    for (const one of list) one.resolve(answers.get(one.id));
  } catch (error) {
    for (const one of list) one.reject(error);
  }
}

async function shareAll(pool: Pool, list: readonly Shared[], router: QueueRouter | null): Promise<void> {
  const done = await doAll(pool, list, router);
  if (!done) return;
  for (const [at, one] of list.entries()) settle(one, done.outcomes[at], done.routed);
  if (!done.routed) return;
  // Behind what those who are answered do at once.
  await sentInTurn();
  done.routed.committed();
}

/** Null: each has its answer, by itself or with what failed. */
async function doAll(pool: Pool, list: readonly Shared[], router: QueueRouter | null): Promise<Within | null> {
  try {
    return await inTransaction(pool, (on, last) => within(on, list, router, last));
  } catch (error) {
    if (error instanceof DatabaseAway || (list.length === 1 && !router)) for (const one of list) one.reject(error);
    // What is wrong with one, or with what is routed, is not the others' fault.
    else for (const one of list) await shareAll(pool, [one], null);
    return null;
  }
}

function settle(one: Shared, outcome: Outcome | undefined, routed: RoutedBehind | null): void {
  if (!outcome) one.reject(new Error('a deed was not done'));
  else if ('refused' in outcome) one.reject(outcome.refused);
  else one.resolve(routed ? without(outcome.value, routed) : outcome.value);
}

/** What is routed is not to be routed once more. */
const without = (done: Done | null, { ids }: RoutedBehind): Done | null =>
  done && { ...done, wishes: done.wishes.filter((wish) => wish.kind !== 'route' || !ids.has(wish.departmentId)) };

/** Queues that are locked here and that tickets were moved into. */
function toRoute(list: readonly Shared[], outcomes: readonly Outcome[]): DepartmentId[] {
  const locked = new Set(list.map(({ id }) => id));
  const wishes = outcomes.flatMap((outcome) => ('value' in outcome && outcome.value ? outcome.value.wishes : []));
  return [...new Set(wishes.flatMap((wish) => (wish.kind === 'route' && locked.has(wish.departmentId) ? wish.departmentId : [])))];
}

interface Within {
  readonly outcomes: Outcome[];
  readonly routed: RoutedBehind | null;
}

async function within(on: Connection, list: readonly Shared[], router: QueueRouter | null, last: Promise<unknown>[]): Promise<Within> {
  const agentIds = [...new Set(list.flatMap(({ work }) => work.agentIds))];
  const ticketIds = [...new Set(list.flatMap(({ work }) => work.ticketIds))];
  // One behind the other, and what is read behind them, without waiting for what each answers.
  const locks = sentTogether([
    lockQueues(on, [...new Set(list.map(({ id }) => id))]),
    agentIds.length > 0 ? lockAgents(on, agentIds) : null,
    ticketIds.length > 0 ? lockTickets(on, ticketIds) : null,
    ticketIds.length > 0 ? lockTalks(on, ticketIds) : null,
  ] as const);
  const queueOf = async ({ id, work }: Shared) => {
    const queue = (await locks)[0].get(id);
    return queue && (work.goesOn || !queue.isArchived) ? queue : null;
  };
  const outcomes = new Map<Shared, Outcome>();
  for (let left = list; left.length > 0; ) {
    const { step, rest } = nextStep(left);
    const done = await sentTogether([locks, ...step.map((one) => doOne(on, one.work, queueOf(one), last))]);
    for (const [at, one] of step.entries()) outcomes.set(one, done[at + 1] as Outcome);
    left = rest;
    // What is given away in this turn has left: the next step reads it, and the COMMIT is behind it.
    await sentInTurn();
  }
  const all = list.flatMap((one) => outcomes.get(one) ?? []);
  const ids = router ? toRoute(list, all) : [];
  return { outcomes: all, routed: router && ids.length > 0 ? await router(on, ids, last) : null };
}

/** Those that have nobody in common, and none that was given before one that waits. */
function nextStep(list: readonly Shared[]): { readonly step: Shared[]; readonly rest: Shared[] } {
  const touched = new Set<string>();
  const [step, rest]: [Shared[], Shared[]] = [[], []];
  for (const one of list) {
    const { agentIds, ticketIds, visitorId } = one.work;
    const ids = [...agentIds, ...ticketIds, ...(visitorId === null ? [] : [visitorId])];
    (ids.some((id) => touched.has(id)) ? rest : step).push(one);
    for (const id of ids) touched.add(id);
  }
  return { step, rest };
}

async function doOne(
  on: Connection,
  work: QueueWork<unknown, Done | null>,
  locking: Promise<LockedQueue | null>,
  last: Promise<unknown>[],
): Promise<Outcome> {
  const preparing = work.prepare(on).then(
    (value) => ({ value }),
    (error: unknown) => {
      if (error instanceof AppError) return { refused: error };
      throw error;
    },
  );
  const [queue, prepared] = await sentTogether([locking, preparing] as const);
  if (!queue) return { refused: new AppError('NOT_FOUND') };
  return 'refused' in prepared ? prepared : { value: await work.write(on, prepared.value, { queue, last }) };
}
