import { expect, test } from 'vitest';
import { type Mark, markSelection } from './text-marks.ts';

/** [ and ] are the selection, before and after. */
function marked(shown: string, mark: Mark): string {
  const start = shown.indexOf('[');
  const end = shown.indexOf(']') - 1;
  const text = shown.replace(/[[\]]/g, '');
  const { from, to, piece, select } = markSelection(text, start, end, mark);
  const next = text.slice(0, from) + piece + text.slice(to);
  return `${next.slice(0, select[0])}[${next.slice(select[0], select[1])}]${next.slice(select[1])}`;
}

test('[composer] a selection gets marks around it and stays selected; blanks at its edges stay outside', () => {
  expect(marked('a [word] b', '**')).toBe('a **[word]** b');
  expect(marked('a[ word ]b', '*')).toBe('a *[word]* b');
  expect(marked('请看[重点]。', '`')).toBe('请看`[重点]`。');
});

test('[composer] nothing selected: the cursor stands between the marks', () => {
  expect(marked('a []', '**')).toBe('a **[]**');
});

test('[composer] the same key takes the marks away again, and only its own', () => {
  expect(marked('a **[word]** b', '**')).toBe('a [word] b');
  expect(marked('***[word]***', '*')).toBe('**[word]**');
  expect(marked('***[word]***', '**')).toBe('*[word]*');
  expect(marked('**[word]**', '*')).toBe('***[word]***');
});

test('[composer] code over several lines gets a fence on lines of its own', () => {
  expect(marked('see [a\nb]', '`')).toBe('see \n```\n[a\nb]\n```');
});
