import { expect, test } from 'vitest';
import { CallError } from '../../client/engine/account.ts';
import type { PageView } from '../protocol.ts';
import { Told } from './told.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));
const page = (n: number): PageView => ({ url: `https://shop.example/${n}`, title: String(n), at: n });

test('[widget] nobody is made for pages and attributes: they wait for a session, the last twenty of them', async () => {
  const told: unknown[] = [];
  let isIn = false;
  const calls = {
    setAttributes: async (given: object) => void told.push(given),
    viewed: async ({ title }: PageView) => void told.push(title),
  };
  const box = new Told(calls, () => isIn);
  box.attributes({ plan: 'pro' });
  box.attributes({ size: 3 });
  box.pages(Array.from({ length: 25 }, (_, n) => page(n)));
  await settled();
  expect(told).toEqual([]);
  isIn = true;
  box.flush();
  await settled();
  expect(told).toEqual([{ plan: 'pro', size: 3 }, ...Array.from({ length: 20 }, (_, n) => String(n + 5))]);
});

test('[widget] what could not be told is told again, but not what will never be taken', async () => {
  const told: string[] = [];
  const failures = ['OFFLINE', 'BAD_INPUT'] as ('OFFLINE' | 'BAD_INPUT')[];
  const viewed = async ({ title }: PageView) => {
    const code = failures.shift();
    if (code) throw new CallError(code);
    told.push(title);
  };
  const box = new Told({ setAttributes: async () => undefined, viewed }, () => true);
  box.pages([page(1), page(2)]);
  await settled();
  box.flush();
  await settled();
  box.flush();
  await settled();
  expect(told).toEqual(['2']);
});
