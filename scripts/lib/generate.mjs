// The Prisma client, generated from prisma/schema.prisma. The command line insists on a native schema engine that
// `generate` never runs, and would download it: it is shown an empty program instead.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepFailure } from './failure.mjs';
import { hashFiles } from './hash.mjs';
import { pinnedNode, root } from './paths.mjs';
import { run } from './process.mjs';

const output = join(root, 'generated/prisma');
const stamp = join(output, 'source.sha256');
const inputs = ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json', 'node_modules/@prisma/client/package.json'];

function isGenerated() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashFiles(root, inputs);
}

export async function ensureGenerated() {
  if (isGenerated()) return;
  const hash = hashFiles(root, inputs);
  const noEngine = ['/bin/true', '/usr/bin/true'].find((file) => existsSync(file)) ?? process.execPath;
  const node = existsSync(pinnedNode) ? pinnedNode : process.execPath;
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: noEngine, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  const { ok, output: printed } = await run(node, ['node_modules/prisma/build/index.js', 'generate'], { cwd: root, env });
  if (!ok) throw stepFailure(`The database client could not be generated from prisma/schema.prisma:\n${printed.trim()}`, root, printed);
  writeFileSync(stamp, hash);
}
