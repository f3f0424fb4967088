import { expect, test } from 'vitest';
import { messageText } from './texts.ts';

test('[bench] messages are the same each run, of both scripts and of many lengths', () => {
  const texts = Array.from({ length: 300 }, (_, n) => messageText(n));
  expect(texts).toEqual(Array.from({ length: 300 }, (_, n) => messageText(n)));
  const han = texts.filter((text) => /\p{Script=Han}/u.test(text));
  expect(han.length).toBeGreaterThan(60);
  expect(han.length).toBeLessThan(140);
  expect(new Set(texts).size).toBeGreaterThan(200);
  const lengths = texts.map((text) => text.length).sort((a, b) => a - b);
  expect(lengths[0]).toBeGreaterThan(3);
  expect(lengths[150]).toBeLessThan(90);
  expect(lengths.at(-1)).toBeGreaterThan(200);
  expect(lengths.at(-1)).toBeLessThan(800);
});
