// Programs from the system's own packages without being root: on Debian and Ubuntu apt checks the signatures and downloads
// into a cache under the data folder, where the packages are unpacked. Tried again after six hours if it failed.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './process.mjs';

const TRY_AGAIN_MS = 6 * 3600 * 1000;
const STEP_MS = 60_000;

function aptOptions(cache) {
  const values = {
    'Dir::State': join(cache, 'state'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': join(cache, 'apt'),
    'Acquire::Retries': '1',
    'Acquire::http::Timeout': '10',
    'Acquire::https::Timeout': '10',
    'Acquire::Languages': 'none',
    ...(process.getuid() === 0 ? { 'APT::Sandbox::User': 'root' } : {}),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}

/** The library folders of an unpacked tree, for LD_LIBRARY_PATH. */
function libraryFolders(tree) {
  const places = ['lib', 'usr/lib'].map((place) => join(tree, place)).filter((place) => existsSync(place));
  return places.flatMap((place) => {
    const triplets = readdirSync(place).filter((name) => name.includes('-linux-gnu'));
    return [...triplets.map((name) => join(place, name)), place];
  });
}

/** Downloads and unpacks a package with what this system lacks of what it needs; says whether that worked. */
async function unpack(name, cache, tree) {
  for (const folder of ['state/lists/partial', 'apt/archives/partial', 'packages']) mkdirSync(join(cache, folder), { recursive: true });
  const options = aptOptions(cache);
  const apt = (...args) =>
    run('apt-get', [...options, ...args], { cwd: join(cache, 'packages'), timeoutMs: STEP_MS, env: { ...process.env, LC_ALL: 'C' } });
  // One unreachable source among many makes it fail; what it did get may be enough.
  await apt('update');
  const plan = await apt('install', '--simulate', '--no-install-recommends', name);
  const names = [...plan.output.matchAll(/^Inst (\S+)/gm)].map((match) => match[1]);
  if (!plan.ok || !names.includes(name)) return false;
  if (!(await apt('download', ...names)).ok) return false;
  const next = `${tree}.new`;
  rmSync(next, { recursive: true, force: true });
  for (const file of readdirSync(join(cache, 'packages')).filter((name) => name.endsWith('.deb'))) {
    if (!(await run('dpkg-deb', ['-x', join(cache, 'packages', file), next])).ok) return false;
  }
  rmSync(tree, { recursive: true, force: true });
  renameSync(next, tree);
  return true;
}

/** The folder with the unpacked files of a package; null where there is none to get. `title`: of the step that fetches it. */
async function unpacked(name, cache, title, say) {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return null;
  const tree = join(cache, 'tree');
  const failed = join(cache, 'failed');
  if (existsSync(tree)) return tree;
  const since = statSync(failed, { throwIfNoEntry: false })?.mtimeMs;
  if (since !== undefined && Date.now() - since < TRY_AGAIN_MS) return null;
  mkdirSync(cache, { recursive: true });
  const got = await say.step(title, () => unpack(name, cache, tree));
  for (const leftover of ['state', 'apt', 'packages']) rmSync(join(cache, leftover), { recursive: true, force: true });
  if (!got) {
    writeFileSync(failed, 'Remove this file to try again at the next start.\n');
    return null;
  }
  rmSync(failed, { force: true });
  return tree;
}

/** The redis-server of Debian or Ubuntu under `dataDir`, fetched the first time; null where there is none to get. */
export async function debianRedis(dataDir, say) {
  const tree = await unpacked('redis-server', join(dataDir, 'cache/redis'), 'Fetching Redis from the packages of this system', say);
  if (!tree) return null;
  const libraries = [...libraryFolders(tree), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    command: join(tree, 'usr/bin/redis-server'),
    env: { LD_LIBRARY_PATH: libraries },
    how: "this system's packages, unpacked under the data folder",
  };
}

/** The library that tells one process a wrong time; null where there is none to get. */
export async function debianFaketime(dataDir, say) {
  const tree = await unpacked('libfaketime', join(dataDir, 'cache/faketime'), 'Fetching libfaketime from the packages of this system', say);
  const files = tree ? libraryFolders(tree).map((folder) => join(folder, 'faketime/libfaketimeMT.so.1')) : [];
  return files.find((file) => existsSync(file)) ?? null;
}
