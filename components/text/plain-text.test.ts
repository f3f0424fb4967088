import { expect, test } from 'vitest';
import { isEmojiOnly } from './emoji-only.ts';
import { plainText } from './plain-text.ts';

test.each([
  ['**Bold** and `code`, [here](https://a.example)', 'Bold and code, here'],
  ['one\n\n  two', 'one two'],
  ['```ts\n\nconst a = 1;\nb();\n```', 'const a = 1;'],
  ['See:\n```\na\n```', 'See: a'],
  ['- a\n- b\n  1. c', '• a • b 1. c'],
  ['# Title\n> quoted\n\nanswer', 'Title quoted answer'],
  ['| a | b |\n|-|-|\n| 1 | 2 |', 'a b 1 2'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['**重点**。', '重点。'],
  ['\u202eturned', 'turned'],
])('[plain] %j', (text, line) => expect(plainText(text)).toBe(line));

test('[plain] only the beginning of a long text is read, and no character is halved', () => {
  const text = `${'a'.repeat(199)}😀**b**`;
  expect(plainText(text)).toBe('a'.repeat(199));
});

test('[emoji] one to three alone are shown large', () => {
  for (const text of ['👍', '❤️', '😂 🎉', '👩‍👩‍👧‍👦🇨🇳👍🏽', '1️⃣', '✌🏽', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🙂\n🙂'])
    expect([text, isEmojiOnly(text)]).toEqual([text, true]);
  for (const text of ['', ' ', 'a', '1', '👍👍👍👍', '👍 ok', '©', '#', '❤', '123', '。', '🇨'])
    expect([text, isEmojiOnly(text)]).toEqual([text, false]);
});
