import { expect, test } from 'vitest';
import { parseIrc } from './irc.ts';

const DAY = Date.UTC(2006, 5, 1);
const at = (hours: number, minutes: number, days = 0) => DAY + ((days * 24 + hours) * 60 + minutes) * 60_000;
const parse = (...lines: string[]) => parseIrc(Buffer.from(`${lines.join('\n')}\n`), DAY);

test('[import] said lines are kept exactly, with leading blanks and whatever looks like markup', () => {
  const { lines, faults } = parse('[09:14] <Ubuntu> hello', '[09:14] <ubuntu>   two > blanks ', '[09:15] <|Q-[]> <b> [10:00] <x> y');
  expect(faults).toEqual([]);
  expect(lines).toEqual([
    { kind: 'message', name: 'Ubuntu', text: 'hello', at: at(9, 14), line: 1 },
    { kind: 'message', name: 'ubuntu', text: '  two > blanks ', at: at(9, 14), line: 2 },
    { kind: 'message', name: '|Q-[]', text: '<b> [10:00] <x> y', at: at(9, 15), line: 3 },
  ]);
});

test('[import] actions have one or two blanks before the star and lose the nick', () => {
  const { lines } = parse('[09:14] * bob waves', '[09:14]  * bob  waves twice');
  expect(lines.map(({ kind, name, text }) => [kind, name, text])).toEqual([
    ['action', 'bob', 'waves'],
    ['action', 'bob', ' waves twice'],
  ]);
});

test('[import] notices stand at the time of their predecessor', () => {
  const { lines } = parse('=== first [x]', '[09:14] <a> b', '=== c [n=c@d]  has joined #e');
  expect(lines.map(({ kind, text, at: when }) => [kind, text, when])).toEqual([
    ['notice', '=== first [x]', DAY],
    ['message', 'b', at(9, 14)],
    ['notice', '=== c [n=c@d]  has joined #e', at(9, 14)],
  ]);
});

test('[import] a time that goes back by over 6 hours is of the next day, by less it is held', () => {
  const { lines } = parse('[23:50] <a> 1', '[23:40] <a> 2', '[00:05] <a> 3', '[06:05] <a> 4', '[00:05] <a> 5', '[00:04] <a> 6');
  expect(lines.map((line) => line.at)).toEqual([at(23, 50), at(23, 50), at(0, 5, 1), at(6, 5, 1), at(6, 5, 1), at(0, 4, 2)]);
});

test('[import] what has no text and what is no line is left out with its number', () => {
  const { lines, faults } = parse(
    '[09:14] <a> ',
    '[09:14] <a>',
    '[09:14] * a',
    'nonsense',
    '',
    '[25:00] <a> b',
    `[09:15] <a> ${'x'.repeat(20_001)}`,
    '[09:15] <a> ok',
  );
  expect(lines.map((line) => line.line)).toEqual([8]);
  expect(faults.map((fault) => fault.line)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('[import] line ends of both sorts, a byte order mark and a missing last end do not matter', () => {
  expect(parseIrc(Buffer.from('\ufeff[09:14] <a> b\r\n[09:15] <a> \ufeffc\r'), DAY).lines.map((line) => line.text)).toEqual([
    'b',
    '\ufeffc',
  ]);
});

test('[import] a line that is not UTF-8 and a nick that cannot be a name cost only themselves', () => {
  const { lines, faults } = parseIrc(
    Buffer.concat([
      Buffer.from('[09:14] <a> b\n[09:15] <a> '),
      Buffer.from([0xff, 0x0a]),
      Buffer.from(`[09:16] <a\0b> c\n[09:17] <${'n'.repeat(101)}> d\n[09:18] < > e\n[09:19] <a> f`),
    ]),
    DAY,
  );
  expect(lines.map(({ line, text }) => [line, text])).toEqual([
    [1, 'b'],
    [6, 'f'],
  ]);
  expect(faults.map((fault) => fault.line)).toEqual([2, 3, 4, 5]);
});

test('[import] a file that goes on from another keeps its clock', () => {
  const { lines } = parseIrc(Buffer.from('=== c joins\n[09:00] <a> next day'), DAY, at(23, 0));
  expect(lines.map((line) => line.at)).toEqual([at(23, 0), at(9, 0, 1)]);
});
