// The limits of core/protocol/rates.ts over a limiter, as the edge and the features use them: `spend` at once, on the way of
// every operation; `attempt` around what is slow anyway, counted over all instances before it begins.
import { createHash } from 'node:crypto';
import { RATES, type RateName, type RateScope, rowOf } from '../../../core/protocol/rates.ts';
import type { Metrics } from '../metrics.ts';
import type { Holds } from './holds.ts';
import type { Buckets, Limiter } from './limiter.ts';
import { refusalOf } from './refusal.ts';

/** By whom something counts. An operation of nobody who is known counts as a stranger's. */
export interface Who {
  readonly userId: string | null;
  /** Of the caller's address (network.ts). */
  readonly network: string;
}

/** What an attempt counts as, by each scope that its row has. */
export type Attempts = Partial<Record<RateName, Partial<Record<RateScope, string>>>>;

export interface Limits {
  /** False: all limits are off. */
  readonly on: boolean;
  readonly holds: Holds;
  /** Takes one; 0, or the milliseconds until there is one. Decided here and at once. */
  take(name: RateName, who: Who): number;
  /** The same. @throws AppError RATE_LIMITED */
  spend(name: RateName, who: Who): void;
  /** Counts an attempt at each of these and runs it. @throws AppError RATE_LIMITED */
  attempt<T>(attempts: Attempts, work: () => Promise<T>): Promise<T>;
  /** Counts a refusal that was decided elsewhere. */
  refused(what: string): void;
  close(): Promise<void>;
}

const noHolds: Holds = { add: () => undefined, remove: () => undefined, count: () => 0, close: async () => undefined };

/** Where limits are switched off. */
export const noLimits: Limits = {
  on: false,
  holds: noHolds,
  take: () => 0,
  spend: () => undefined,
  attempt: (_attempts, work) => work(),
  refused: () => undefined,
  close: async () => undefined,
};

const SCOPES = ['user', 'address', 'email'] as const satisfies readonly RateScope[];

type Row = Partial<Record<RateScope, Buckets>>;

function makeRows(limiter: Limiter): Map<RateName, Row> {
  const rows = new Map<RateName, Row>();
  for (const name of Object.keys(RATES) as RateName[]) {
    const row: Row = {};
    for (const scope of SCOPES) {
      const rate = rowOf(name)[scope];
      if (rate) row[scope] = limiter.buckets(`${name}.${scope}`, rate);
    }
    rows.set(name, row);
  }
  return rows;
}

/** Nobody's e-mail stands in Redis. */
const keyOf = (scope: RateScope, who: string): string =>
  scope === 'email' ? createHash('sha256').update(who.toLowerCase()).digest('base64url').slice(0, 22) : who;

export function createLimits(limiter: Limiter, holds: Holds, metrics: Pick<Metrics, 'counter' | 'gauge'>): Limits {
  const rows = makeRows(limiter);
  const refusals = metrics.counter({ name: 'parley_limited_total', help: 'What was refused by a limit.', labels: ['what'] });
  metrics.gauge({ name: 'parley_limit_buckets', help: 'Buckets of limits that are kept in this process.' }, (gauge) => {
    gauge.set([...rows.values()].flatMap((row) => Object.values(row)).reduce((sum, buckets) => sum + buckets.size(), 0));
  });

  function take(name: RateName, { userId, network }: Who): number {
    const counted = userId === null && rowOf(name).user ? 'stranger' : name;
    const row = rows.get(counted);
    const user = userId === null ? undefined : row?.user;
    const wait = Math.max(user?.wait(userId ?? '') ?? 0, row?.address?.wait(network) ?? 0);
    if (wait > 0) refusals.inc({ what: counted });
    else {
      user?.take(userId ?? '');
      row?.address?.take(network);
    }
    return wait;
  }

  /** The buckets of attempts, and whose. */
  function bucketsOf(attempts: Attempts) {
    return (Object.keys(attempts) as RateName[]).flatMap((name) =>
      SCOPES.flatMap((scope) => {
        const who = attempts[name]?.[scope];
        const buckets = rows.get(name)?.[scope];
        return who === undefined || !buckets ? [] : { name, buckets, who: keyOf(scope, who) };
      }),
    );
  }

  const giveBack = (taken: readonly { readonly buckets: Buckets; readonly who: string }[]) =>
    Promise.all(taken.map(({ buckets, who }) => buckets.giveBack(who)));

  return {
    on: true,
    holds,
    take,
    spend(name, who) {
      const wait = take(name, who);
      if (wait > 0) throw refusalOf(wait);
    },
    async attempt(attempts, work) {
      const all = bucketsOf(attempts);
      const waits = await Promise.all(all.map(({ buckets, who }) => buckets.ask(who)));
      const refusedBy = all[waits.indexOf(Math.max(...waits))];
      const wait = Math.max(0, ...waits);
      if (wait > 0 && refusedBy) {
        refusals.inc({ what: refusedBy.name });
        await giveBack(all.filter((_, index) => waits[index] === 0));
        throw refusalOf(wait);
      }
      const result = await work();
      await giveBack(all.filter(({ name }) => rowOf(name).failures));
      return result;
    },
    refused: (what) => refusals.inc({ what }),
    close: async () => void (await Promise.all([limiter.close(), holds.close()])),
  };
}
