// The replay as the command runs it, against the server as it runs.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCalmInstance } from '../../../testing/factories/api-instance.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { testDatabase } from '../../../testing/setup/services.ts';
import { makeAccounts } from '../../features/account/index.ts';

const program = fileURLToPath(new URL('../replay.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'parley-replay-test-'));
const file = join(folder, 'talks.jsonl');
let database: Awaited<ReturnType<typeof testDatabase>>;
let world: Awaited<ReturnType<typeof chatWorld>>;
let instance: Awaited<ReturnType<typeof startCalmInstance>>;

const talk = (id: number, ...texts: string[]) =>
  JSON.stringify({ id, topic: `Talk ${id}`, turns: texts.map((text, at) => ({ role: at % 2 === 0 ? 'customer' : 'agent', text })) });

beforeAll(async () => {
  database = await testDatabase();
  world = await chatWorld({ database: database.url });
  const [owner] = (await Array.fromAsync(makeAccounts(world, 1))).flat();
  await world.db.pool.query('with o as (update users set power = 2 where id = $1) update installation set owner_id = $1', [owner?.id]);
  instance = await startCalmInstance(folder, { DATABASE_URL: database.url });
  const talks = Array.from({ length: 8 }, (_, n) => talk(n, `Is lamp ${n} in stock?`, 'Yes, two.', '谢谢', 'A pleasure.', 'Bye', 'Bye'));
  writeFileSync(file, [...talks, 'no talk', JSON.stringify({ turns: [{ role: 'agent', text: 'Anybody there?' }] })].join('\n'));
});
afterAll(async () => {
  await instance.close();
  rmSync(folder, { recursive: true });
});

async function replay(): Promise<{ readonly code: number; readonly out: string }> {
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    DATABASE_URL: database.url,
    PARLEY_URL: instance.gate.url,
    PARLEY_DATA: folder,
  };
  const args = [program, file, '--agents', '3', '--rate', '20', '--pause', '0.05'];
  try {
    return { code: 0, out: (await promisify(execFile)(process.execPath, args, { env })).stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: `${stdout}${stderr}` };
  }
}

test('[replay] [D1] [D5] [D9] talks are played to their end, each line once, in order, by its side; the next run is the same agents', {
  timeout: 120_000,
}, async () => {
  const first = await replay();
  expect(first.out).toContain('9 talks, 9 done, 0 answered by people; 50 messages');
  expect(first.out).toContain('checked 9 talks and 50 lines (9 RESOLVED): lost 0, doubled 0, disordered 0, wrongSide 0, invented 0');
  expect(first.out).toContain('1 lines left out');
  expect(first.code).toBe(0);
  expect((await replay()).code).toBe(0);
  const { rows } = await world.db.pool.query(
    `select (select count(*)::int from agent) as agents, (select count(*)::int from department) as departments,
       (select count(*)::int from site_key) as sites, (select count(*)::int from ticket where state = 6) as tickets,
       (select count(*)::int from terminal where name = 'npm run replay' and revoked_at is null) as sessions`,
  );
  expect(rows).toEqual([{ agents: 3, departments: 1, sites: 1, tickets: 18, sessions: 0 }]);
});

test('[replay] a line that does not stand in the log is missed, and the exit code says so', { timeout: 120_000 }, async () => {
  // Whatever is written of this text is another one.
  await world.db.pool.query(
    `create function spoil() returns trigger language plpgsql as $$ begin if new.text = 'Yes, two.' then new.text := 'No.'; end if; return new; end $$`,
  );
  await world.db.pool.query('create trigger spoil before insert on event for each row execute function spoil()');
  const { code, out } = await replay();
  await world.db.pool.query('drop trigger spoil on event');
  expect(out).toContain('lost 8, doubled 0, disordered 0, wrongSide 0, invented 8');
  expect(code).toBe(1);
});
