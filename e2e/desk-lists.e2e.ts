// What the desk keeps of its tickets: what was done to one stands in its talk, and lists of them are saved.
import { expect } from '@playwright/test';
import { OWNER, returning } from './accounts.ts';
import { shop, visitor } from './desk-cast.ts';
import { accept, deskOf, goOnline, reply, transferTo } from './desk-pages.ts';
import { log } from './people.ts';
import { test } from './test.ts';

test('[desk] what was done to a ticket stands between its messages: who, to whom, and why', async ({ browser }) => {
  const scene = await shop(browser, ['Ida Frank', 'Noa Stern']);
  const hannah = await visitor(browser, scene);
  const [ida, noa] = scene.agents;
  if (!ida || !noa) throw new Error('two agents were made');
  const first = await deskOf(browser, ida);
  await goOnline(first);
  await hannah.write('The lid does not fit');
  await accept(first, 'The lid does not fit');
  await expect(log(first)).toContainText(`Opened in ${scene.department}`);
  await expect(log(first)).toContainText('You accepted');
  await log(first).getByRole('button', { name: '1 step before' }).click();
  await expect(log(first)).toContainText('Offered to you');
  await log(first).getByRole('button', { name: 'Why? Ida Frank' }).last().click();
  await expect(first.getByRole('dialog', { name: 'Why' })).toContainText('Why Ida Frank');
  await first.keyboard.press('Escape');
  await reply(first, 'I ask the workshop');

  const second = await deskOf(browser, noa);
  await goOnline(second);
  await transferTo(first, 'Noa Stern', 'She knows lids');
  await accept(second, 'The lid does not fit');
  for (const words of ['Ida Frank transferred it to you, with a note', 'You accepted', 'Ida Frank accepted'])
    await expect(log(second)).toContainText(words);
  await second.getByRole('main').getByRole('button', { name: 'Resolve' }).click();
  await expect(log(second)).toContainText('You resolved it');
  // Whoever only looks is told as well.
  await expect(log(first)).toContainText('Noa Stern resolved it');
});

test('[desk] a list is saved, holds what fits, is changed and removed; the team’s is there for all', async ({ browser }) => {
  const scene = await shop(browser, ['Mia Kern']);
  const [mia] = scene.agents;
  if (!mia) throw new Error('an agent was made');
  const sue = await scene.hire('Sia Vogt', 'supervisor');
  const page = await deskOf(browser, mia);
  const { number } = await (await visitor(browser, scene)).write('Is it in stock?');
  const name = `Mine to do ${crypto.randomUUID().slice(0, 4)}`;
  await page.keyboard.press('Alt+Shift+L');
  const dialog = page.getByRole('dialog', { name: 'Save a list' });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('Give it a name.');
  await page.keyboard.type(name);
  await dialog.getByRole('button', { name: 'Waiting', exact: true }).click();
  await dialog.getByRole('combobox', { name: 'With' }).selectOption('Nobody');
  await expect(dialog.getByRole('group', { name: 'Seen by' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const item = (of: typeof page, called: string) => of.getByRole('navigation', { name: 'Lists' }).getByRole('button', { name: called });
  await expect(item(page, name)).toHaveAttribute('aria-current', 'page');
  await expect(item(page, name)).toContainText('1 ticket');
  const rows = page.getByRole('navigation', { name }).getByRole('link');
  await expect(rows).toHaveText([new RegExp(`#${number}`)]);
  await rows.first().click();
  await page.getByRole('button', { name: 'Take it' }).first().click();
  await expect(page.getByText('Nothing stands here')).toBeVisible();

  await page.getByRole('button', { name: `Of the list ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Change the list' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'With' }).selectOption('Whoever looks');
  await page.getByRole('dialog').getByRole('button', { name: 'Waiting', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(rows).toHaveText([new RegExp(`#${number}`)]);
  await page.keyboard.press('Alt+Shift+K');
  await expect(item(page, name)).not.toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(name);
  await page.getByRole('option', { name }).click();
  await expect(item(page, name)).toHaveAttribute('aria-current', 'page');

  const other = await deskOf(browser, sue);
  await expect(item(other, name)).toHaveCount(0);
  await other.keyboard.press('Alt+Shift+L');
  const shared = `Ours ${crypto.randomUUID().slice(0, 4)}`;
  await other.getByRole('textbox', { name: 'Name' }).fill(shared);
  await other.getByRole('radio', { name: 'The whole desk' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(item(other, shared)).toBeVisible();
  await page.reload();
  await item(page, shared).click();
  await expect(page.getByRole('button', { name: `Of the list ${shared}` })).toHaveCount(0);
  await expect(item(page, name)).toBeVisible();
  await item(page, name).click();
  await page.getByRole('button', { name: `Of the list ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Remove the list' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove the list' }).click();
  await expect(item(page, name)).toHaveCount(0);
  const { request } = await returning(browser, OWNER);
  const logged = await request.get('/api/trpc/deskSetup.auditLog?input=%7B%7D');
  expect(await logged.text()).toContain(shared);
});
