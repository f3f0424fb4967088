import { expect } from '@playwright/test';
import { fillSignIn, fillSignUp, newPerson, OWNER, signIn, signUp } from './accounts.ts';
import { test } from './test.ts';

test('an invitation is made, its link opens the sign-up, and it is revoked', async ({ page, browser }) => {
  await signIn(page, OWNER, '/admin/invitations');
  await page.getByRole('button', { name: 'New invitation' }).click();
  await page.getByRole('textbox', { name: 'For how many people' }).fill('777');
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByRole('textbox', { name: 'Link of the invitation' }).inputValue();
  expect(link).toMatch(/\/\?invitation=[\w-]+$/);
  await page.getByRole('button', { name: 'Close' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'For 777 people' }).filter({ hasText: '0 of 777 used' });
  await expect(row).toHaveCount(1);

  const guest = await (await browser.newContext()).newPage();
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'Create an account' })).toBeVisible();
  await fillSignUp(guest, newPerson('Gus Tully', 'guest'));
  await expect(guest.getByRole('heading', { name: 'Chats' })).toBeVisible();
  await expect(guest).toHaveURL(/\/$/);

  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toHaveCount(0);
});

test('somebody is found, disabled, enabled, and gets a new password', async ({ page, browser }) => {
  const max = newPerson('Max Mustermann', 'admin');
  const theirs = await (await browser.newContext()).newPage();
  await signUp(theirs, max);

  await signIn(page, OWNER, '/admin');
  await page.getByRole('searchbox', { name: 'Name, handle or e-mail' }).fill(max.handle);
  const row = page.getByRole('row').filter({ hasText: max.handle });
  const act = async (entry: string) => {
    await row.getByRole('button', { name: 'Actions for Max Mustermann' }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  };
  await act('Disable');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disable' }).click();
  await expect(row.getByRole('cell', { name: 'disabled' })).toBeVisible();
  await theirs.reload();
  await fillSignIn(theirs, max.email, max.password);
  await expect(theirs.getByText('This account is disabled.')).toBeVisible();

  await act('Enable');
  await expect(row.getByRole('cell', { name: 'active' })).toBeVisible();
  await act('Reset the password');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Reset' }).click();
  const password = await page.getByRole('textbox', { name: 'New password of Max Mustermann' }).inputValue();
  await fillSignIn(theirs, max.email, password);
  await expect(theirs.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('who has no power is told so, and is let in once the owner makes them an admin', async ({ page, browser }) => {
  const kim = newPerson('Kim Park', 'power');
  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto('/admin');
  await theirs.getByRole('button', { name: 'Create an account' }).click();
  await fillSignUp(theirs, kim);
  await expect(theirs.getByRole('heading', { name: 'Only administrators see this' })).toBeVisible();

  await signIn(page, OWNER, '/admin');
  await page.getByRole('searchbox', { name: 'Name, handle or e-mail' }).fill(kim.handle);
  await page.getByRole('button', { name: 'Actions for Kim Park' }).click();
  await page.getByRole('menuitem', { name: 'Make an admin' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make an admin' }).click();
  await expect(page.getByText('Kim Park is an admin now').first()).toBeVisible();
  await theirs.reload();
  await expect(theirs.getByRole('heading', { name: 'Accounts' })).toBeVisible();
});
