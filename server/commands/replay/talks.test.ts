// Talks as they are read, from files made here.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseTalk, readTalks, type Talk } from './talks.ts';

const turn = (role: string, text: string, at?: string | number) => ({ role, text, at });
const parsed = (talk: object, pause = 1_000) => parseTalk(JSON.stringify(talk), 'a.jsonl:1', pause);

function folder(files: Readonly<Record<string, string>>): string {
  const made = mkdtempSync(join(tmpdir(), 'parley-talks-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(made, name), text);
  return made;
}

test('[replay] sides and texts are those of the source; a pause is as long as a line takes to write, up to the longest', () => {
  expect(parsed({ topic: 'Tea', turns: [turn('customer', '一杯茶'), turn('agent', 'Green?'), turn('customer', 'x'.repeat(500))] })).toEqual(
    {
      name: 'a.jsonl:1',
      topic: 'Tea',
      lines: [
        { by: 'visitor', text: '一杯茶', pauseMs: 0 },
        { by: 'desk', text: 'Green?', pauseMs: 150 },
        { by: 'visitor', text: 'x'.repeat(500), pauseMs: 1_000 },
      ],
    },
  );
});

test('[replay] where the source has times, its pauses are those, shortened', () => {
  const turns = [
    turn('customer', 'a', '2026-01-01T10:00:00Z'),
    turn('agent', 'b', '2026-01-01T10:00:00.400Z'),
    turn('customer', 'c', '2026-01-01T12:00:00Z'),
  ];
  expect((parsed({ turns }) as Talk).lines.map(({ pauseMs }) => pauseMs)).toEqual([0, 400, 1_000]);
  expect((parsed({ turns }, 0) as Talk).lines.map(({ pauseMs }) => pauseMs)).toEqual([0, 0, 0]);
});

test('[replay] a talk that the agent begins is opened with what it is about', () => {
  expect((parsed({ topic: 'Tea', turns: [turn('agent', 'How can I help?')] }) as Talk).lines).toMatchObject([
    { by: 'visitor', text: 'Tea' },
    { by: 'desk', text: 'How can I help?' },
  ]);
});

test('[replay] what is no talk is told by file and line, and the rest goes on', async () => {
  const line = (text: string) => JSON.stringify({ turns: [turn('customer', text)] });
  const bad = [JSON.stringify({ turns: [turn('robot', 'x')] }), JSON.stringify({ turns: [turn('customer', '  ')] }), '{'];
  const path = folder({
    'b.jsonl': `${line('three')}\n`,
    'a.jsonl': `${line('one')}\n\n${bad.join('\n')}\n${line('two')}`,
    'notes.txt': 'x',
  });
  const told: string[] = [];
  const texts: (string | undefined)[] = [];
  for await (const talk of readTalks([path], 0, (where, reason) => told.push(`${where} ${reason}`)))
    texts.push(`${talk.name} ${talk.lines[0]?.text}`);
  expect(texts).toEqual(['a.jsonl:1 one', 'a.jsonl:6 two', 'b.jsonl:1 three']);
  expect(told).toEqual([
    'a.jsonl:3 is no talk: it needs turns with a role (customer or agent) and a text',
    'a.jsonl:4 has no text that can be sent in turn 1',
    'a.jsonl:5 is not JSON',
  ]);
});
