// The desk of two processes of the server as it runs, over one database and without Redis: what one does is seen at the other, and
// what one that is killed leaves is done by the other.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { makeAccounts } from '../server/features/account/index.ts';
import { POWER } from '../server/platform/actor.ts';
import { startApiInstance } from '../testing/factories/api-instance.ts';
import { apiSocket } from '../testing/factories/api-socket.ts';
import { brokenDeskRules } from '../testing/factories/broken-desk-rules.ts';
import { chatWorld } from '../testing/factories/chat.ts';
import { testDatabase } from '../testing/setup/services.ts';
import type { Instance } from './instance.ts';
import { Random } from './random.ts';

interface Frame {
  readonly offer?: { readonly ticket: { readonly id: string } } | null;
  readonly ticket?: { readonly id: string; readonly state: string } | null;
}

const DESK = 'subscription { desk { offer { ticket { id } } offerEnded ticket { id state } } }';
const OPEN = 'mutation($d: ID!, $c: ID!) { openTicket(departmentId: $d, clientId: $c, text: "Where is my parcel?") { id } }';

test('[D4] [D8] two processes run one desk: offered where it was not opened, and taken from who is gone by whoever is left', async () => {
  const database = await testDatabase();
  const world = await chatWorld({ database: database.url });
  const made = (await Array.fromAsync(makeAccounts(world, 4))).flat();
  const [owner, ada, ben, vera] = made as [(typeof made)[0], (typeof made)[0], (typeof made)[0], (typeof made)[0]];
  await world.db.pool.query('update users set kind = 3 where id = $1', [vera.id]);
  const admin = { ...(await world.accounts.authenticate(owner.token))!, power: POWER.owner };
  const { id: department } = await world.agents.createDepartment(admin, { name: 'Parcels' });
  for (const { id } of [ada, ben])
    await world.agents.setAgent(admin, { userId: id, departmentIds: [department], role: 'agent', capacity: 3 });

  const folder = await mkdtemp(join(tmpdir(), 'parley-desk-'));
  const instances: Instance[] = [];
  afterAll(async () => {
    await Promise.all(instances.map((instance) => instance.close()));
    await rm(folder, { recursive: true });
  });
  for (const name of ['A', 'B']) instances.push(await startApiInstance(name, folder, new Random(3), { DATABASE_URL: database.url }));
  const at = (nth: number, token: string) => apiSocket(new URL(instances[nth]!.gate.url).host, token);

  const [visitor, agent, other] = [await at(0, vera.token), await at(1, ada.token), await at(1, ben.token)];
  const desk = agent.follow(DESK);
  await agent.ask('mutation { setAgentState(state: ONLINE) { state } }');
  const opened = await visitor.ask(OPEN, { d: department, c: randomUUID() });
  const { id } = z.object({ id: z.string() }).parse(opened.data?.openTicket);
  const frameOf = (wanted: (frame: Frame) => boolean) => desk.until((frame) => wanted(frame.desk as Frame));
  await frameOf(({ offer }) => offer?.ticket.id === id);
  const accepted = await agent.ask('mutation($id: ID!) { acceptOffer(ticketId: $id) { state assignee { id } } }', { id });
  expect(accepted.data?.acceptOffer).toEqual({ state: 'ACTIVE', assignee: { id: ada.id } });

  // The one that it was opened at dies; the agent is gone for longer than the grace, as the rows say.
  instances[0]!.kill();
  await other.ask('mutation { setAgentState(state: ONLINE) { state } }');
  const others = other.follow(DESK);
  desk.end();
  await agent.close();
  await world.db.pool.query(`update agent set lease_until = now() - interval '61 seconds' where user_id = $1`, [ada.id]);
  await others.until(({ desk: frame }) => (frame as Frame).offer?.ticket.id === id);
  expect(await brokenDeskRules(world.db.pool, Date.now())).toEqual([]);
  const { rows } = await world.db.pool.query('select kind from ticket_event where ticket_id = $1 order by version', [id]);
  expect(rows.map(({ kind }) => kind)).toEqual(['opened', 'offered', 'accepted', 'requeued', 'offered']);
  await other.close();
});
