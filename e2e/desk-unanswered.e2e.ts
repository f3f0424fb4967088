// Nobody answers: three offers go unanswered, a supervisor sees it wherever they are, and takes it.
import { expect } from '@playwright/test';
import { type Caller, signIn } from './accounts.ts';
import { shop, visitor } from './desk-cast.ts';
import { deskOf, goOnline, reply } from './desk-pages.ts';
import { test } from './test.ts';

const WORDS = 'Is anybody there?';
/** The shortest that a department may ask an agent; three of them, and what lies between. */
const OFFER_MS = 5_000;
const THREE_MS = 40_000;

test('[desk] what nobody answers reaches a supervisor on any page, on the board and in a list, until they take it', async ({ browser }) => {
  test.setTimeout(150_000);
  const scene = await shop(browser, ['Uma Falk']);
  await scene.offersFor(OFFER_MS);
  const [uma] = scene.agents as [Caller];
  const sue = await scene.hire('Sue Hart', 'supervisor');
  const [chats, board] = await Promise.all([(await browser.newContext()).newPage(), (await browser.newContext()).newPage()]);
  await Promise.all([signIn(chats, sue, '/'), signIn(board, sue, '/desk/board')]);
  await board.getByRole('group', { name: 'Departments' }).getByRole('button', { name: scene.department }).click();
  const ignoring = await deskOf(browser, uma);
  await goOnline(ignoring);

  const vera = await visitor(browser, scene);
  const { id, number } = await vera.write(WORDS);
  await expect(ignoring.getByRole('region', { name: /is offered to you$/ })).toContainText(WORDS);
  await expect(chats.getByText(/^Nobody answers /)).toBeVisible({ timeout: THREE_MS });
  await expect(board.getByText(/^Nobody answers /).first()).toBeVisible();
  await board
    .getByRole('group', { name: 'Which of them' })
    .getByRole('button', { name: /^Nobody answers/ })
    .click();
  await expect(board.getByRole('list', { name: 'Who waits' })).toContainText(`#${number}`);

  await chats.getByRole('button', { name: 'Open' }).click();
  await expect(chats).toHaveURL(/\/desk\/\d+$/);
  await chats.goto(`/desk/${id}`);
  await chats.getByRole('button', { name: /^Nobody answers/ }).click();
  const row = chats.locator(`[data-ticket="${id}"]`);
  await expect(row).toContainText(WORDS);
  await chats.getByRole('main').getByRole('button', { name: 'Take it' }).click();
  await expect(row).toHaveCount(0);
  await reply(chats, 'I am here');
  expect((await vera.ticket(id)).assignee?.name).toBe(sue.name);
  await expect(board.getByRole('list', { name: 'Who waits' }).filter({ hasText: `#${number}` })).toHaveCount(0);

  // Who is not in the talk sees its last words too, though a word tells no ticket anew.
  await ignoring.getByRole('button', { name: /^All open/ }).click();
  const seen = ignoring.locator(`[data-ticket="${id}"]`);
  await expect(seen).toContainText(`${sue.name}: I am here`);
  await vera.write('How good to hear');
  await expect(seen).toContainText('How good to hear', { timeout: 15_000 });

  // The board is not for agents, and says for whom.
  await ignoring.goto('/desk/board');
  await expect(ignoring.getByRole('heading', { name: 'Only supervisors see this' })).toBeVisible();
  await ignoring.getByRole('link', { name: 'To the desk' }).click();
  await expect(ignoring).toHaveURL(/\/desk$/);
});
