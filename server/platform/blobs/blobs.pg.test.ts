// One contract over every store of objects: a folder, and S3 as s3rver speaks it.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, describe, expect, test } from 'vitest';
import { memoryBlobs } from '../../../testing/factories/memory-blobs.ts';
import { ConfigError, readSettings } from '../config.ts';
import { BlobError, type Blobs } from './blobs.ts';
import { openFileBlobs } from './file-blobs.ts';
import { openBlobs } from './open.ts';
import { openS3Blobs } from './s3-blobs.ts';

const folders: string[] = [];
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
  for (const folder of folders) await rm(folder, { recursive: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-blobs-'));
  folders.push(folder);
  return folder;
}

async function bucket(prefix: string) {
  const server = new S3rver({ port: 0, silent: true, directory: await newFolder(), configureBuckets: [{ name: 'history', configs: [] }] });
  const { port } = await server.run();
  closing.push(() => server.close());
  const endpoint = `http://127.0.0.1:${port}`;
  return { endpoint, region: 'us-east-1', bucket: 'history', prefix, accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
}

const STORES: [string, () => Promise<Blobs>][] = [
  ['memory', async () => memoryBlobs()],
  ['a folder', async () => openFileBlobs(await newFolder())],
  ['a bucket', async () => openS3Blobs(await bucket(''))],
  ['a bucket under a prefix', async () => openS3Blobs(await bucket('parley/one'))],
];

describe.each(STORES)('%s', (_, open) => {
  test('[blobs] what was put is got whole, listed by prefix and deleted', async () => {
    const blobs = await open();
    const large = randomBytes(2 * 1024 * 1024);
    await blobs.put('segments/1/a.seg', large);
    await blobs.put('segments/12/b.seg', Buffer.from('b'));
    await blobs.put('segments/2/c.seg', Buffer.alloc(0));
    expect((await blobs.get('segments/1/a.seg'))?.equals(large)).toBe(true);
    expect(await blobs.get('segments/2/c.seg')).toEqual(Buffer.alloc(0));
    expect(await blobs.get('segments/1/none.seg')).toBeNull();
    expect(await blobs.get('segments')).toBeNull();
    expect(await blobs.list('segments/1/')).toEqual(['segments/1/a.seg']);
    expect(await blobs.list('')).toEqual(['segments/1/a.seg', 'segments/12/b.seg', 'segments/2/c.seg']);
    expect(await blobs.list('other/')).toEqual([]);
    await blobs.delete('segments/12/b.seg');
    await blobs.delete('segments/12/b.seg');
    expect(await blobs.list('segments/12/')).toEqual([]);
    expect(await blobs.get('segments/12/b.seg')).toBeNull();
  });

  test('[blobs] the same bytes again are nothing, other bytes under a key are refused', async () => {
    const blobs = await open();
    await Promise.all([1, 2, 3].map(() => blobs.put('a/1', Buffer.from('first'))));
    await blobs.put('a/1', Buffer.from('first'));
    await expect(blobs.put('a/1', Buffer.from('other'))).rejects.toThrow(BlobError);
    expect((await blobs.get('a/1'))?.toString()).toBe('first');
  });

  test.each(['', '/a', 'a/', 'a//b', '../a', 'a/../b', 'a/.b', 'A', 'a b', 'a\0', 'ä', 'a%2f', 'x'.repeat(501)])(
    '[blobs] %j is no key',
    async (key) => {
      const blobs = await open();
      await expect(blobs.put(key, Buffer.from('x'))).rejects.toThrow(BlobError);
      await expect((async () => blobs.get(key))()).rejects.toThrow(BlobError);
      await expect((async () => blobs.delete(key))()).rejects.toThrow(BlobError);
    },
  );
});

test('[blobs] a bucket of more than a page is listed whole', async () => {
  // s3rver cannot give a second page: this answers two keys at a time, as S3 does.
  const keys = ['n/1', 'n/2', 'n/3', 'n/4', 'n/5'];
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://bucket').searchParams;
    const rest = keys.filter((key) => key.startsWith(query.get('prefix') ?? '') && key > (query.get('start-after') ?? ''));
    const page = rest.slice(0, 2).map((key) => `<Contents><Key>${key}</Key></Contents>`);
    response.end(`<ListBucketResult><IsTruncated>${rest.length > 2}</IsTruncated>${page.join('')}</ListBucketResult>`);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(async () => void server.close());
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const keysOf = { region: 'eu-1', bucket: 'b', prefix: '', accessKeyId: 'a', secretAccessKey: 'b' };
  expect(await openS3Blobs({ endpoint: `http://127.0.0.1:${port}`, ...keysOf }).list('n/')).toEqual(keys);
});

test('[blobs] a bucket that is not there, a wrong key and a server that is away are told in one line', async () => {
  const settings = await bucket('');
  const put = (more: object) => openS3Blobs({ ...settings, ...more }).put('a/1', Buffer.from('a'));
  await expect(put({ bucket: 'none' })).rejects.toThrow('s3://none: there is no such bucket.');
  await expect(put({ accessKeyId: 'wrong' })).rejects.toThrow('s3://history answered 403 (InvalidAccessKeyId) to GET.');
  await expect(put({ endpoint: 'http://127.0.0.1:1' })).rejects.toThrow('s3://history cannot be reached at http://127.0.0.1:1.');
});

test('[blobs] a file that was cut is seen when its bytes are put again; drafts of a crash are removed', async () => {
  const folder = await newFolder();
  const blobs = await openFileBlobs(folder);
  await blobs.put('a/1', Buffer.from('whole'));
  expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  await truncate(join(folder, 'objects/a/1'), 3);
  await expect(blobs.put('a/1', Buffer.from('whole'))).rejects.toThrow('the object is damaged');
  for (const [name, hoursAgo] of [
    ['old', 2],
    ['young', 0],
  ] as const) {
    await writeFile(join(folder, 'tmp', name), 'half');
    await utimes(join(folder, 'tmp', name), new Date(), new Date(Date.now() - hoursAgo * 3_600_000));
  }
  await openFileBlobs(folder);
  expect(await readdir(join(folder, 'tmp'))).toEqual(['young']);
});

test('[blobs] the settings name a folder of the data folder, any folder, or a bucket with keys', async () => {
  const dataDir = await newFolder();
  const place = async (env: Record<string, string>) => (await openBlobs(readSettings({ PARLEY_DATA: dataDir, ...env }))).place;
  expect(await place({})).toBe(join(dataDir, 'blobs'));
  expect(await place({ PARLEY_BLOBS: join(dataDir, 'elsewhere') })).toBe(join(dataDir, 'elsewhere'));
  await expect(place({ PARLEY_BLOBS: 's3://history/one' })).rejects.toThrow(ConfigError);
  expect(await place({ PARLEY_BLOBS: 's3://history/one', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' })).toBe('s3://history/one');
});
