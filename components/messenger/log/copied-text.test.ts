import { expect, test } from 'vitest';
import { copiedText } from './copied-text.ts';

const headOf = (name: string, time: string) => `${name}, ${time}`;

test('[copy] each message has its name, its time and its text as it was written, with a blank line between', () => {
  expect(
    copiedText(
      [
        { name: 'Ada', time: '09:41', text: '**Lunch** at\nnoon?', quoted: null },
        { name: 'Ben', time: '09:42', text: 'Yes', quoted: { name: 'Ada', text: '**Lunch** at\nnoon?' } },
      ],
      headOf,
    ),
  ).toBe('Ada, 09:41\n**Lunch** at\nnoon?\n\nBen, 09:42\n> Ada: Lunch at noon?\nYes');
});
