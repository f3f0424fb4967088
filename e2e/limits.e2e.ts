import { expect } from '@playwright/test';
import { fillSignIn, OWNER } from './accounts.ts';
import { test } from './test.ts';

const refused = (retryAfterMs: number) => ({
  status: 429,
  json: { error: { message: '', code: -32_029, data: { code: 'RATE_LIMITED', details: { retryAfterMs }, httpStatus: 429 } } },
});

test('a sign-in that is tried too often says how long to wait, in both languages, until it is over', async ({ page }) => {
  let retryAfterMs = 31_000;
  await page.route('**/api/trpc/account.signIn*', (route) => route.fulfill(refused(retryAfterMs)));
  await page.goto('/');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await fillSignIn(page, OWNER.email, OWNER.password);
  await expect(page.getByText('Too many tries. Wait 31 s, then try again.')).toBeVisible();
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByText('尝试次数过多，请等待 31 秒后再试。')).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  retryAfterMs = 1_500;
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Wait 2 s')).toBeVisible();
  await expect(page.getByText('Too many tries')).toBeHidden();
  await page.unroute('**/api/trpc/account.signIn*');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Chats' })).toBeVisible();
});
