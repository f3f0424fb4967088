// Each import arrow of the house, seen to fail: one tree with all forbidden imports planted, read once.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runGate } from '../../scripts/lib/gates/gates.mjs';
import { pinnedNode, root } from '../../scripts/lib/paths.mjs';
import { plant } from './planted.ts';

/** rule, file, what the file imports */
const planted: [rule: string, file: string, imported: string][] = [
  ['protocol-local', 'core/protocol/up.ts', '../unread/count.ts'],
  ['core-local', 'core/unread/server.ts', '../../server/features/timeline/index.ts'],
  ['core-npm', 'core/unread/npm.ts', 'zod'],
  ['core-browser', 'core/unread/disk.ts', 'node:fs'],
  ['engine-local', 'client/engine/wire.ts', '../transport/rpc.ts'],
  ['engine-npm', 'client/engine/view.ts', 'react'],
  ['transport-types', 'client/transport/value.ts', '../../server/edge/trpc/root.ts'],
  ['transport-local', 'client/transport/store.ts', '../../server/platform/redis.ts'],
  ['react-local', 'client/react/hook.ts', '../transport/rpc.ts'],
  ['components-local', 'components/messenger/raw.tsx', '../../client/transport/rpc.ts'],
  ['app-local', 'app/raw.tsx', '../server/platform/redis.ts'],
  ['platform-local', 'server/platform/up.ts', '../features/message/index.ts'],
  ['edge-local', 'server/edge/deep.ts', '../features/timeline/store.ts'],
  ['feature-door', 'server/commands/deep.ts', '../features/timeline/store.ts'],
  ['feature-message', 'server/features/message/deep.ts', '../timeline/store.ts'],
  ['feature-timeline', 'server/features/timeline/back.ts', '../message/index.ts'],
  ['feature-unlisted', 'server/features/novelty/index.ts', '../message/index.ts'],
  ['sql-in-stores', 'server/features/message/sql.ts', 'pg'],
  ['redis-in-platform', 'server/features/message/redis.ts', 'ioredis'],
  ['no-pages-in-server', 'server/features/message/page.ts', 'react'],
  ['no-dev-package', 'server/platform/dev.ts', 'vitest'],
  ['no-testing', 'server/platform/fake.ts', '../../testing/cast.ts'],
  ['no-unresolved', 'server/platform/lost.ts', './nowhere.ts'],
  ['scripts-bare', 'scripts/tool.mjs', 'zod'],
  ['test-arrows', 'core/unread/far.test.ts', '../../server/platform/redis.ts'],
];

describe('planted imports', () => {
  let result: Awaited<ReturnType<typeof runGate>>;
  let lines: string[];

  beforeAll(async () => {
    const files = Object.fromEntries(planted.map(([, file, imported]) => [file, `import '${imported}';\n`]));
    const circle = { 'core/unread/one.ts': `import './two.ts';\n`, 'core/unread/two.ts': `import type { One } from './one.ts';\n` };
    const rest = { 'testing/cast.ts': 'export const ada = 1;\n', 'core/unread/alone.ts': 'export const alone = 1;\n' };
    result = await runGate('arrows', plant({ ...files, ...circle, ...rest }));
    lines = result.output.split('\n');
  });

  test('[arrows] the gate fails', () => expect(result.ok).toBe(false));

  test.each(planted)('[arrows] %s is seen in %s', (rule, file, imported) => {
    const name = imported.replace(/^(node:|[./]+)/, '');
    expect(lines.filter((line) => line.startsWith(`${rule}: ${file} -> `) && line.includes(name))).toHaveLength(1);
  });

  test('[arrows] a circle is seen, of types too', () => {
    expect(lines).toContainEqual(expect.stringMatching(/^no-circle: core\/unread\/(one|two)[.]ts -> /));
  });

  test('[arrows] a file that nothing imports is seen', () => {
    expect(lines).toContainEqual(expect.stringMatching(/^no-orphan: core\/unread\/alone[.]ts /));
  });

  test('[arrows] nothing else is blamed', () => {
    const expected = new Set([...planted.map(([, file]) => file), 'core/unread/one.ts', 'core/unread/two.ts', 'core/unread/alone.ts']);
    const blamed = lines.map((line) => /^[\w-]+: (\S+)/.exec(line)?.[1] ?? line);
    expect(blamed.filter((file) => !expected.has(file))).toEqual([]);
  });
});

test('[arrows] a checker that reads no TypeScript fails instead of passing', () => {
  const folder = plant();
  const source = readFileSync(join(root, 'scripts/lib/gates/arrows.mjs'), 'utf8');
  const blind = join(folder, 'blind.mjs');
  writeFileSync(blind, source.replace(`'typescript6'`, `'typescript'`));
  const { status, stdout } = spawnSync(pinnedNode, [blind], { cwd: folder, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stdout).toContain('unread: core/protocol/ids.ts was not read');
});
