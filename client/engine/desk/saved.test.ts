import { expect, test } from 'vitest';
import { type ViewFilter, WHOLE_FILTER } from '../../../core/protocol/desk-views.ts';
import { toId } from '../../../core/protocol/ids.ts';
import { deskWorld, ME } from '../../../testing/client/desk-hand.ts';
import { keyOfFilter } from './saved.ts';

const filter = (more: Partial<ViewFilter>): ViewFilter => ({ ...WHOLE_FILTER, ...more });
const VAT = filter({ tags: ['vat'] });
const URGENT = filter({ priorities: ['high'], assignee: 'nobody' });

test('[desk] saved lists are read with all else and counted by one call; frames move tickets into and out of them', async () => {
  const { desk, hand, settle } = await deskWorld();
  hand.views = [
    { id: toId('600'), name: 'Urgent', team: true, filter: URGENT },
    { id: toId('601'), name: 'VAT', team: false, filter: VAT },
  ];
  hand.add({ tags: ['vat'] });
  const urgent = hand.add({ priority: 10 });
  desk.actions.refresh();
  await settle();
  expect(desk.views()?.map(({ name }) => name)).toEqual(['Urgent', 'VAT']);
  expect([desk.count(keyOfFilter(URGENT)), desk.count(keyOfFilter(VAT))]).toEqual([1, 1]);
  // One call for both, and one more because tickets came meanwhile.
  expect(hand.asked.filter((call) => call === 'countFiltered').length).toBeLessThanOrEqual(2);
  desk.actions.show(keyOfFilter(URGENT));
  await settle();
  expect(desk.list(keyOfFilter(URGENT)).tickets.map(({ id }) => id)).toEqual([urgent.id]);
  hand.push({ ticket: hand.set({ ...urgent, state: 'ACTIVE', assignee: ME, version: 2 }) });
  expect(desk.list(keyOfFilter(URGENT)).tickets).toEqual([]);
  hand.push({ ticket: hand.add({ priority: 1, tags: ['vat'] }) });
  expect(desk.count(keyOfFilter(URGENT))).toBe(1);
  await settle(25_000);
  expect(desk.count(keyOfFilter(VAT))).toBe(2);
});

test('[desk] a list that is saved, changed or removed stands so at once; one that is refused changes nothing', async () => {
  const { desk, hand, settle } = await deskWorld();
  hand.add({ tags: ['vat'] });
  desk.actions.refresh();
  await settle();
  const saved = await desk.actions.saveView(null, { name: 'VAT', filter: VAT, team: false });
  await settle();
  expect(desk.count(keyOfFilter(VAT))).toBe(1);
  await desk.actions.saveView(null, { name: 'All of us', filter: URGENT, team: true });
  await desk.actions.saveView(saved.id, { name: 'Invoices', filter: VAT, team: false });
  expect(desk.views()?.map(({ name }) => name)).toEqual(['All of us', 'Invoices']);
  await desk.actions.removeView(saved.id);
  expect(desk.views()?.map(({ name }) => name)).toEqual(['All of us']);
});
