// The work of one queue in this process goes one after the other, without waiting for its lock in the database with a connection each:
// what has gathered while a transaction was under way is done together in the next, under one lock and with one commit. Each is as
// it would be alone: it sees what those before it did, and one that is refused has written nothing.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import { type Connection, DatabaseAway, type Pool } from '../../platform/db.ts';
import { sentTogether } from '../../platform/sent-together.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { lockAgents, lockQueues } from './store.ts';
import { lockTalks, lockTickets } from './store-adopt.ts';
import type { LockedQueue, QueueTurns, QueueWork } from './types.ts';

/** In one transaction at most. */
const TOGETHER = 32;

interface Shared {
  readonly kind: 'shared';
  readonly work: QueueWork<unknown, unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface Alone {
  readonly kind: 'alone';
  run(): Promise<void>;
}

type Outcome = { readonly value: unknown } | { readonly refused: AppError };

export function createQueueTurns(pool: Pool): QueueTurns {
  const queues = new Map<DepartmentId, (Shared | Alone)[]>();

  function add(id: DepartmentId, item: Shared | Alone): void {
    const waiting = queues.get(id);
    if (waiting) {
      waiting.push(item);
      return;
    }
    const list = [item];
    queues.set(id, list);
    void runAll(id, list);
  }

  async function runAll(id: DepartmentId, waiting: (Shared | Alone)[]): Promise<void> {
    for (let [first] = waiting; first; [first] = waiting) {
      if (first.kind === 'alone') {
        waiting.shift();
        await first.run();
      } else await runTogether(pool, id, takeShared(waiting));
    }
    queues.delete(id);
  }

  return {
    share: <P, T>(id: DepartmentId, work: QueueWork<P, T>) =>
      new Promise<T>((resolve, reject) => {
        // Its own write is given what its own prepare answered.
        add(id, { kind: 'shared', work: work as QueueWork<unknown, unknown>, resolve: resolve as Shared['resolve'], reject });
      }),
    alone: <T>(id: DepartmentId, work: () => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        add(id, { kind: 'alone', run: () => work().then(resolve, reject) });
      }),
  };
}

function takeShared(waiting: (Shared | Alone)[]): Shared[] {
  const end = waiting.findIndex(({ kind }) => kind === 'alone');
  return waiting.splice(0, Math.min(TOGETHER, end < 0 ? waiting.length : end)).filter((item) => item.kind === 'shared');
}

async function runTogether(pool: Pool, id: DepartmentId, list: readonly Shared[]): Promise<void> {
  try {
    const outcomes = await inTransaction(pool, (on) => within(on, id, list));
    for (const [at, one] of list.entries()) settle(one, outcomes[at]);
  } catch (error) {
    if (list.length === 1 || error instanceof DatabaseAway) for (const one of list) one.reject(error);
    // What is wrong with one is not the others' fault.
    else for (const one of list) await runTogether(pool, id, [one]);
  }
}

function settle(one: Shared, outcome: Outcome | undefined): void {
  if (!outcome) one.reject(new Error('a deed was not done'));
  else if ('refused' in outcome) one.reject(outcome.refused);
  else one.resolve(outcome.value);
}

async function within(on: Connection, id: DepartmentId, list: readonly Shared[]): Promise<Outcome[]> {
  const agentIds = [...new Set(list.flatMap(({ work }) => work.agentIds))];
  const ticketIds = [...new Set(list.flatMap(({ work }) => work.ticketIds))];
  // One behind the other, without waiting for what each answers.
  const [queues] = await sentTogether([
    lockQueues(on, [id]),
    agentIds.length > 0 ? lockAgents(on, agentIds) : null,
    ticketIds.length > 0 ? lockTickets(on, ticketIds) : null,
    // One talk alone is locked by its deed, where that changes its people; several are locked in their order.
    ticketIds.length > 0 && list.length > 1 ? lockTalks(on, ticketIds) : null,
  ]);
  const queue = queues.get(id);
  const outcomes: Outcome[] = [];
  for (const { work } of list) {
    const isThere = queue && (work.goesOn || !queue.isArchived);
    outcomes.push(isThere ? await doOne(on, work, queue) : { refused: new AppError('NOT_FOUND') });
  }
  return outcomes;
}

async function doOne(on: Connection, work: QueueWork<unknown, unknown>, queue: LockedQueue): Promise<Outcome> {
  const prepared = await work.prepare(on).then(
    (value) => ({ value }),
    (error: unknown) => {
      if (error instanceof AppError) return { refused: error };
      throw error;
    },
  );
  return 'refused' in prepared ? prepared : { value: await work.write(on, prepared.value, queue) };
}
