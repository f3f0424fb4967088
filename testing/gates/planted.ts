// A small tree in a folder of its own, with this clone's settings of the gates and its packages, for planting mistakes.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { root } from '../../scripts/lib/paths.mjs';

const SETTINGS = [
  'tsconfig.json',
  'tsconfig.base.json',
  'biome.json',
  '.oxlintrc.json',
  'knip.json',
  '.dependency-cruiser.mjs',
  '.gitignore',
];

const manifest = {
  name: 'planted',
  version: '1.0.0',
  private: true,
  type: 'module',
  dependencies: { ioredis: '*', next: '*', pg: '*', react: '*', zod: '*' },
  devDependencies: { vitest: '*' },
};

/** A tree that every gate passes: a bit of each layer. */
const clean: Record<string, string> = {
  'core/protocol/ids.ts': `import { z } from 'zod';\n\nexport const id = z.string();\n`,
  'core/unread/count.ts': `import { id } from '../protocol/ids.ts';\n\nexport const count = (ids: string[]): number => ids.filter((one) => id.safeParse(one).success).length;\n`,
  'core/unread/count.test.ts': `import { expect, test } from 'vitest';\nimport { count } from './count.ts';\n\ntest('[U1] counts', () => {\n  expect(count(['1'])).toBe(1);\n});\n`,
  'server/platform/redis.ts': `import { Redis } from 'ioredis';\n\nexport const openRedis = (url: string): Redis => new Redis(url);\n`,
  'server/features/timeline/store.ts': `import pg from 'pg';\n\nexport const openStore = (url: string): pg.Pool => new pg.Pool({ connectionString: url });\n`,
  'server/features/timeline/index.ts': `export { openStore } from './store.ts';\n`,
  'server/features/message/index.ts': `import { count } from '../../../core/unread/count.ts';\nimport { openStore } from '../timeline/index.ts';\n\nexport async function send(url: string): Promise<number> {\n  await openStore(url).end();\n  return count([url]);\n}\n`,
  'server/edge/trpc/root.ts': `import { send } from '../../features/message/index.ts';\n\nexport const router = { send };\nexport type AppRouter = typeof router;\n`,
  'server/main.ts': `import { router } from './edge/trpc/root.ts';\nimport { openRedis } from './platform/redis.ts';\n\nopenRedis('redis://localhost');\nawait router.send('postgresql://localhost');\n`,
  'client/transport/rpc.ts': `import type { AppRouter } from '../../server/edge/trpc/root.ts';\n\nexport type Send = AppRouter['send'];\n`,
  'client/boot/start.ts': `import type { Send } from '../transport/rpc.ts';\n\nexport const start = (send: Send): Promise<number> => send('1');\n`,
  'app/layout.tsx': `import type { Metadata } from 'next';\nimport type { ReactNode } from 'react';\n\nexport const metadata: Metadata = { title: 'Planted' };\n\nexport default function Layout({ children }: { children: ReactNode }) {\n  return (\n    <html lang="en">\n      <body>{children}</body>\n    </html>\n  );\n}\n`,
  'app/page.tsx': `import { start } from '../client/boot/start.ts';\n\nexport default function Page() {\n  return <p>{start.name}</p>;\n}\n`,
};

const PREFIX = 'parley-gates-';
const OLD_MS = 3_600_000;

/** Removes the trees in `within` that killed runs left: no run takes an hour. */
export function removeOldTrees(within: string, now: number): void {
  for (const name of readdirSync(within).filter((one) => one.startsWith(PREFIX))) {
    const tree = join(within, name);
    // Another run may be removing it too.
    const made = statSync(tree, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (now - made > OLD_MS) rmSync(tree, { recursive: true, force: true });
  }
}

removeOldTrees(realpathSync(tmpdir()), Date.now());

/** Lays the clean tree with `files` over it, and removes it after the tests of the calling file. */
export function plant(files: Record<string, string> = {}, packages: Record<string, object> = {}): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), PREFIX));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of SETTINGS) cpSync(join(root, name), join(folder, name));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules')))
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  const names = Object.keys(packages);
  const dependencies = { ...manifest.dependencies, ...Object.fromEntries(names.map((name) => [name, '*'])) };
  write(folder, 'package.json', `${JSON.stringify({ ...manifest, dependencies }, null, 2)}\n`);
  for (const name of names)
    write(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', ...packages[name] }));
  for (const [path, text] of Object.entries({ ...clean, ...files })) write(folder, path, text);
  return folder;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
