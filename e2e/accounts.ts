// Who the journeys are about. They are made over the API, so that a journey begins where it has something to show; that a
// person can make an account on the page is shown by those journeys that call fillSignUp.
import { type APIRequestContext, type Browser, expect, type Page } from '@playwright/test';

export interface Person {
  readonly name: string;
  readonly handle: string;
  readonly email: string;
  readonly password: string;
}

const PASSWORD = 'correct horse';
/** The server takes commands from its own pages alone. */
const { origin } = new URL(process.env.E2E_URL ?? 'http://localhost:3000');
const DEVICE = { kind: 'WEB', name: null };

/** Made by the first journey of an installation. */
export const OWNER: Person = { name: 'Ines Moreau', handle: 'ines', email: 'ines@example.org', password: PASSWORD };

export const called = (name: string, handle: string): Person => ({ name, handle, email: `${handle}@example.org`, password: PASSWORD });

/** Somebody whom no other journey knows, without an account yet; `word` names the journey. */
export const newPerson = (name: string, word: string): Person => called(name, `${word}-${crypto.randomUUID().slice(0, 8)}`);

/** One command to the server, with the session that `request` has. */
export async function command<T>(request: APIRequestContext, path: string, data: unknown): Promise<T> {
  const answer = await request.post(`${origin}/api/trpc/${path}`, { data, headers: { origin } });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  const { result } = await answer.json();
  return result.data;
}

const enter = async (page: Page, path: string, form: object, place: string) => {
  await command(page.context().request, path, { ...form, device: DEVICE });
  await page.goto(place);
};

/** Somebody new comes in, to `place`; the owner stands (first-run.e2e.ts). */
export const signUp = (page: Page, person: Person, place = '/settings') => enter(page, 'account.signUp', person, place);

export const signIn = (page: Page, { email, password }: Person, place = '/settings') =>
  enter(page, 'account.signIn', { email, password }, place);

/** Somebody with an account and a session, and no page: what they do is done over the API. */
export interface Caller extends Person {
  readonly id: string;
  readonly request: APIRequestContext;
}

async function caller(browser: Browser, path: string, person: Person, form: object): Promise<Caller> {
  const { request } = await browser.newContext();
  const { user } = await command<{ user: { id: string } }>(request, path, { ...form, device: DEVICE });
  return { ...person, id: user.id, request };
}

export const account = (browser: Browser, person: Person): Promise<Caller> => caller(browser, 'account.signUp', person, person);

export const returning = (browser: Browser, person: Person): Promise<Caller> =>
  caller(browser, 'account.signIn', person, { email: person.email, password: person.password });

/** A browser of their own for somebody new, in the messenger. */
export async function newcomer(browser: Pick<Browser, 'newContext'>, name: string, handle: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signUp(page, called(name, handle), '/');
  await expect(page.getByRole('heading', { name: 'Chats' })).toBeVisible();
  return page;
}

export async function fillSignUp(page: Page, person: Person): Promise<void> {
  await page.getByRole('textbox', { name: 'Name' }).fill(person.name);
  await page.getByRole('textbox', { name: 'Handle' }).fill(person.handle);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(person.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('button', { name: 'Create the account' }).click();
}

export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
