import { expect } from '@playwright/test';
import { composer, log, newcomer, openNew, row, say, talkTo } from './people.ts';
import { test } from './test.ts';

test('two people talk in two browsers, while one is reloaded and killed', async ({ browser }) => {
  const mia = await newcomer(browser, 'Mia Berg', 'mia');
  const leo = await newcomer(browser, 'Leo Tan', 'leo');
  await talkTo(mia, 'leo', 'Leo Tan');
  await say(mia, 'Hello Leo');
  await expect(log(mia).getByText('Hello Leo')).toBeVisible();

  await row(leo, 'Mia Berg').click();
  await expect(log(leo).getByText('Hello Leo')).toBeVisible();
  await say(leo, '你好 Mia');
  await expect(log(mia).getByText('你好 Mia')).toBeVisible();
  await expect(log(mia).getByRole('img', { name: 'Read' })).toBeVisible();

  await leo.reload();
  await expect(log(leo).getByText('Hello Leo')).toBeVisible();
  await expect(log(leo).getByText('你好 Mia')).toBeVisible();

  const state = await leo.context().storageState();
  await leo.context().close();
  await say(mia, 'Are you there?');
  const again = await (await browser.newContext({ storageState: state })).newPage();
  await again.goto('/');
  await expect(row(again, 'Mia Berg')).toContainText('1 unread');
  await row(again, 'Mia Berg').click();
  await expect(log(again).getByText('Are you there?')).toBeVisible();
  await expect(log(again).getByText('Hello Leo')).toHaveCount(1);
  await expect(row(again, 'Mia Berg')).not.toContainText('unread');
});

test('what is written offline waits, goes out once and in order when the network is back', async ({ browser }) => {
  const ida = await newcomer(browser, 'Ida Holm', 'ida');
  const tom = await newcomer(browser, 'Tom Rask', 'tom');
  await talkTo(ida, 'tom', 'Tom Rask');
  await say(ida, 'first');
  await row(tom, 'Ida Holm').click();
  await expect(log(tom).getByText('first')).toBeVisible();
  await expect(log(ida).getByRole('img', { name: 'Waiting to be sent' })).toHaveCount(0);

  await ida.context().setOffline(true);
  for (const text of ['second', 'third', 'fourth']) await say(ida, text);
  await expect(log(ida).getByRole('img', { name: 'Waiting to be sent' })).toHaveCount(3);
  await composer(ida).fill('a draft');
  await ida.context().setOffline(false);
  await expect(log(tom).getByText('fourth')).toBeVisible();
  await expect(log(ida).getByRole('img', { name: 'Waiting to be sent' })).toHaveCount(0);
  const shown = async () => (await log(tom).locator('[data-seq]').allInnerTexts()).map((text) => text.split('\n')[0]);
  await expect.poll(shown).toEqual(['first', 'second', 'third', 'fourth']);
  await ida.reload();
  await expect(composer(ida)).toHaveValue('a draft');
});

test('what is written and sent in the last moment before a reload is there after it', async ({ browser }) => {
  const eva = await newcomer(browser, 'Una Lund', 'lund');
  await newcomer(browser, 'Jan Moss', 'moss');
  await talkTo(eva, 'moss', 'Jan Moss');
  for (let turn = 1; turn <= 5; turn += 1) {
    await composer(eva).fill(`half ${turn}`);
    await eva.reload();
    await expect(composer(eva)).toHaveValue(`half ${turn}`);
    await composer(eva).press('Enter');
    await eva.reload();
    await expect(composer(eva)).toHaveValue('');
    await expect(log(eva).getByText(`half ${turn}`)).toHaveCount(1);
  }
  // What came before the last one may be read a moment after it.
  const shown = async () => (await log(eva).locator('[data-seq]').allInnerTexts()).map((text) => text.split('\n')[0]);
  await expect.poll(shown).toEqual(['half 1', 'half 2', 'half 3', 'half 4', 'half 5']);
});

test('a message is answered, changed, reacted to and recalled', async ({ browser }) => {
  const ada = await newcomer(browser, 'Ada Voss', 'ada');
  const ben = await newcomer(browser, 'Ben Ito', 'ben');
  await talkTo(ada, 'ben', 'Ben Ito');
  await say(ada, 'Lunch at noon?');
  await row(ben, 'Ada Voss').click();
  const theirs = log(ben).getByText('Lunch at noon?');
  await theirs.hover();
  await log(ben).getByRole('button', { name: 'React with 👍' }).click();
  await expect(log(ada).getByRole('button', { name: '👍, 1 person' })).toBeVisible();
  await theirs.hover();
  await log(ben).getByRole('button', { name: 'Reply' }).first().click();
  await say(ben, 'Yes, see you');
  await expect(log(ada).getByRole('button', { name: 'Go to the message of Ada Voss' })).toBeVisible();

  await composer(ada).press('ArrowUp');
  await expect(composer(ada)).toHaveValue('Lunch at noon?');
  await composer(ada).fill('Lunch at one?');
  await composer(ada).press('Enter');
  await expect(log(ben).getByText('edited')).toBeVisible();
  await log(ada).getByText('Lunch at one?').first().click({ button: 'right' });
  await ada.getByRole('menuitem', { name: /^Recall/ }).click();
  await ada
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Recall/ })
    .click();
  await expect(log(ben).getByText('Ada Voss recalled a message')).toBeVisible();
  await expect(log(ben).getByText('Lunch at one?')).toHaveCount(0);
  await log(ada).getByRole('button', { name: 'Edit again' }).click();
  await expect(composer(ada)).toHaveValue('Lunch at one?');
});

test('a group is made, grows, is renamed, calls somebody by name, and is left', async ({ browser }) => {
  const eva = await newcomer(browser, 'Eva Lund', 'eva');
  const max = await newcomer(browser, 'Max Orr', 'max');
  const zoe = await newcomer(browser, 'Zoe Kim', 'zoe');
  await openNew(eva, 'New group');
  await eva.getByRole('textbox', { name: 'Group name' }).fill('Garden');
  await eva.getByRole('searchbox', { name: 'Find people' }).fill('max');
  await eva.getByRole('list', { name: 'People found' }).getByRole('button', { name: 'Max Orr' }).click();
  await eva.getByRole('button', { name: 'Make the group' }).click();
  await composer(eva).pressSequentially('Hi @Ma');
  await eva.getByRole('listbox', { name: 'Mention someone' }).getByRole('option', { name: 'Max Orr' }).click();
  await expect(composer(eva)).toHaveValue('Hi @Max Orr ');
  await composer(eva).press('Enter');
  await expect(row(max, 'Garden')).toContainText('You are mentioned');
  await row(max, 'Garden').click();
  await expect(log(max).getByText('Eva Lund made the group “Garden”')).toBeVisible();

  await eva.getByRole('main').getByRole('button', { name: 'Show details' }).last().click();
  await eva.getByRole('button', { name: 'Add members' }).click();
  await eva.getByRole('searchbox', { name: 'Find people' }).fill('zoe');
  await eva.getByRole('list', { name: 'People found' }).getByRole('button', { name: 'Zoe Kim' }).click();
  await eva.getByRole('button', { name: 'Add 1 person' }).click();
  await expect(log(max).getByText('Eva Lund added Zoe Kim')).toBeVisible();
  await row(zoe, 'Garden').click();
  await expect(log(zoe).getByText('Hi @Max Orr')).toHaveCount(0);
  await say(zoe, 'Thanks for having me');
  await expect(log(eva).getByText('Thanks for having me')).toBeVisible();

  await zoe.getByRole('main').getByRole('button', { name: 'Show details' }).last().click();
  await zoe.getByRole('button', { name: 'Leave the group' }).click();
  await zoe.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
  await expect(row(zoe, 'Garden')).toHaveCount(0);
  await expect(log(eva).getByText('Zoe Kim left')).toBeVisible();
});
