// Site keys and what the desk knows of a visitor, on a real database.
import { beforeAll, expect, test } from 'vitest';
import { SITE_LIMITS, SITE_STANDARD, siteSettingsInput } from '../../../core/protocol/desk-site.ts';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { siteOver } from '../../../testing/factories/visitors.ts';
import type { Actor } from '../../platform/actor.ts';

let world: Awaited<ReturnType<typeof chatWorld>>;
let site: Awaited<ReturnType<typeof siteOver>>;
let [ada, ben, sue, cat]: Actor[] = [];
let sales: DepartmentId;

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
    departments: [{ name: 'Help' }, { name: 'Sales' }],
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
