import { describe, expect, it } from 'vitest';
import { createSiteKeyInput, openTicketInput, setAgentInput } from './desk-commands.ts';

const site = (...origins: string[]) => createSiteKeyInput.safeParse({ name: 'Shop', origins }).success;

describe('the input of the desk', () => {
  it('takes origins as browsers write them, and nothing else', () => {
    expect(site('https://shop.example.org', 'http://localhost:8080', 'https://[2001:db8::1]:8443', 'https://xn--bcher-kva.example')).toBe(
      true,
    );
    for (const origin of [
      'https://shop.example.org/',
      'https://shop.example.org/cart',
      'shop.example.org',
      'ftp://shop.example.org',
      '*',
      'null',
      '',
      'https://*',
      'https://*.example.org',
      'https://a;b',
      'https://a,b',
      "https://'self'",
      'https://a_b',
    ]) {
      expect([origin, site(origin)]).toEqual([origin, false]);
    }
    expect(site()).toBe(false);
  });
  it('the form before a talk has names and values that can be stored', () => {
    const opening = (fields: object) =>
      openTicketInput.safeParse({ departmentId: '7', clientId: '0b8f3c1e-3f7a-4c57-9b1d-3c6f1f0a2b4d', text: 'Hello', fields }).success;
    expect(opening({ order: '1001', note: '', count: 2, gift: true, 名: '茶' })).toBe(true);
    for (const fields of [{ a: 'a\0' }, { a: '\ud800' }, { 'a\0': 1 }, { '\udc00': 1 }, { '': 1 }, { a: 'x'.repeat(1_001) }]) {
      expect([fields, opening(fields)]).toEqual([fields, false]);
    }
  });
  it('an agent has a role and room for five unless it says more', () => {
    expect(setAgentInput.parse({ userId: '7', departmentIds: [] })).toEqual({ userId: '7', departmentIds: [], role: 'agent', capacity: 5 });
    for (const wrong of [{ role: 'boss' }, { capacity: 0 }, { capacity: 101 }, { departmentIds: ['x'] }]) {
      expect(setAgentInput.safeParse({ userId: '7', departmentIds: [], ...wrong }).success).toBe(false);
    }
  });
});
