// Objects as files of one folder. A file appears under its name only when it is whole and on the disk: written under another
// name, synced, linked, and the folders synced. A crash leaves nothing but a file in tmp/, which the next start removes.
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { type Blobs, checkKey, differs } from './blobs.ts';

/** Another process may be writing a younger one. */
const STALE_MS = 3_600_000;

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : null);

/** The answer of `work`, or `absent` where there is no such file or folder. */
async function orAbsent<T, A>(work: Promise<T>, absent: A): Promise<T | A> {
  try {
    return await work;
  } catch (error) {
    if (['ENOENT', 'EISDIR'].includes(String(codeOf(error)))) return absent;
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the folder and those above it, each synced into its parent, up to `root`. */
async function makeFolder(folder: string, root: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let at = folder; at.startsWith(root); at = dirname(at)) await syncFolder(dirname(at));
}

async function writeSynced(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeStale(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const found = await orAbsent(stat(file), null);
    if (found && Date.now() - found.mtimeMs > STALE_MS) await rm(file, { force: true });
  }
}

export async function openFileBlobs(root: string): Promise<Blobs> {
  const objects = join(root, 'objects');
  const temporary = join(root, 'tmp');
  for (const folder of [objects, temporary]) await makeFolder(folder, root);
  await removeStale(temporary);
  const fileOf = (key: string) => join(objects, checkKey(key));

  async function get(key: string): Promise<Buffer | null> {
    return orAbsent(readFile(fileOf(key)), null);
  }

  return {
    place: root,
    get,
    async put(key, bytes) {
      const file = fileOf(key);
      await makeFolder(dirname(file), root);
      const draft = join(temporary, randomUUID());
      try {
        await writeSynced(draft, bytes);
        await link(draft, file);
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
        if (!(await get(key))?.equals(bytes)) throw differs(root, key);
      } finally {
        await rm(draft, { force: true });
      }
      await syncFolder(dirname(file));
    },
    async list(prefix) {
      const entries = await readdir(objects, { recursive: true, withFileTypes: true });
      const keys = entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(objects, join(entry.parentPath, entry.name)).split(sep).join('/'));
      return keys.filter((key) => key.startsWith(prefix)).sort();
    },
    async delete(key) {
      const file = fileOf(key);
      await rm(file, { force: true });
      await orAbsent(syncFolder(dirname(file)), undefined);
    },
  };
}
