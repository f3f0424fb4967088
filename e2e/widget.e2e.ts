// A visitor at the page of a shop that is not ours: another origin, under a policy that allows it nothing but the widget.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, expect, type FrameLocator, type Page } from '@playwright/test';
import { OWNER, returning } from './accounts.ts';
import { findingsOf, widerThanWindow } from './axe.ts';
import { test } from './test.ts';

const PARLEY = new URL(process.env.E2E_URL ?? 'http://localhost:3000').origin;
const POLICY = `default-src 'none'; script-src ${PARLEY}; frame-src ${PARLEY}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;

interface Shop {
  readonly server: Server;
  readonly url: string;
  /** Of its pages, when the key is there. */
  key: string;
}

async function openShop(): Promise<Shop> {
  const shop = { key: '', url: '' };
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY });
    response.end(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${request.url}</title>
<h1>Kiln &amp; Leaf</h1><a href="/cups">Cups</a><script async src="${PARLEY}/widget.js" data-site="${shop.key}"></script>`);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  shop.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(shop, { server });
}

/** The desk's side, over the public API. */
async function openDesk(browser: Browser, origins: readonly string[]) {
  const { request, id } = await returning(browser, OWNER);
  async function ask<T>(query: string, variables: object = {}): Promise<T> {
    const answer = await request.post(`${PARLEY}/api/graphql`, { data: { query, variables }, headers: { origin: PARLEY } });
    const { data, errors } = await answer.json();
    expect(errors, query).toBeUndefined();
    return Object.values(data as Record<string, T>)[0] as T;
  }
  const name = `Orders ${crypto.randomUUID().slice(0, 6)}`;
  const department = await ask<{ id: string }>('mutation ($name: String!) { createDepartment(name: $name) { id } }', { name });
  const key = await ask<string>('mutation ($o: [String!]!) { createSiteKey(name: "Kiln & Leaf", origins: $o) }', { o: origins });
  await ask('mutation ($u: ID!, $d: [ID!]!) { setAgent(userId: $u, departmentIds: $d, role: "supervisor", capacity: 50) { load } }', {
    u: id,
    d: [department.id],
  });
  const LIST = 'query ($d: ID) { tickets(view: "queue", departmentId: $d) { tickets { id conversationId } } }';
  return {
    key,
    name,
    /** The one that waits. */
    async take() {
      const { tickets } = await ask<{ tickets: { id: string; conversationId: string }[] }>(LIST, { d: department.id });
      const ticket = tickets[0]!;
      await ask('mutation ($t: ID!) { takeTicket(ticketId: $t) { state } }', { t: ticket.id });
      return ticket;
    },
    say: (conversationId: string, text: string) =>
      ask('mutation ($i: SendInput!) { send(input: $i) { seq } }', { i: { conversationId, clientId: crypto.randomUUID(), text } }),
    resolve: (t: string) => ask('mutation ($t: ID!) { setTicketState(ticketId: $t, state: RESOLVED) { state } }', { t }),
  };
}

let shop: Shop;
test.beforeEach(async () => {
  shop = await openShop();
});
test.afterEach(() => {
  shop.server.closeAllConnections();
  shop.server.close();
});

async function ask(frame: FrameLocator | Page, department: string, text: string): Promise<void> {
  await frame.getByRole('button', { name: 'Start a talk' }).click();
  await frame.getByRole('radio', { name: department }).check();
  await frame.getByRole('textbox', { name: 'Message' }).fill(text);
  await frame.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(frame.getByRole('log').getByText(text)).toBeVisible();
}

test('a visitor of a shop on another origin asks, is answered, comes back and rates the talk', async ({ browser, page }) => {
  const desk = await openDesk(browser, [shop.url]);
  shop.key = desk.key;
  const blocked: string[] = [];
  page.on('console', (message) => /Content Security Policy|Trusted/.test(message.text()) && blocked.push(message.text()));
  await page.goto(shop.url);
  await page.getByRole('button', { name: 'Chat with us' }).click();
  const frame = page.frameLocator('iframe[title="Chat"]');
  await ask(frame, desk.name, 'Is the teapot safe for an induction hob?');
  await expect(frame.getByText('You are next')).toBeVisible();

  const ticket = await desk.take();
  await expect(frame.getByRole('heading', { name: OWNER.name })).toBeVisible();
  await desk.say(ticket.conversationId, 'No, please keep it off any hob.');
  await expect(frame.getByRole('log').getByText('No, please keep it off any hob.')).toBeVisible();

  await frame.getByRole('textbox', { name: 'Write a message' }).press('Escape');
  await expect(page.getByRole('button', { name: 'Chat with us' })).toBeFocused();
  await page.goto(`${shop.url}/cups`);
  await desk.say(ticket.conversationId, 'This kettle goes with it.');
  // Whether the first answer was still told as read when the page went, nobody knows.
  await page.getByRole('button', { name: /^Chat with us, [12] new$/ }).click();
  await expect(frame.getByRole('log').getByText('This kettle goes with it.')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Chat with us', exact: true }).click();
  await expect(frame.getByRole('log').getByText('induction hob')).toBeVisible();
  await frame.getByRole('textbox', { name: 'Write a message' }).fill('Thank you');
  await frame.getByRole('textbox', { name: 'Write a message' }).press('Enter');
  await expect(frame.getByRole('log').getByText('Thank you')).toBeVisible();

  await desk.resolve(ticket.id);
  await frame.getByRole('radio', { name: '4 of 5' }).check();
  await frame.getByRole('button', { name: 'Send rating' }).click();
  await expect(frame.getByText('Thank you. Your rating has arrived.')).toBeVisible();
  await frame.getByRole('button', { name: 'Write again' }).click();
  await frame.getByRole('textbox', { name: 'Write a message' }).fill('One more thing');
  await frame.getByRole('textbox', { name: 'Write a message' }).press('Enter');
  await expect(frame.getByRole('log').getByText('One more thing')).toBeVisible();
  expect(blocked).toEqual([]);
});

test('a site of somebody else cannot show it, and what is asked without a network goes out later', async ({ browser, page, context }) => {
  const desk = await openDesk(browser, ['https://elsewhere.example']);
  shop.key = desk.key;
  await page.goto(shop.url);
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await expect(page.frameLocator('iframe[title="Chat"]').getByText('This chat is not for this page.')).toBeVisible();

  // Our own example may, whatever the key says.
  await page.goto(`${PARLEY}/widget/example?site=${desk.key}`);
  await page.getByRole('button', { name: 'Ask about it' }).click();
  const frame = page.frameLocator('iframe[title="Chat"]');
  await frame.getByRole('button', { name: 'Start a talk' }).click();
  await frame.getByRole('radio', { name: desk.name }).check();
  await frame.getByRole('textbox', { name: 'Message' }).fill('Written in a tunnel');
  await context.setOffline(true);
  await frame.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(frame.getByText('waits to be sent')).toBeAttached();
  await context.setOffline(false);
  await expect(frame.getByRole('log').getByText('Written in a tunnel')).toBeVisible();
  await expect(frame.getByText('You are next')).toBeVisible();
});

test('the frame is for everybody: by the rules of axe, from right to left, and at 320 px', async ({ browser, page }) => {
  const desk = await openDesk(browser, [shop.url]);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${PARLEY}/widget/frame?site=${desk.key}&lang=en&dir=rtl`);
  await expect(page.getByRole('button', { name: 'Start a talk' })).toBeVisible();
  expect(await findingsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Start a talk' }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByText('Please fill this in.').first()).toBeVisible();
  expect([await findingsOf(page), await widerThanWindow(page)]).toEqual([[], []]);
  await page.getByRole('button', { name: 'All talks' }).click();
  await ask(page, desk.name, 'Hello '.repeat(20));
  const ticket = await desk.take();
  await desk.say(ticket.conversationId, 'https://shop.example/a-very-long-address-without-any-place-to-break-it/'.repeat(3));
  await expect(page.getByRole('log').getByRole('link')).toBeVisible();
  expect([await findingsOf(page), await widerThanWindow(page)]).toEqual([[], []]);
  await desk.resolve(ticket.id);
  await page.getByRole('radio', { name: '5 of 5' }).check();
  expect([await findingsOf(page), await widerThanWindow(page)]).toEqual([[], []]);
});
