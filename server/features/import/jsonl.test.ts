import { expect, test } from 'vitest';
import { parseJsonl } from './jsonl.ts';

const talk = (id: unknown, ...texts: string[]) =>
  JSON.stringify({ id, topic: 'Tea', turns: texts.map((text, turn) => ({ role: turn % 2 ? 'agent' : 'customer', text })) });

test('[import] a talk has its turns in order, a second apart', () => {
  const { talks, faults } = parseJsonl(`${talk('a', ' 你好 ', 'hello')}\n${talk(7, 'x')}\n`, 1000);
  expect(faults).toEqual([]);
  expect(talks.map(({ id, topic, line }) => [id, topic, line])).toEqual([
    ['a', 'Tea', 1],
    ['7', 'Tea', 2],
  ]);
  expect(talks[0]?.lines).toEqual([
    { kind: 'message', name: 'customer', text: ' 你好 ', at: 1000, line: 1 },
    { kind: 'message', name: 'agent', text: 'hello', at: 2000, line: 2 },
  ]);
});

test('[import] what is no talk and turns without text are told by line, and the rest goes on', () => {
  const { talks, faults } = parseJsonl(
    `{\n{"turns": [{"role": "boss", "text": "x"}]}\n${talk('a', 'one', ' ', 'three')}\n${talk('b', '')}`,
    0,
  );
  expect(talks.map((one) => one.lines.map((line) => line.text))).toEqual([['one', 'three']]);
  expect(faults.map((fault) => fault.line)).toEqual([1, 2, 3, 4]);
});
