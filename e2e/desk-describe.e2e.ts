// What the desk says of a ticket by hand: a supervisor gives it a name, a priority, tags, marks its visitor as a VIP, and merges it into
// another one of theirs. The visitor is told nothing of it, and writes on in the one talk.
import { expect } from '@playwright/test';
import { shop, visitor } from './desk-cast.ts';
import { deskOf } from './desk-pages.ts';
import { log } from './people.ts';
import { test } from './test.ts';

test('[desk] a ticket is described, and merged into another of its visitor', async ({ browser }) => {
  const [orders, returns] = [await shop(browser, []), await shop(browser, [])];
  const sue = await orders.hire('Sue Lang', 'supervisor');
  const hannah = await visitor(browser, orders);
  const first = await hannah.write('One of the two cups arrived cracked');
  const second = await hannah.write('How do I send the cup back?', returns.departmentId);
  const page = await deskOf(browser, sue, { viewport: { width: 1440, height: 900 } });
  await page.goto(`/desk/${first.id}`);
  await page.getByRole('button', { name: 'Take it' }).first().click();

  const panel = page.getByRole('complementary', { name: 'Visitor' });
  await panel.getByRole('combobox', { name: 'Priority' }).selectOption('Urgent');
  await panel.getByRole('button', { name: 'Add a tag' }).click();
  await panel.getByRole('textbox', { name: 'Name of the tag' }).fill('cracked cup');
  await page.keyboard.press('Enter');
  await panel.getByRole('textbox', { name: 'Name of the tag' }).fill('glaze');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: 'Remove the tag glaze' }).click();
  const saved = page.waitForResponse((answer) => answer.request().postData()?.includes('A cracked cup') ?? false);
  await panel.getByRole('textbox', { name: 'About' }).fill('A cracked cup');
  await page.keyboard.press('Enter');
  await saved;
  await panel.getByRole('switch', { name: 'VIP' }).click();
  const row = page.getByRole('link', { name: new RegExp(`#${first.number}\\b`) });
  await expect(row).toContainText('VIP');

  await page.reload();
  await expect(panel.getByRole('combobox', { name: 'Priority' })).toHaveValue('urgent');
  await expect(panel.getByRole('textbox', { name: 'About' })).toHaveValue('A cracked cup');
  await expect(panel.getByRole('switch', { name: 'VIP' })).toBeChecked();
  await expect(panel.getByRole('button', { name: /^Remove the tag/ })).toHaveText(['']);
  await expect(row.getByRole('img', { name: 'Urgent' })).toBeVisible();
  await expect(row).toContainText('cracked cup');
  expect(await hannah.ticket(first.id)).toMatchObject({ priority: 0, tags: [] });

  await page.keyboard.press('Alt+Shift+M');
  const dialog = page.getByRole('dialog', { name: `Merge #${first.number} into another ticket` });
  await expect(dialog.getByRole('button', { name: /How do I send the cup back/ })).toHaveAttribute('aria-pressed', 'true');
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/desk/${second.id}$`));
  await expect(log(page)).toContainText(`#${first.number}`);
  await expect.poll(async () => (await hannah.ticket(first.id)).state).toBe('CLOSED');
  expect(await hannah.reads(second.conversationId)).toContain(`#${first.number}`);
});
