import { describe, expect, it } from 'vitest';
import { createSiteKeyInput, setAgentInput } from './desk-commands.ts';

const site = (...origins: string[]) => createSiteKeyInput.safeParse({ name: 'Shop', origins }).success;

describe('the input of the desk', () => {
  it('takes origins as browsers write them, and nothing else', () => {
    expect(site('https://shop.example.org', 'http://localhost:8080')).toBe(true);
    for (const origin of [
      'https://shop.example.org/',
      'https://shop.example.org/cart',
      'shop.example.org',
      'ftp://shop.example.org',
      '*',
      'null',
      '',
    ]) {
      expect([origin, site(origin)]).toEqual([origin, false]);
    }
    expect(site()).toBe(false);
  });
  it('an agent has a role and room for five unless it says more', () => {
    expect(setAgentInput.parse({ userId: '7', departmentIds: [] })).toEqual({ userId: '7', departmentIds: [], role: 'agent', capacity: 5 });
    for (const wrong of [{ role: 'boss' }, { capacity: 0 }, { capacity: 101 }, { departmentIds: ['x'] }]) {
      expect(setAgentInput.safeParse({ userId: '7', departmentIds: [], ...wrong }).success).toBe(false);
    }
  });
});
