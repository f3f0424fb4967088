// Whether history was lost. The installation's counter rises with each look (each 5 s of service, and at stop) and is
// mirrored outside the database; a mirror, or this process's own memory, that is ahead of it means that the database is an
// older copy: a new epoch, so that no device goes on from a position of the lost history (S13).
import { type Clock, systemClock } from './clock.ts';
import { type Pool, type Row, run } from './db.ts';
import { newEpoch } from './installation.ts';
import type { Log } from './log.ts';
import type { Mirror } from './mirror.ts';

const EVERY_MS = 5_000;
const AGAIN_MS = 500;

interface EpochDeps {
  readonly pool: Pool;
  readonly mirrors: readonly Mirror[];
  readonly log: Log;
  /** Held in the hand by tests. */
  readonly clock?: Clock;
  /** Whether something that this process knows was committed is not there. */
  missed?(): Promise<boolean>;
  /** The epoch is another than it was: minted here or by somebody else. */
  changed(): void;
}

export interface EpochWatch {
  /** Looks now; resolves when it has looked, or has failed to (it then looks again by itself). */
  look(): Promise<void>;
  close(): Promise<void>;
}

interface Standing {
  readonly id: string;
  readonly epoch: string;
  readonly counter: number;
}

interface StandingRow extends Row {
  installation_id: string;
  epoch: string;
  counter: string;
}

const standingOf = (row: StandingRow): Standing => ({ id: row.installation_id, epoch: row.epoch, counter: Number(row.counter) });
const COLUMNS = 'installation_id, epoch, counter';

async function one(pool: Pool, name: string, text: string, values: unknown[] = []): Promise<Standing | null> {
  const row = (await run<StandingRow>(pool, name, text, values)).rows[0];
  return row ? standingOf(row) : null;
}

/** From the row, so that the ticks of several instances are one count. */
async function raise(pool: Pool): Promise<Standing> {
  const raised = await one(pool, 'epoch_raise', `update installation set counter = counter + 1 returning ${COLUMNS}`);
  if (!raised) throw new Error('the installation has no row');
  return raised;
}

/** Null: another process has minted one since `was` was read. */
function mint(pool: Pool, was: Standing, known: number): Promise<Standing | null> {
  const text = `update installation set epoch = $1, counter = greatest(counter, $2) + 1 where epoch = $3 returning ${COLUMNS}`;
  return one(pool, 'epoch_mint', text, [newEpoch(), known, was.epoch]);
}

/** Looks once, then again and again until it is closed. Rejects when the first look fails. */
export async function openEpoch({ pool, mirrors, log, clock = systemClock, missed, changed }: EpochDeps): Promise<EpochWatch> {
  let last = await one(pool, 'epoch_read', `select ${COLUMNS} from installation`);
  /** What this process knows was committed: 0 at its start. */
  let seen = 0;

  /** Mirrors are read first: what they hold was committed by then, so a row that is raised after must be past it. */
  async function compare(): Promise<void> {
    const before = last;
    const known = Math.max(seen, ...(before ? await Promise.all(mirrors.map((mirror) => mirror.read(before.id))) : []));
    const isMissed = (await missed?.()) ?? false;
    let standing = await raise(pool);
    const isOlder = () => standing.counter <= known || (isMissed && standing.epoch === before?.epoch);
    while (standing.id === before?.id && isOlder()) {
      const minted: Standing | null = await mint(pool, standing, known);
      if (minted)
        log.warn(
          { counter: standing.counter, mirror: known },
          'history was lost, for the database is older than what was seen of it: new epoch, all devices read anew',
        );
      standing = minted ?? (await raise(pool));
    }
    last = standing;
    seen = standing.counter;
    await Promise.all(mirrors.map((mirror) => mirror.raise(standing.id, standing.counter)));
    if (standing.epoch !== before?.epoch) changed();
  }

  await compare();
  return keepLooking(compare, clock, log);
}

/** One look at a time; the next when it is due, or soon where the database was away. */
function keepLooking(compare: () => Promise<void>, clock: Clock, log: Log): EpochWatch {
  let callOff = () => {};
  let running: Promise<void> | null = null;
  let away = false;
  let closed = false;

  async function attempt(): Promise<void> {
    try {
      await compare();
      away = false;
    } catch (error) {
      if (!away) log.warn({ error }, 'the epoch was not compared: looking again until the database answers');
      away = true;
    }
    running = null;
    later();
  }

  function later(): void {
    callOff();
    if (!closed) callOff = clock.after(away ? AGAIN_MS : EVERY_MS, () => void look());
  }

  function look(): Promise<void> {
    if (closed) return Promise.resolve();
    running ??= attempt();
    return running;
  }

  later();
  return {
    look,
    async close() {
      closed = true;
      await running;
      await attempt();
    },
  };
}
