// Reads the desk as it stands, at most once a second an instance, however many look; what needs no count each time (the last
// hour's flow) is kept.
import { isOpen } from '../../../core/desk/hours.ts';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import type { BoardQueue, WireBoard } from '../../../core/protocol/wire-setup.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Accounts } from '../account/index.ts';
import { cutoffOf } from './cutoff.ts';
import { Flow } from './flow.ts';
import { type Cutoffs, countAgents, countFlow, countQueues, loadPlaces, type Place, type QueueCounts } from './store.ts';

const KEPT_MS = 1_000;

export interface ReadDeps {
  readonly db: Pick<Db, 'pool'>;
  readonly accounts: Pick<Accounts, 'loadUsers'>;
  readonly clock: Pick<Clock, 'now'>;
}

export interface Read {
  readonly board: WireBoard;
  readonly cutoffs: ReadonlyMap<DepartmentId, Cutoffs>;
}

/** One that fails is not kept. */
export function keepReading(deps: ReadDeps): () => Promise<Read> {
  const flow = new Flow();
  let kept: { readonly at: number; readonly read: Promise<Read> } | null = null;
  return () => {
    const now = deps.clock.now();
    if (kept && now - kept.at < KEPT_MS && now >= kept.at) return kept.read;
    const mine = { at: now, read: read(deps, flow, now) };
    kept = mine;
    mine.read.catch(() => {
      if (kept === mine) kept = null;
    });
    return mine.read;
  };
}

async function read({ db: { pool }, accounts }: ReadDeps, flow: Flow, now: number): Promise<Read> {
  const places = await loadPlaces(pool);
  const cutoffs = new Map(places.map((place) => [place.id, cutoffsOf(place, now)]));
  const from = flow.from(now);
  const [counts, slices, people] = await Promise.all([countQueues(pool, cutoffs), countFlow(pool, from), countAgents(pool)]);
  flow.put(slices, from, now);
  const users = await accounts.loadUsers(people.map(({ userId }) => userId));
  const queues = places.flatMap((place) => presentQueue(place, counts.get(place.id), flow, now));
  const agents = people.flatMap(({ userId, ...row }) => {
    const user = users.get(userId);
    return user ? [{ ...row, user }] : [];
  });
  return { board: { at: now, queues, agents }, cutoffs };
}

function cutoffsOf({ hours, settings: { targets } }: Place, now: number): Cutoffs {
  return { firstAnswer: cutoffOf(targets.firstAnswerMs, hours, now), resolution: cutoffOf(targets.resolutionMs, hours, now) };
}

function presentQueue({ id, name, hours, settings }: Place, counts: QueueCounts | undefined, flow: Flow, now: number): BoardQueue[] {
  if (!counts) return [];
  const points = flow.points(id, now);
  const sum = (key: 'arrived' | 'closed') => points.reduce((all, point) => all + point[key], 0);
  const open = hours === null || isOpen(hours, now);
  const { firstAnswerMs: targetMs, resolutionMs } = settings.targets;
  return [{ id, name, open, targetMs, resolutionMs, hours, ...counts, arrived: sum('arrived'), closed: sum('closed'), points }];
}
