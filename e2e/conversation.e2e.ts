// A conversation as one reads it: what holds its place, where one is led, what tells who has read and who has reacted.
import { type Browser, expect, type Page } from '@playwright/test';
import { composer, log, newcomer, openNew, row, say, talkTo } from './people.ts';
import { send } from './talks.ts';
import { test } from './test.ts';

/** To the conversation that the page shows. */
function sendMany(page: Page, texts: readonly string[], replyToSeq?: number): Promise<number> {
  return send(page.context(), /\/c\/(\d+)/.exec(page.url())?.[1] ?? '', texts, replyToSeq);
}

const numbered = (count: number, from = 1) => Array.from({ length: count }, (_, index) => `line ${index + from}`);
/** A message by its whole text, which ends its name. */
const line = (page: Page, text: string) => log(page).getByRole('article', { name: new RegExp(`\\. ${text}$`) });
const yOf = async (page: Page, text: string) => (await line(page, text).boundingBox())?.y ?? Number.NaN;

/** Two people with a conversation that both have open. */
async function twoTalk(browser: Browser, word: string): Promise<{ readonly ann: Page; readonly bob: Page }> {
  const ann = await newcomer(browser, `Ann ${word}`, `ann-${word}`);
  const bob = await newcomer(browser, `Bob ${word}`, `bob-${word}`);
  await talkTo(ann, `bob-${word}`, `Bob ${word}`);
  await say(ann, 'hello');
  await expect(row(bob, `Ann ${word}`)).toContainText('hello');
  return { ann, bob };
}

test('it opens at the first unread under its line; the pill counts, leads on, and the rest counts as read', async ({ browser }) => {
  const { ann, bob } = await twoTalk(browser, 'fresh');
  await row(bob, 'Ann fresh').click();
  await expect(line(bob, 'hello')).toBeVisible();
  await bob.goto('/');
  await sendMany(ann, numbered(120));
  await expect(row(bob, 'Ann fresh')).toContainText('120 unread');
  await row(bob, 'Ann fresh').click();
  await expect(log(bob).getByText(/^New since/)).toBeVisible();
  await expect(line(bob, 'line 1')).toBeInViewport();
  await expect(line(bob, 'line 120')).toHaveCount(0);
  const pill = bob.getByRole('button', { name: /new messages\. Go to them/ });
  await expect(pill).toBeVisible();
  await pill.click();
  await expect(line(bob, 'line 120')).toBeInViewport();
  await expect(row(bob, 'Ann fresh')).not.toContainText('unread');
  await log(bob).evaluate((box) => box.scrollTo(0, 0));
  await expect(bob.getByRole('button', { name: 'Go to the latest message' })).toBeVisible();
  const y = await yOf(bob, 'line 60').catch(() => Number.NaN);
  await say(ann, 'one more');
  await expect(bob.getByRole('button', { name: '1 new message. Go to it' })).toBeVisible();
  if (!Number.isNaN(y)) expect(Math.abs((await yOf(bob, 'line 60')) - y)).toBeLessThanOrEqual(1);
  await expect(line(bob, 'one more')).not.toBeInViewport();
});

test('where one was reading is where one comes back to', async ({ browser }) => {
  const { ann, bob } = await twoTalk(browser, 'place');
  await sendMany(ann, numbered(80));
  await row(bob, 'Ann place').click();
  await expect(line(bob, 'line 1')).toBeVisible();
  await bob.getByRole('button', { name: /Go to (them|the latest)/ }).click();
  await expect(line(bob, 'line 80')).toBeInViewport();
  await log(bob).evaluate((box) => box.scrollBy(0, -900));
  await expect(bob.getByRole('button', { name: 'Go to the latest message' })).toBeVisible();
  const seq = await log(bob).evaluate((box) => {
    const top = box.getBoundingClientRect().top;
    const held = [...box.querySelectorAll<HTMLElement>('[data-seq]')].find((each) => each.getBoundingClientRect().top >= top);
    return { seq: held?.dataset.seq, y: held?.getBoundingClientRect().top ?? 0 };
  });
  await talkTo(bob, 'ines', 'Ines Moreau');
  await row(bob, 'Ann place').click();
  const held = log(bob).locator(`[data-seq="${seq.seq}"]`);
  await expect(held).toBeInViewport();
  expect(Math.abs(((await held.boundingBox())?.y ?? 0) - seq.y)).toBeLessThanOrEqual(1);
});

test('in a group one sees who reacted, and by how many a message was read, and by whom', async ({ browser }) => {
  const ann = await newcomer(browser, 'Ann Group', 'ann-group');
  const ben = await newcomer(browser, 'Ben Group', 'ben-group');
  const cai = await newcomer(browser, '蔡明', 'cai-group');
  await openNew(ann, 'New group');
  await ann.getByRole('textbox', { name: 'Group name' }).fill('Kiln');
  for (const [handle, name] of [
    ['ben-group', 'Ben Group'],
    ['cai-group', '蔡明'],
  ] as const) {
    await ann.getByRole('searchbox', { name: 'Find people' }).fill(handle);
    await ann.getByRole('list', { name: 'People found' }).getByRole('button', { name }).click();
  }
  await ann.getByRole('button', { name: 'Make the group' }).click();
  await expect(composer(ann)).toBeFocused();
  await composer(ann).pressSequentially('@caim');
  await expect(ann.getByRole('listbox', { name: 'Mention someone' }).getByRole('option')).toContainText(['蔡明']);
  await say(ann, 'Who can fire on Friday?');
  await row(ben, 'Kiln').click();
  await expect(log(ann).getByRole('button', { name: 'Read by 1 of 2' })).toBeVisible();
  await expect(log(ann).getByRole('img', { name: 'Read' })).toBeVisible();

  await log(ben).getByText('Who can fire on Friday?').hover();
  await log(ben).getByRole('button', { name: 'React with 👍' }).click();
  const chip = log(ann).getByRole('button', { name: '👍, 1 person' });
  await chip.hover();
  await expect(ann.getByRole('tooltip')).toContainText('👍 from Ben Group');

  await row(cai, 'Kiln').click();
  await expect(log(ann).getByRole('button', { name: 'Read by all 2' })).toBeVisible();
  await log(ann).getByRole('button', { name: 'Read by all 2' }).click();
  const details = ann.getByRole('dialog', { name: 'This message' });
  await expect(details.getByRole('region', { name: 'Read by' })).toContainText('蔡明');
  await expect(details.getByRole('region', { name: '👍' })).toContainText('Ben Group');
});

test('one’s own message goes from waiting over sent to read', async ({ browser }) => {
  const { ann, bob } = await twoTalk(browser, 'state');
  await row(bob, 'Ann state').click();
  await expect(log(ann).getByRole('img', { name: 'Read' })).toBeVisible();
  await bob.goto('/');
  await ann.context().setOffline(true);
  await say(ann, 'on the train');
  await expect(log(ann).getByRole('img', { name: 'Waiting to be sent' })).toBeVisible();
  await ann.context().setOffline(false);
  await expect(log(ann).getByRole('img', { name: /^(Sent|Delivered)$/ })).toBeVisible();
  await row(bob, 'Ann state').click();
  await expect(log(ann).getByRole('img', { name: 'Read' })).toHaveCount(2);
  await expect(composer(ann)).toBeEnabled();
});
