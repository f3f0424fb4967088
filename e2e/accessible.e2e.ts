import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { newcomer, say, talkTo } from './people.ts';
import { test } from './test.ts';

test('a conversation has no serious fault for those who cannot see or point', async ({ browser }) => {
  const ivy = await newcomer(browser, 'Ivy Ross', 'ivy');
  await newcomer(browser, 'Hal Moe', 'hal');
  await talkTo(ivy, 'hal', 'Hal Moe');
  await say(ivy, 'Hello Hal');
  await expect(ivy.getByRole('log', { name: 'Messages' }).getByText('Hello Hal')).toBeVisible();
  const { violations } = await new AxeBuilder({ page: ivy }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
});
