import { devices, expect, type Page } from '@playwright/test';
import { account, called, composer, log, newcomer, say, talkTo } from './people.ts';
import { test } from './test.ts';

/** A key as the browser tells it while an input method has it; synthetic, since there is none in a test. */
async function composed(page: Page, how: 'composing' | 'safari'): Promise<void> {
  await composer(page).evaluate((area, way) => {
    const key = { key: 'Enter', bubbles: true, cancelable: true };
    area.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    if (way === 'composing') area.dispatchEvent(new KeyboardEvent('keydown', { ...key, isComposing: true }));
    area.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '你好' }));
    if (way === 'safari') area.dispatchEvent(new KeyboardEvent('keydown', { ...key, keyCode: 229 }));
  }, how);
}

const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true });

test('Enter sends, unless an input method composes or the settings say otherwise', async ({ browser }) => {
  const una = await newcomer(browser, 'Una Beck', 'una');
  await account(browser, called('Pat Rowe', 'patrowe'));
  await talkTo(una, 'patrowe', 'Pat Rowe');
  await composer(una).fill('你好');
  await composed(una, 'composing');
  await composed(una, 'safari');
  await expect(composer(una)).toHaveValue('你好');
  await composer(una).press('Shift+Enter');
  await composer(una).pressSequentially('again');
  await composer(una).press('Enter');
  await expect(composer(una)).toHaveValue('');
  await expect(composer(una)).toBeFocused();
  await expect(log(una).locator('[data-seq]')).toHaveCount(1);

  // Another tab swaps the keys; this one follows without a reload.
  const settings = await una.context().newPage();
  await settings.goto('/settings/keys');
  const swapped = una.evaluate(() => new Promise<void>((resolve) => window.addEventListener('storage', () => resolve(), { once: true })));
  await settings.getByRole('radio', { name: 'Ctrl+Enter sends' }).click();
  await swapped;
  await composer(una).fill('one');
  await composer(una).press('Enter');
  await composer(una).pressSequentially('two');
  await expect(composer(una)).toHaveValue('one\ntwo');
  await composer(una).press('Control+Enter');
  await expect(composer(una)).toHaveValue('');
  await expect(log(una).locator('[data-seq]')).toHaveCount(2);
});

test('a text that is too long stays, and the words beside the button say why it cannot go', async ({ browser }) => {
  const may = await newcomer(browser, 'May Lind', 'maylind');
  await account(browser, called('Gus Hale', 'gus'));
  await talkTo(may, 'gus', 'Gus Hale');
  await composer(may).fill('x'.repeat(20_012));
  await expect(may.getByText('12 characters too many.')).toBeVisible();
  await expect(send(may)).toBeDisabled();
  await composer(may).press('Enter');
  await expect(composer(may)).toHaveValue(/^x{20012}$/);
  const { height } = (await composer(may).boundingBox()) ?? { height: 0 };
  expect(height).toBeLessThanOrEqual((may.viewportSize()?.height ?? 0) * 0.4 + 1);
  await composer(may).fill('x'.repeat(19_990));
  await expect(may.getByText('10 characters left')).toBeVisible();
  await send(may).click();
  await expect(composer(may)).toHaveValue('');
  await expect(composer(may)).toBeFocused();
});

test('Up edits the last message, Escape leaves it, and the draft stands as before', async ({ browser }) => {
  const ely = await newcomer(browser, 'Ely Park', 'ely');
  await account(browser, called('Bea Moss', 'bea'));
  await talkTo(ely, 'bea', 'Bea Moss');
  await say(ely, 'At noon');
  await expect(log(ely).getByRole('img', { name: /Sent|Delivered/ })).toBeVisible();
  await composer(ely).press('ArrowUp');
  await expect(ely.getByText('Edit the message')).toBeVisible();
  await composer(ely).press('Escape');
  await expect(composer(ely)).toHaveValue('');

  await composer(ely).fill('a draft');
  await log(ely).getByText('At noon').click({ button: 'right' });
  await ely.getByRole('menuitem', { name: 'Edit' }).click();
  await expect(composer(ely)).toHaveValue('At noon');
  await composer(ely).fill('At one');
  await composer(ely).press('Escape');
  await expect(composer(ely)).toHaveValue('a draft');
  await composer(ely).press('ControlOrMeta+a');
  await composer(ely).press('Control+b');
  await expect(composer(ely)).toHaveValue('**a draft**');
});

test('an edit waits for the network, says so, and is saved when there is one again', async ({ browser }) => {
  const ada = await newcomer(browser, 'Ada Rand', 'adarand');
  await account(browser, called('Ben Moll', 'benmoll'));
  await talkTo(ada, 'benmoll', 'Ben Moll');
  await say(ada, 'At noon');
  await expect(log(ada).getByRole('img', { name: /Sent|Delivered/ })).toBeVisible();
  await composer(ada).press('ArrowUp');
  await composer(ada).fill('At one');
  await ada.context().setOffline(true);
  await expect(ada.getByText('The change stays here until it can be saved').first()).toBeVisible();
  const save = ada.getByRole('button', { name: 'Save the change' });
  await expect(save).toBeDisabled();
  await composer(ada).press('Enter');
  await expect(composer(ada)).toHaveValue('At one');
  await ada.context().setOffline(false);
  await expect(save).toBeEnabled();
  await composer(ada).press('Enter');
  await expect(log(ada).getByText('At one')).toBeVisible();
  await expect(composer(ada)).toHaveValue('');
});

test('what is written while an edit is being saved stays, and is saved with the next Enter', async ({ browser }) => {
  const jo = await newcomer(browser, 'Jo Lind', 'jo');
  await account(browser, called('Kit Rowe', 'kit'));
  await talkTo(jo, 'kit', 'Kit Rowe');
  await say(jo, 'At noon');
  await expect(log(jo).getByRole('img', { name: /Sent|Delivered/ })).toBeVisible();
  const { promise: mayAsk, resolve: letGo } = Promise.withResolvers<void>();
  await jo.route(/message\.edit/, async (route) => {
    await mayAsk;
    await route.continue();
  });
  await composer(jo).press('ArrowUp');
  await say(jo, 'At one');
  await composer(jo).fill('At one, or at two');
  letGo();
  await expect(log(jo).getByText('edited')).toBeVisible();
  await expect(composer(jo)).toHaveValue('At one, or at two');
  await composer(jo).press('Enter');
  await expect(log(jo).getByText('At one, or at two')).toBeVisible();
  await expect(composer(jo)).toHaveValue('');
});

test('on a phone Enter breaks the line and the button sends', async ({ browser }) => {
  const context = await browser.newContext({ ...devices['Pixel 7'], locale: 'en-US' });
  const fay = await newcomer({ newContext: () => Promise.resolve(context) }, 'Fay Dunn', 'fay');
  await account(browser, called('Ike Lowe', 'ike'));
  await talkTo(fay, 'ike', 'Ike Lowe');
  await composer(fay).fill('one');
  await composer(fay).press('Enter');
  await composer(fay).pressSequentially('two');
  await expect(composer(fay)).toHaveValue('one\ntwo');
  await send(fay).tap();
  await expect(composer(fay)).toHaveValue('');
  await expect(log(fay).locator('[data-seq]')).toHaveCount(1);
});
