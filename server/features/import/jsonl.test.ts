import { expect, test } from 'vitest';
import { parseJsonl } from './jsonl.ts';

const talk = (id: unknown, ...texts: string[]) =>
  JSON.stringify({ id, topic: 'Tea', turns: texts.map((text, turn) => ({ role: turn % 2 ? 'agent' : 'customer', text })) });

const parse = (text: string, from: number) => parseJsonl(Buffer.from(text), from);

test('[import] a talk has its turns in order, a second apart', () => {
  const { talks, faults } = parse(`${talk('a', ' 你好 ', 'hello')}\n${talk(7, 'x')}\n`, 1000);
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
  const { talks, faults } = parse(`{\n{"turns": [{"role": "boss", "text": "x"}]}\n${talk('a', 'one', ' ', 'three')}\n${talk('b', '')}`, 0);
  expect(talks.map((one) => one.lines.map((line) => line.text))).toEqual([['one', 'three']]);
  expect(faults.map((fault) => fault.line)).toEqual([1, 2, 3, 4]);
});

test('[import] an id twice in a file and one that cannot be kept are told; a topic that cannot be shown is dropped', () => {
  const topics = ['a\0b', '\ud800', `${'x'.repeat(59)}🙂`].map((topic, n) => ({
    id: `t${n}`,
    topic,
    turns: [{ role: 'customer', text: 'x' }],
  }));
  const { talks, faults } = parse(
    [talk('a', 'one'), talk('a', 'two'), talk('n\0', 'x'), ...topics.map((one) => JSON.stringify(one))].join('\n'),
    0,
  );
  expect(talks.map(({ id, topic }) => [id, topic])).toEqual([
    ['a', 'Tea'],
    ['t0', null],
    ['t1', null],
    ['t2', 'x'.repeat(59)],
  ]);
  expect(faults.map((fault) => fault.line)).toEqual([2, 3]);
});
