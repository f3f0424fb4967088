import { expect, type Page } from '@playwright/test';
import { account, called, composer, log, newcomer, row, say, talkTo } from './people.ts';
import { test } from './test.ts';

const CODE = '**Look:**\n```ts\nconst key = (row: Row) => `${row.sku}`; // one a size\n```';

/** Selects from the beginning of one message to the end of another, and copies. */
async function copyOver(page: Page, first: string, last: string): Promise<string> {
  return page.evaluate(
    ([from, to]) => {
      const bodies = [...document.querySelectorAll('[role="log"] .bubble-body')];
      const holding = (text: string) => bodies.find((body) => body.textContent?.includes(text)) ?? document.body;
      window.getSelection()?.setBaseAndExtent(holding(from), 0, holding(to), 1);
      const copying = new ClipboardEvent('copy', { bubbles: true, cancelable: true, clipboardData: new DataTransfer() });
      holding(from).dispatchEvent(copying);
      return copying.defaultPrevented ? (copying.clipboardData?.getData('text/plain') ?? '') : '(the browser copies)';
    },
    [first, last] as const,
  );
}

test('a message with code is shown as code, coloured when it is seen, and what looks like a script does nothing', async ({ browser }) => {
  const ana = await newcomer(browser, 'Ana Ruiz', 'ana');
  const jon = await newcomer(browser, 'Jon Falk', 'jon');
  const asked: string[] = [];
  jon.on('request', (request) => asked.push(request.url()));
  await talkTo(ana, 'jon', 'Jon Falk');
  await say(ana, CODE);
  await say(
    ana,
    '<img src=x onerror="document.title=1"> <script>document.title=2</script> [x](javascript:alert(1)) ![cat](https://pictures.example/cat.png)',
  );
  await expect(row(jon, 'Ana Ruiz')).toContainText('<script>');
  await row(jon, 'Ana Ruiz').click();

  await expect(log(jon).locator('strong', { hasText: 'Look:' })).toBeVisible();
  const code = log(jon).getByRole('group', { name: 'ts' });
  await expect(code).toHaveText('const key = (row: Row) => `${row.sku}`; // one a size');
  await expect(code.locator('.code-key', { hasText: 'const' })).toBeVisible();
  await expect(code.locator('.code-comment')).toHaveText('// one a size');

  await expect(log(jon).getByText('<script>document.title=2</script>')).toBeVisible();
  await expect(log(jon).locator('script, img[src="x"], a[href^="javascript"]')).toHaveCount(0);
  await expect(log(jon).getByRole('link', { name: 'cat' })).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  expect(asked.filter((url) => url.includes('pictures.example'))).toEqual([]);
  await expect(jon).toHaveTitle(/Parley/);
});

test('what is copied over several messages says who wrote it, in order and as it was written', async ({ browser }) => {
  const kay = await newcomer(browser, 'Kay Dorn', 'kay');
  const lou = await newcomer(browser, 'Lou Bram', 'lou');
  await talkTo(kay, 'lou', 'Lou Bram');
  await say(kay, '**Lunch** at noon?');
  await row(lou, 'Kay Dorn').click();
  await log(lou).getByText('at noon?').hover();
  await log(lou).getByRole('button', { name: 'Reply' }).first().click();
  await say(lou, 'Yes, at the *corner*');
  await say(kay, 'See you');
  await expect(log(kay).getByText('See you')).toBeVisible();
  await expect(log(kay).getByText('corner')).toBeVisible();

  const copied = await copyOver(kay, 'at noon?', 'See you');
  expect(copied.replace(/\d\d?:\d\d( [AP]M)?/g, 'TIME')).toBe(
    'Kay Dorn, TIME\n**Lunch** at noon?\n\nLou Bram, TIME\n> Kay Dorn: Lunch at noon?\nYes, at the *corner*\n\nKay Dorn, TIME\nSee you',
  );
  expect(await copyOver(kay, 'See you', 'See you')).toBe('(the browser copies)');
  await expect(row(lou, 'Kay Dorn')).toContainText('See you');
});

test('a link to another conversation of ours opens in the app', async ({ browser }) => {
  const may = await newcomer(browser, 'May Orth', 'may');
  await account(browser, called('Ned Alm', 'ned'));
  await account(browser, called('Oda Fry', 'oda'));
  await talkTo(may, 'ned', 'Ned Alm');
  await expect(may).toHaveURL(/\/c\/\d+$/);
  const first = may.url();
  await talkTo(may, 'oda', 'Oda Fry');
  await expect(may).not.toHaveURL(first);
  await say(may, `see [what Ned said](${first})`);
  await composer(may).fill('kept while going there');
  await log(may).getByRole('link', { name: 'what Ned said' }).click();
  await expect(may).toHaveURL(first);
  expect(may.context().pages()).toHaveLength(1);
});

test('a system without a font for Han is given one from here, and only such a system', async ({ browser }) => {
  const faces = (page: Page) =>
    page.evaluate(async () => {
      const known = [...document.fonts].filter((face) => face.family.includes('Noto Sans SC')).length;
      const loaded = await document.fonts.load('16px "Noto Sans SC Variable"', '汉');
      return { known, loaded: loaded.map((face) => face.status) };
    });
  const without = await (await browser.newContext()).newPage();
  await without.addInitScript(() => {
    CanvasRenderingContext2D.prototype.getImageData = () => new ImageData(1, 1);
  });
  await without.goto('/');
  await expect.poll(async () => (await faces(without)).loaded).toEqual(['loaded']);

  const withHan = await (await browser.newContext()).newPage();
  await withHan.addInitScript(() => {
    let letter = 0;
    CanvasRenderingContext2D.prototype.getImageData = () => {
      letter += 1;
      return new ImageData(new Uint8ClampedArray([letter, 0, 0, 255]), 1, 1);
    };
  });
  await withHan.goto('/', { waitUntil: 'networkidle' });
  await withHan.evaluate(() => new Promise((done) => requestIdleCallback(done)));
  expect((await faces(withHan)).known).toBe(0);
});
