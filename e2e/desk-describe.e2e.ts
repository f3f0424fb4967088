// What the desk says of a ticket by hand: a supervisor gives it a name, a priority, tags, marks its visitor as a VIP, and merges it into
// another one of theirs. The visitor is told nothing of it, and writes on in the one talk.
import { expect, type Response } from '@playwright/test';
import { shop, visitor } from './desk-cast.ts';
import { deskOf } from './desk-pages.ts';
import { log } from './people.ts';
import { test } from './test.ts';

const said = (answer: Response): string => answer.request().postData() ?? '';

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
  const saved = page.waitForResponse((answer) => said(answer).includes('A cracked cup'));
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

test('[desk] an agent says which skills a ticket asks for, by keys alone, and it still does after a reload', async ({ browser }) => {
  const orders = await shop(browser, ['Lena Voss']);
  const [glaze, kiln] = ['glaze', 'kiln'].map((word) => `${word} ${crypto.randomUUID().slice(0, 6)}`) as [string, string];
  const lena = orders.agents[0]!;
  await orders.teach(lena, [glaze, kiln]);
  const hannah = await visitor(browser, orders);
  const { id } = await hannah.write('Which glaze stands the dishwasher?');
  const page = await deskOf(browser, lena, { viewport: { width: 1440, height: 900 } });
  await page.goto(`/desk/${id}`);

  const panel = page.getByRole('complementary', { name: 'Visitor' });
  const asked = panel.getByRole('list', { name: 'Asks for' });
  await expect(asked).toContainText('nothing');
  const adder = panel.getByRole('button', { name: 'Ask for a skill' });
  await adder.press('Enter');
  await expect(panel.getByRole('textbox', { name: 'Name of the skill' })).toBeFocused();
  await page.keyboard.type(glaze.toUpperCase());
  await page.keyboard.press('Enter');
  const level = panel.getByRole('combobox', { name: `Level of ${glaze}` });
  await expect(level).toBeFocused();
  await level.selectOption('From level 3');
  await panel.getByRole('combobox', { name: `How much ${glaze} matters` }).selectOption('Nice to have');
  await page.keyboard.press('Escape');
  await expect(adder).toBeFocused();
  await adder.press('Enter');
  await page.keyboard.type(kiln);
  // One goes out after the other: with the answer to this one there are those to all before it.
  const added = page.waitForResponse((answer) => said(answer).includes(kiln));
  await panel.getByRole('list', { name: 'Skills in use' }).getByRole('button', { name: kiln }).click();
  await added;
  const removed = page.waitForResponse((answer) => said(answer).includes('"skills"') && !said(answer).includes(kiln));
  await panel.getByRole('button', { name: `Remove the skill ${kiln}` }).press('Enter');
  await removed;
  await expect(adder).toBeFocused();

  await page.reload();
  await expect(asked.getByRole('button', { name: `${glaze} 3, if possible` })).toBeVisible();
  await expect(asked).not.toContainText(kiln);
  await asked.getByRole('button', { name: `${glaze} 3, if possible` }).press('Enter');
  await expect(level).toHaveValue('3');
});
