// Site keys and what the desk knows of a visitor, on a real database.
import { beforeAll, expect, test } from 'vitest';
import { SITE_LIMITS, SITE_STANDARD, siteSettingsInput } from '../../../core/protocol/desk-site.ts';
import type { DepartmentId, SiteKeyId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { type Comer, siteOver } from '../../../testing/factories/visitors.ts';
import type { Actor } from '../../platform/actor.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let site: Awaited<ReturnType<typeof siteOver>>;
let [ada, ben, sue, cat]: Actor[] = [];
let sales: DepartmentId;

const isLive = async ({ token }: { readonly token: string }) => (await world.accounts.authenticate(token)) !== null;
const unchanged = { name: null, origins: null, enforced: null, settings: null };
const settings = siteSettingsInput.parse({
  color: 'ink',
  side: 'left',
  greeting: { en: 'Hello', zh: '您好' },
  away: { en: '', zh: '' },
  fields: [
    { name: 'order', label: { en: 'Order', zh: '订单' }, kind: 'text', required: true, options: [] },
    { name: 'topic', label: { en: 'Topic', zh: '主题' }, kind: 'select', required: false, options: ['Tea', 'Cups'] },
  ],
  language: 'zh',
  requireDepartment: true,
});

beforeAll(async () => {
  world = await chatWorld();
  site = await siteOver(world);
  [ada, ben, sue, cat] = await world.people(4);
  sales = (await world.agents.createDepartment(site.boss, { name: 'Sales' })).id;
  const help = (await world.agents.createDepartment(site.boss, { name: 'Help' })).id;
  for (const [actor, departmentIds, role] of [
    [ada!, [sales], 'agent'],
    [ben!, [help], 'agent'],
    [sue!, [], 'supervisor'],
  ] as const) {
    await world.agents.setAgent(site.boss, { userId: actor.userId, departmentIds: [...departmentIds], role, capacity: 5 });
  }
});

test('[visitor 1] a desk admin alone sees the keys with their secrets and changes them; what is not named stays', async () => {
  const before = await site.keyOf();
  expect(before).toMatchObject({ name: 'Shop', origins: ['https://shop.example.org'], enforced: false, settings: SITE_STANDARD });
  for (const actor of [ada!, sue!, cat!]) {
    await expect(world.visitors.siteKeys(actor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(world.visitors.rotateSecret(actor, { id: site.siteKey })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
  const origins = ['https://a.example.org', 'https://a.example.org'];
  expect(await world.visitors.updateSiteKey(site.boss, { ...unchanged, id: site.siteKey, origins, settings })).toEqual({
    ...before,
    origins: ['https://a.example.org'],
    settings,
  });
  const rotated = await world.visitors.rotateSecret(site.boss, { id: site.siteKey });
  expect([rotated.secret === before.secret, rotated.settings]).toEqual([false, settings]);
  await expect(world.visitors.updateSiteKey(site.boss, { ...unchanged, id: '77' as typeof site.siteKey })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('[visitor 2] whoever knows the key is told its settings, departments and origins, and never its secret', async () => {
  const shown = await world.visitors.site(site.siteKey);
  expect(shown).toMatchObject({
    ...settings,
    id: site.siteKey,
    name: 'Shop',
    enforced: false,
    departments: [
      { name: 'Help', away: { en: '', zh: '' } },
      { name: 'Sales', away: { en: '', zh: '' } },
    ],
  });
  expect(JSON.stringify(shown)).not.toContain((await site.keyOf()).secret);
  expect(await world.visitors.frameAncestors(site.siteKey)).toEqual(['https://a.example.org']);
  await world.visitors.updateSiteKey(site.boss, { ...unchanged, id: site.siteKey, origins: ['https://b.example.org'] });
  expect(await world.visitors.frameAncestors(site.siteKey)).toEqual(['https://b.example.org']);
  await expect(world.visitors.frameAncestors('77' as typeof site.siteKey)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('[visitor] the card is for the desk: agents where the visitor has a ticket, and supervisors; to others there is none', async () => {
  const { actor } = await site.come({ identity: await site.sign({ sub: 'v', name: 'Vera', email: 'vera@example.org' }) });
  const card = (reader: Actor) => world.visitors.card(reader, { userId: actor.userId });
  await expect(card(ada!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const words = { departmentId: sales, clientId: crypto.randomUUID() as never, text: 'hello', fields: null };
  const { id } = await world.tickets.openTicket(actor, words);
  expect(await card(ada!)).toMatchObject({
    user: { id: actor.userId, name: 'Vera', handle: null },
    email: 'vera@example.org',
    externalId: 'v',
    identified: true,
    online: false,
    site: { id: site.siteKey, name: 'Shop' },
    tickets: [{ id }],
  });
  expect((await card(sue!)).tickets).toHaveLength(1);
  await expect(card(ben!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(card(cat!)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(card(actor)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(world.visitors.card(sue!, { userId: ada!.userId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('[visitor] attributes are changed one by one, null takes one away, and no more than fifty stay', async () => {
  const { actor } = await site.come();
  const set = (attributes: Record<string, string | number | boolean | null>) => world.visitors.setAttributes(actor, { attributes });
  await set({ plan: 'free', seats: 3, trial: true });
  await set({ plan: 'team', trial: null });
  const stored = async () => (await world.visitors.card(sue!, { userId: actor.userId })).attributes;
  expect(await stored()).toEqual({ plan: 'team', seats: 3 });
  const many = Object.fromEntries(Array.from({ length: SITE_LIMITS.attributes - 1 }, (_, n) => [`more ${n}`, n]));
  await expect(set(many)).rejects.toMatchObject({ code: 'BAD_INPUT', details: { field: 'attributes' } });
  expect(await stored()).toEqual({ plan: 'team', seats: 3 });
  await expect(world.visitors.setAttributes(ada!, { attributes: {} })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('[visitor] of the pages the last fifty are kept, the latest first, and one that is looked at again is there once', async () => {
  const { actor } = await site.come();
  const view = (n: number) => world.visitors.pageViewed(actor, { url: `https://shop.example.org/${n}`, title: `Page ${n}` });
  for (let n = 0; n < 60; n += 1) await view(n);
  await view(59);
  const { pages } = await world.visitors.card(sue!, { userId: actor.userId });
  expect([pages.length, pages[0]?.title, pages.at(-1)?.title]).toEqual([50, 'Page 59', 'Page 10']);
  await expect(world.visitors.pageViewed(ada!, { url: 'https://shop.example.org/', title: '' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});

test("[agent 6] sites stand in the desk's log with what differs, and never with their secret", async () => {
  const { entries } = await world.agents.auditLog(site.boss, { before: null, first: 100 });
  const ours = entries.filter(({ deed }) => deed.startsWith('siteKey'));
  expect(new Set(ours.map(({ deed }) => deed))).toEqual(new Set(['siteKeyCreated', 'siteKeyChanged', 'siteKeySecret']));
  expect(ours.find(({ deed }) => deed === 'siteKeyCreated')).toMatchObject({ target: 'Shop', actor: { id: site.boss.userId } });
  expect(ours.find(({ deed }) => deed === 'siteKeySecret')).toMatchObject({ before: null, after: null });
  expect(JSON.stringify(entries)).not.toContain((await site.keyOf()).secret);
});

test('[visitor] where identity is enforced from now on, whoever came without one is out; who came with one that ends stays', async () => {
  const bank = await siteOver(world, 'Bank');
  const change = (enforced: boolean) => world.visitors.updateSiteKey(bank.boss, { ...unchanged, id: bank.siteKey, enforced });
  await change(true);
  const exp = Math.floor(Date.now() / 1_000) + 600;
  const named = await bank.come({ identity: await bank.sign({ sub: 'v', exp }) });
  await change(false);
  const [anonymous, elsewhere] = [await bank.come(), await site.come()];
  await change(true);
  expect(await Promise.all([named, anonymous, elsewhere].map(isLive))).toEqual([true, false, true]);
  expect(world.revoked).toContain(anonymous.actor.terminalId);
});

test('[visitor] a site key is removed for good by a desk admin: nobody comes by it, its visitors are out, and the log says so', async () => {
  const gone = await siteOver(world, 'Gone');
  const visitor = await gone.come();
  await expect(world.visitors.revokeSiteKey(sue!, { id: gone.siteKey })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await world.visitors.frameAncestors(gone.siteKey);
  expect(await world.visitors.revokeSiteKey(gone.boss, { id: gone.siteKey })).toBe(true);
  expect([await isLive(visitor), await isLive(await site.come())]).toEqual([false, true]);
  expect((await world.visitors.siteKeys(gone.boss)).map(({ id }) => id)).not.toContain(gone.siteKey);
  const asked = [() => gone.come(), () => world.visitors.site(gone.siteKey), () => world.visitors.frameAncestors(gone.siteKey)];
  for (const ask of asked) {
    await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  await expect(world.visitors.revokeSiteKey(gone.boss, { id: gone.siteKey })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { entries } = await world.agents.auditLog(gone.boss, { before: null, first: 1 });
  expect(entries).toMatchObject([{ deed: 'siteKeyRevoked', target: 'Gone', after: null }]);
});

/** Who comes has read the key before `change` and goes on after it. */
async function crossing(id: SiteKeyId, change: string, identity: string | null): Promise<Comer | string> {
  const on = await world.db.pool.connect();
  try {
    await on.query('begin');
    await on.query(`update site_key set ${change} where id = $1`, [id]);
    const coming = site.come({ identity }, id).catch((error: { code: string }) => error.code);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await on.query('commit');
    return await coming;
  } finally {
    on.release();
  }
}

test('[visitor] who crosses the removal of a site key, or the enforcing of identity, is as if they had come after it', async () => {
  const make = async (name: string) => {
    const id = await world.visitors.createSiteKey(site.boss, { name, origins: [] });
    const { secret } = (await world.visitors.siteKeys(site.boss)).find((key) => key.id === id)!;
    return { id, signed: (claims: object) => site.sign({ sub: name, ...claims }, secret) };
  };
  const exp = Math.floor(Date.now() / 1_000) + 600;
  const [gone, strict] = [await make('Gone'), await make('Strict')];
  expect(await crossing(gone.id, 'revoked_at = now()', null)).toBe('NOT_FOUND');
  const enforced = (identity: string | null) => crossing(strict.id, 'enforced = true', identity);
  const again = () => world.db.pool.query('update site_key set enforced = false where id = $1', [strict.id]);
  expect(await enforced(null)).toBe('UNAUTHENTICATED');
  await again();
  expect(await enforced(await strict.signed({}))).toBe('UNAUTHENTICATED');
  await again();
  const ending = await enforced(await strict.signed({ exp }));
  if (typeof ending === 'string') throw new Error(ending);
  const ends = await world.db.pool.query('select expires_at from terminal where id = $1', [ending.actor.terminalId]);
  expect(ends.rows[0].expires_at).toEqual(new Date(exp * 1_000));
});
