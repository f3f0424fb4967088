import { expect, test } from 'vitest';
import { goalY } from './log-stand.ts';

test('[anchor] what is gone to stands a third down the box, what one was reading exactly where it stood', () => {
  expect(goalY({ how: 'first', seq: 9 }, 700)).toBe(210);
  expect(goalY({ how: 'jump', seq: 9 }, 700)).toBe(210);
  expect(goalY({ how: 'reading', seq: 9, y: -31.5 }, 700)).toBe(-31.5);
});
