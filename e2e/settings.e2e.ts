import { devices, expect } from '@playwright/test';
import { fillSignIn, newPerson, OWNER, signIn, signUp } from './accounts.ts';
import { test } from './test.ts';

test('another name and handle are kept; a taken handle is said at its field and loses nothing', async ({ page }) => {
  const tom = newPerson('Tom', 'profile');
  await signUp(page, tom);
  const name = page.getByRole('textbox', { name: 'Name' });
  const handle = page.getByRole('textbox', { name: 'Handle' });
  await name.fill('Tomás Brandt');
  await handle.fill(OWNER.handle);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('This handle is taken. Choose another.')).toBeVisible();
  await expect(name).toHaveValue('Tomás Brandt');

  await handle.fill(`${tom.handle}-2`);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Profile saved').first()).toBeVisible();
  await page.reload();
  await expect(name).toHaveValue('Tomás Brandt');
  await expect(handle).toHaveValue(`${tom.handle}-2`);
});

test('language, theme and density change at once and outlive a reload', async ({ page }) => {
  await signUp(page, newPerson('Lin', 'look'));
  await page.getByRole('link', { name: 'Look and density' }).click();
  await page.getByRole('radio', { name: 'Dark' }).click();
  await expect(page.locator('meta[name="theme-color"]').first()).toHaveAttribute('content', '#141a1d');
  await page.getByRole('radio', { name: 'Compact' }).click();
  await page.getByRole('link', { name: 'Language' }).click();
  await page.getByRole('radio', { name: '中文' }).click();
  await expect(page.getByRole('heading', { name: '设置' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: '语言' })).toBeVisible();
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await expect(html).toHaveAttribute('data-density', 'compact');
  await expect(html).toHaveAttribute('lang', 'zh-Hans');
});

test('a device that is signed out here is out there', async ({ page, browser }) => {
  const ada = newPerson('Ada', 'devices');
  await signUp(page, ada);
  const elsewhere = await (await browser.newContext()).newPage();
  await signIn(elsewhere, ada);

  await page.getByRole('link', { name: 'Devices' }).click();
  await expect(page.getByText('this one')).toBeVisible();
  await page.getByRole('button', { name: /^Sign out Chrome/ }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('No other device is signed in.')).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
});

test('a new password needs the old one, ends the other devices, and is the one that lets in', async ({ page, browser }) => {
  const eva = newPerson('Eva', 'password');
  await signUp(page, eva);
  const elsewhere = await (await browser.newContext()).newPage();
  await signIn(elsewhere, eva);

  await page.getByRole('link', { name: 'Password' }).click();
  await page.getByLabel('Current password').fill('wrong horse');
  await page.getByLabel('New password', { exact: true }).fill('battery staple');
  await page.getByLabel('New password again').fill('battery stable');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('The two do not match.')).toBeVisible();
  await page.getByLabel('New password again').fill('battery staple');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('The current password is not right.')).toBeVisible();
  await page.getByLabel('Current password').fill(eva.password);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Password changed.').first()).toBeVisible();

  await elsewhere.reload();
  await fillSignIn(elsewhere, eva.email, 'battery staple');
  await expect(elsewhere.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('signing out asks first, and the safe answer has the focus', async ({ page }) => {
  await signUp(page, newPerson('Uma', 'out'));
  await page.getByRole('link', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Stay signed in' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
});

test('on a phone: the menu, a section, and back', async ({ browser }) => {
  const page = await (await browser.newContext({ ...devices['Pixel 7'], locale: 'en-US' })).newPage();
  await signUp(page, newPerson('Pia', 'phone'));
  await page.getByRole('link', { name: 'Devices' }).click();
  await expect(page).toHaveURL(/\/settings\/devices$/);
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeHidden();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(page).toHaveURL(/\/settings$/);
});
