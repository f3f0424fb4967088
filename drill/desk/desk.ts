// The desk's part of the drill: visitors and agents at work while the faults come, a look at the rows each second, and the end, in
// which all that is open is finished.
import { setTimeout as delay } from 'node:timers/promises';
import { recountAlways } from '../../server/features/ticket/store-recount.ts';
import type { Pool } from '../../server/platform/db.ts';
import { DeskAgent } from './agent.ts';
import { checkDesk, type DeskFinding, readDeskRows } from './check.ts';
import { CAPACITY, type DeskDeps, type DeskPlace } from './place.ts';
import { newDeskRecord } from './record.ts';
import { Visitors } from './visitors.ts';

const LOOK_MS = 1_000;
const AGAIN_MS = 200;
/** An offer that nobody answered ends by itself, and somebody who is gone is waited for: then all has to be done. */
const FINISH_MS = 180_000;
const OPEN = 'select count(*)::int as open from ticket where state < 6';

export class Desk {
  readonly record = newDeskRecord();
  private readonly pool: Pool;
  private readonly agents: readonly DeskAgent[];
  private readonly visitors: Visitors;
  private readonly looking: Promise<void>;
  private over = false;

  constructor(more: Omit<DeskDeps, 'record' | 'place'> & { readonly place: DeskPlace }, pool: Pool, fail: (error: unknown) => void) {
    const deps = { ...more, record: this.record };
    this.pool = pool;
    this.agents = deps.place.agents.map(({ id, token }, at) => new DeskAgent(deps, { userId: id, token, name: `agent ${at + 1}` }, fail));
    this.visitors = new Visitors(deps, fail);
    this.looking = this.look().catch(fail);
  }

  /** The faults are over: nobody comes any more, and what is open is finished. False: something is stuck. */
  async finish(): Promise<boolean> {
    await this.visitors.stop();
    for (const agent of this.agents) agent.finish();
    const until = performance.now() + FINISH_MS;
    let open = 1;
    while (open > 0 && performance.now() < until) {
      await delay(AGAIN_MS);
      open = (await this.pool.query<{ open: number }>(OPEN)).rows[0]?.open ?? 0;
    }
    await this.stop();
    return open === 0;
  }

  async stop(): Promise<void> {
    this.over = true;
    await Promise.all([...this.agents.map((agent) => agent.stop()), this.looking]);
  }

  async check(): Promise<DeskFinding[]> {
    return [...checkDesk(this.record, await readDeskRows(this.pool, await recountAlways(this.pool)))];
  }

  summary(): string {
    const { opened, accepted, declined, transferred, closed, refused, looks } = this.record;
    return `${opened.length} tickets, ${accepted} accepted, ${declined} declined, ${transferred} handed on, ${closed} closed, ${refused.length} late words refused, ${looks} looks at the rows`;
  }

  /** D1, D2 and D5 hold at every moment; while the database is away there is none. */
  private async look(): Promise<void> {
    while (!this.over) {
      await delay(LOOK_MS);
      const seen = await recountAlways(this.pool).catch(() => null);
      const over = await this.pool.query<{ id: string }>('select user_id as id from agent where load > $1', [CAPACITY]).catch(() => null);
      if (!seen || !over) continue;
      this.record.looks += 1;
      this.record.seen.push(...seen, ...over.rows.map(({ id }) => ({ rule: 'D2', what: `agent ${id} had more than their capacity` })));
    }
  }
}
