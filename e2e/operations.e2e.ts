import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { account, newPerson, OWNER, returning, signIn, signUp } from './accounts.ts';
import { direct, send } from './talks.ts';
import { test } from './test.ts';

const docs = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8');

test('operator sees live figures', async ({ page, browser }) => {
  const friend = await account(browser, newPerson('Lin Park', 'operator'));
  const owner = await returning(browser, OWNER);
  const talk = await direct(owner, friend);
  await signIn(page, OWNER, '/admin/operations');
  await expect(page.getByRole('heading', { name: 'Operations' })).toBeVisible();
  const figure = (name: string) => page.locator(`[data-figure="${name}"]`);
  await expect(figure('connections')).toHaveText(/^[1-9]/);
  await expect(page.getByText(/^Instance [0-9a-f]{8}, since/)).toBeVisible();
  await expect(page.getByText(/\d+ of \d+ complete/)).toBeVisible();

  await send(friend, talk, ['Do you see me?']);
  const trend = (name: string) => page.getByRole('img', { name: new RegExp(`^${name}: .* at most `) });
  await expect(trend('Messages sent a second')).toHaveAccessibleName(/at most (0\.)?[1-9]/);
  await expect(trend('Commit, half and 99 %')).toHaveAccessibleName(/at most [\d.]+ and [\d.]+ ms$/);

  await page.context().setOffline(true);
  await expect(page.getByText('No answer since')).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText('No answer since')).toBeHidden();
});

test('who has no power sees no figures', async ({ page }) => {
  await signUp(page, newPerson('Nora Weiss', 'figures'), '/admin/operations');
  await expect(page.getByRole('heading', { name: 'Only administrators see this' })).toBeVisible();
});

test('what a running server tells Prometheus is what the docs list', async ({ request }) => {
  const rows = [...docs.matchAll(/^\| `(parley_\w+)` \| ([^|]*)\|/gm)].map(([, name = '', labels = '']) => ({
    name,
    labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label),
  }));
  const answer = await request.get('/metrics');
  expect(answer.status()).toBe(200);
  const text = await answer.text();
  const told = [...text.matchAll(/^# TYPE (parley_\w+) /gm)].map(([, name]) => name);
  // An instance whose limits are off has none to count.
  const due = rows.filter(({ name }) => told.includes(name) || !name.startsWith('parley_limit'));
  expect(told.toSorted()).toEqual(due.map(({ name }) => name));
  for (const { name, labels } of due) {
    const series = [...text.matchAll(new RegExp(`^${name}(?:_bucket|_sum|_count)?(?:\\{(.*)\\})? `, 'gm'))];
    expect(series.length, name).toBeGreaterThan(0);
    for (const [, given = ''] of series) {
      const names = [...given.matchAll(/(\w+)="/g)].map(([, label]) => label).filter((label) => label !== 'le');
      expect(names, name).toEqual(labels);
    }
  }
});
