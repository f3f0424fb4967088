// Each gate passes a clean tree and is seen to fail on a planted mistake: a gate that reads nothing would pass all.
import { beforeAll, describe, expect, test } from 'vitest';
import { GATES, runGate } from '../../scripts/lib/gates/gates.mjs';
import { plant } from './planted.ts';

describe('a clean tree', () => {
  let folder: string;

  beforeAll(() => {
    folder = plant();
  });

  test.each(GATES)('[gates] %s passes it', async (gate) => {
    const { ok, output } = await runGate(gate, folder);
    expect(ok, output).toBe(true);
  });
});

/** gate, what is planted, where, the text, what the gate has to say */
const mistakes: [gate: string, what: string, path: string, text: string, said: string | RegExp][] = [
  ['types', 'a wrong type', 'core/unread/wrong.ts', `export const wrong: number = 'one';\n`, /core\/unread\/wrong[.]ts.*TS2322/],
  [
    'types',
    'an index taken for sure',
    'core/unread/index.ts',
    `export const first = (all: string[]): string => all[0];\n`,
    /core\/unread\/index[.]ts.*TS2322/,
  ],
  ['types', 'syntax that cannot be erased', 'core/unread/kind.ts', `export enum Kind {\n  A,\n}\n`, /core\/unread\/kind[.]ts.*TS1294/],
  ['format', 'another layout', 'core/unread/layout.ts', `export const a = "1"\n`, 'core/unread/layout.ts format'],
  ['format', 'an any', 'core/unread/any.ts', `export const a: any = 1;\n`, /core\/unread\/any[.]ts.*noExplicitAny/],
  [
    'format',
    'an unused import',
    'core/unread/unused.ts',
    `import { id } from '../protocol/ids.ts';\n\nexport const a = 1;\n`,
    /core\/unread\/unused[.]ts.*noUnusedImports/,
  ],
  [
    'lint',
    'a floating promise',
    'server/platform/float.ts',
    `export async function work(): Promise<void> {}\n\nexport function forget(): void {\n  work();\n}\n`,
    'no-floating-promises',
  ],
  ['lint', 'a clock in the core', 'core/unread/clock.ts', 'export const now = (): number => Date.now();\n', 'core has no clock'],
  [
    'lint',
    'a silenced rule',
    'core/unread/silent.ts',
    '// oxlint-disable-next-line no-debugger\nexport const a = 1;\n',
    /no-warning-comments.+\n.+silent[.]ts/,
  ],
  [
    'lint',
    'an empty catch',
    'core/unread/swallow.ts',
    `export function swallow(work: () => void): void {\n  try {\n    work();\n  } catch {}\n}\n`,
    'no-empty',
  ],
  [
    'lint',
    'a function too long',
    'server/platform/long.ts',
    `export function long(): void {\n${'  console.log(1);\n'.repeat(60)}}\n`,
    'max-lines-per-function',
  ],
  [
    'unused',
    'a dead export',
    'core/unread/count.ts',
    `export const count = (ids: string[]): number => ids.length;\n\nexport const dead = 1;\n`,
    /dead\s+core\/unread\/count[.]ts/,
  ],
  ['unused', 'a dead file', 'core/unread/dead.ts', 'export const dead = 1;\n', 'core/unread/dead.ts'],
];

describe.each([...new Set(mistakes.map(([gate]) => gate))])('mistakes for %s', (gate) => {
  const own = mistakes.filter(([name]) => name === gate);
  let result: Awaited<ReturnType<typeof runGate>>;

  beforeAll(async () => {
    result = await runGate(gate, plant(Object.fromEntries(own.map(([, , path, text]) => [path, text]))));
  });

  test('[gates] it fails', () => expect(result.ok).toBe(false));

  test.each(own)('[gates] %s sees %s', (_gate, _what, _path, _text, said) => {
    expect(result.output).toMatch(said);
  });
});

test('[gates] licences sees a package with a licence off the list, with none, and one that is missing', async () => {
  const packages = {
    shady: { license: 'GPL-3.0-only' },
    nameless: {},
    choice: { license: '(GPL-2.0-only OR MIT)' },
    both: { license: 'MIT AND AGPL-3.0-only' },
    parent: { license: 'MIT', dependencies: { 'nowhere-to-be-found': '*' } },
  };
  const { ok, output } = await runGate('licences', plant({}, packages));
  expect(ok).toBe(false);
  expect(output.split('\n').map((line) => line.split(':')[0])).toEqual([
    'shady@1.0.0',
    'nameless@1.0.0',
    'both@1.0.0',
    'nowhere-to-be-found',
  ]);
});
