import { expect } from '@playwright/test';
import { OWNER, signIn } from './accounts.ts';
import { test } from './test.ts';

// The second stands on the first: the desk of an installation is set up once.
test.describe.configure({ mode: 'serial' });

test('the first person becomes the owner, goes out and comes in again', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Set up Parley' })).toBeVisible();
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('heading', { name: '设置 Parley' })).toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Become the owner' }).click();
  await expect(page.getByText('4 fields need a change.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.getByRole('textbox', { name: 'Name' }).fill('Ines Moreau');
  await page.getByRole('textbox', { name: 'Handle' }).fill('ines');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ines@example.org');
  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse');
  await page.getByRole('button', { name: 'Become the owner' }).click();
  await expect(page.getByRole('heading', { name: 'Chats' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Welcome, Ines Moreau' })).toBeVisible();
  await page.getByRole('button', { name: 'Invite people' }).click();
  await expect(page.getByRole('heading', { name: 'Invitations' })).toBeVisible();

  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Chats' })).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Sign out' }).click();
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();

  await expect(page.getByRole('heading', { name: 'Sign in to Parley' })).toBeVisible();
  await page.getByRole('textbox', { name: 'E-mail' }).fill('ines@example.org');
  await page.getByRole('textbox', { name: 'Password' }).fill('wrong horse');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('E-mail or password is not right.')).toBeVisible();
  await page.waitForURL('/');
  await expect(page.getByText('E-mail or password is not right.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'E-mail' })).toHaveValue('ines@example.org');
  await page.getByRole('textbox', { name: 'Password' }).fill('correct horse');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Chats' })).toBeVisible();
});

test('a shop owner sets up the desk by the guide, leaves it and comes back to it', async ({ page }) => {
  await signIn(page, OWNER, '/');
  const card = page.getByRole('region', { name: 'Set up customer service' });
  await expect(card.getByText('0 of 3 steps done')).toBeVisible();
  await card.getByRole('button', { name: 'Begin' }).click();
  const step = (title: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) });
  await expect(step('Make a department')).toHaveAttribute('aria-current', 'step');
  await page.getByRole('textbox', { name: 'Name' }).fill(' ');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText('Give it a name.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill('Support');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(step('Say who answers')).toHaveAttribute('aria-current', 'step');

  await page.goto('/');
  await expect(card.getByText('1 of 3 steps done')).toBeVisible();
  await card.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'I answer' }).click();
  await page.getByRole('textbox', { name: 'Address of your site' }).fill('no address');
  await page.getByRole('button', { name: 'Make the line' }).click();
  await expect(page.getByText('An address such as shop.example.org.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Address of your site' }).fill('shop.example.org/cart');
  await page.getByRole('button', { name: 'Make the line' }).click();
  await expect(page.getByText('Customer service is ready')).toBeVisible();
  const line = await page.getByRole('textbox', { name: 'Line for your site' }).inputValue();
  const [, key] = /^<script async src="http.+\/widget\.js" data-site="(\d+)"><\/script>$/.exec(line) ?? [];
  await expect(page.getByRole('link', { name: 'Try it on an example page' })).toHaveAttribute('href', `/widget/example?site=${key}`);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Welcome, Ines Moreau' })).toBeVisible();
  await expect(card).toBeHidden();
});

test('a shop owner sets opening hours, writes a reply, and finds both in the log', async ({ page }) => {
  await signIn(page, OWNER, '/admin/departments');
  await page.getByRole('button', { name: /Support/ }).click();
  await page.getByRole('switch', { name: 'Always open' }).click();
  await page.getByLabel('Monday, closes at').fill('08:00');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Something above needs a change before this can be saved.')).toBeVisible();
  await page.getByLabel('Monday, closes at').fill('18:30');
  await page.getByRole('button', { name: 'Tuesday to Friday like Monday' }).click();
  await page.getByRole('switch', { name: 'First answer within' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Support saved', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /Support/ }).click();
  await expect(page.getByLabel('Friday, closes at')).toHaveValue('18:30');
  await expect(page.getByRole('textbox', { name: 'Time: First answer within' })).toHaveValue('5');

  await page.goto('/admin/replies');
  await page.getByRole('button', { name: 'New reply' }).click();
  await page.getByRole('textbox', { name: 'Shortcut' }).fill('/Hours');
  await page.getByRole('textbox', { name: 'Title' }).fill('Opening hours');
  await page.getByRole('textbox', { name: 'Text' }).fill('Hello ');
  await page.getByRole('button', { name: '{{visitor.name|there}}' }).click();
  await expect(page.getByText('Hello Lena')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: 'The team’s' }).getByText('/hours', { exact: true })).toBeVisible();

  await page.goto('/admin/audit');
  await expect(page.getByText('Ines Moreau wrote the reply /hours')).toBeVisible();
  const changed = page.getByRole('listitem').filter({ hasText: 'Ines Moreau changed the department Support' });
  await changed.getByText('What changed').click();
  await expect(changed.getByText('Promises')).toBeVisible();
});
