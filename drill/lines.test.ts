import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readLines } from './lines.ts';
import { Random } from './random.ts';

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-lines-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

test('[drill] a folder of logs is said in turn, each in its order, notices left out', () => {
  const folder = folderWith({ 'a.txt': '[09:14] <mia> one\n=== noor has joined\n[09:15] <noor> two\n', 'b.txt': '[10:00] <noor> three\n' });
  expect(readLines(folder, new Random(1))).toEqual([
    { log: 0, speaker: 0, text: 'one' },
    { log: 1, speaker: 1, text: 'three' },
    { log: 0, speaker: 1, text: 'two' },
  ]);
});

test('[drill] without a log one is made, by the seed', () => {
  expect(readLines(null, new Random(1))).toEqual(readLines(null, new Random(1)));
  expect(readLines(null, new Random(1))).not.toEqual(readLines(null, new Random(2)));
});

test('[drill] a file without a line to say is refused in one line', () => {
  const folder = folderWith({ 'a.txt': 'nothing\n' });
  expect(() => readLines(join(folder, 'a.txt'), new Random(1))).toThrow('There is no line of the form "[HH:MM] <nick> text"');
});
