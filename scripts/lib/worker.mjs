// The service worker, bundled into the build of the pages whose files it keeps.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { shellList } from './shell-list.mjs';

/** @param {string} build a folder name in this clone @param {string} version of the pages in it */
export async function buildWorker(build, version) {
  const { build: bundle } = await import('esbuild');
  const outdir = join(root, build, 'worker');
  mkdirSync(outdir, { recursive: true });
  await bundle({
    entryPoints: { sw: join(root, 'worker/main.ts') },
    outdir,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
    define: { SHELL_LIST: JSON.stringify({ version, files: shellList(join(root, build), join(root, 'public')) }) },
  });
}
