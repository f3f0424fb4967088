// What goes on whatever people do: time passes, connections die, processes stop; and the rules are looked at meanwhile.
import { setTimeout as sleep } from 'node:timers/promises';
import { recountAlways } from '../../server/features/ticket/store-recount.ts';
import type { Busy } from './busy.ts';

/** Some twenty times as fast as clocks go. What is due is done by all at once now and then. */
export async function passTime(busy: Busy): Promise<void> {
  while (!busy.over) {
    await busy.world.clock.pass(500);
    if (busy.random.chance(0.2)) await Promise.all(busy.all().map(({ runner }) => runner.sweep()));
    await sleep(10);
  }
}

/** A process that dies loses its connections, wherever it is: one of them each time, and now and then all that it is. */
export async function crash(busy: Busy): Promise<void> {
  while (!busy.over) {
    await sleep(300);
    if (busy.random.chance(0.05)) busy.kill(busy.anyone());
    await busy.may(
      busy.world.db.probe.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
           and query not like 'listen%' order by random() limit 1`,
      ),
    );
  }
}

const A_RECOUNT = 20;

/** How many wait, and now and then the rules that hold at every moment. */
export async function watch(busy: Busy): Promise<void> {
  const { pool } = busy.world.db;
  for (let n = 1; !busy.over; n += 1) {
    await sleep(50);
    const waiting = await busy.may(pool.query<{ n: number }>('select count(*)::int as n from ticket where state = 1'));
    busy.waiting = waiting?.rows[0]?.n ?? busy.waiting;
    const broken = n % A_RECOUNT === 0 ? await busy.may(recountAlways(pool)) : null;
    if (broken && broken.length > 0) throw new Error(`while all are at it: ${JSON.stringify(broken)}`);
  }
}
