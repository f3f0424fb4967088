// How journeys come in: over the page of settings, which shows the way in to who is signed out.
import { expect, type Page } from '@playwright/test';

export interface Person {
  readonly name: string;
  readonly handle: string;
  readonly email: string;
  readonly password: string;
}

/** Made by the first journey of an installation. */
export const OWNER: Person = { name: 'Ines Moreau', handle: 'ines', email: 'ines@example.org', password: 'correct horse' };

/** Somebody whom no other journey knows; `word` names the journey. */
export function newPerson(name: string, word: string): Person {
  const handle = `${word}-${crypto.randomUUID().slice(0, 8)}`;
  return { name, handle, email: `${handle}@example.org`, password: 'correct horse' };
}

export async function fillSignUp(page: Page, person: Person): Promise<void> {
  await page.getByRole('textbox', { name: 'Name' }).fill(person.name);
  await page.getByRole('textbox', { name: 'Handle' }).fill(person.handle);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(person.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(person.password);
  await page.getByRole('button', { name: 'Create the account' }).click();
}

export async function signUp(page: Page, person: Person): Promise<void> {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Create an account' }).click();
  await fillSignUp(page, person);
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
}

export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto('/settings');
  await fillSignIn(page, person.email, person.password);
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
}
