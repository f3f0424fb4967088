// The pages: `next build` when what they are made of changed. Never under a running instance that serves the same folder.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, stepFailure } from './failure.mjs';
import { hashFiles } from './hash.mjs';
import { readRecord, waitForLock, writeRecord } from './lock.mjs';
import { cloneDir, pinnedNode, root } from './paths.mjs';
import { run } from './process.mjs';
import { othersRunning } from './running.mjs';
import { squeezeFiles } from './squeeze.mjs';
import { buildWidget } from './widget.mjs';
import { buildWorker } from './worker.mjs';

const sources = [
  'app',
  'components',
  'client',
  'core',
  'widget',
  'worker',
  'public',
  'scripts/lib/worker.mjs',
  'scripts/lib/widget.mjs',
  'scripts/lib/shell-list.mjs',
  'next.config.js',
  'postcss.config.mjs',
  'package-lock.json',
];
const VERSION_LENGTH = 16;
const isTest = (file) => /\.test\.tsx?$/.test(file);

/** Builds the pages into `build` (a folder name in this clone) if they are missing or older than their sources; `more` is told to the build. */
export async function ensureBuilt(build, say, more = {}) {
  const stamp = join(root, build, 'parley-sources.json');
  const hash = hashFiles(root, sources, { skip: isTest });
  const isBuilt = () => readRecord(stamp)?.hash === hash && existsSync(join(root, build, 'BUILD_ID'));
  if (isBuilt()) return;
  const lock = await waitForLock(join(cloneDir, `build-${build.replaceAll('/', '_')}.lock`), {}, (holder) =>
    say.line(`Another command (process ${holder.pid}) is building ${build}; waiting for it ...`),
  );
  try {
    if (isBuilt()) return;
    const user = othersRunning().find((other) => other.build === build);
    if (user) {
      throw new Failure(
        `The sources changed, but ${user.command} (process ${user.pid}) serves ${build}. Stop it first, or build beside it: PARLEY_BUILD=.next-2.`,
      );
    }
    await say.step('Building the pages', async () => {
      rmSync(stamp, { force: true });
      const version = hash.slice(0, VERSION_LENGTH);
      const own = { NODE_ENV: 'production', PARLEY_BUILD: build, NEXT_PUBLIC_PARLEY_VERSION: version, NEXT_TELEMETRY_DISABLED: '1' };
      const env = { ...process.env, ...own, ...more };
      const { ok, output } = await run(pinnedNode, ['node_modules/next/dist/bin/next', 'build'], { cwd: root, env });
      if (!ok) throw stepFailure(`The pages could not be built:\n${output.trim()}`, root, output);
      await squeezeFiles(join(root, build, 'static'));
      await buildWorker(build, version);
      await buildWidget(join(root, build, 'widget'));
      // Readable by all, as the mark of the installation is.
      writeRecord(stamp, { hash }, 0o644);
    });
  } finally {
    lock.release();
  }
}
