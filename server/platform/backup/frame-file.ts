// The frames of a backup on the disk: written to a temporary name that becomes the real one when all is whole, and read in
// pieces of bounded size.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BackupError, FRAME, type FrameType, MAGIC, MAX_FRAME } from './format.ts';

export interface FrameWriter {
  write(type: FrameType, payload: Buffer): Promise<void>;
  /** Of all that was written so far. */
  digest(): string;
  bytes(): number;
}

/** Writes `file` whole or not at all; an earlier one is replaced at the end. Readable by this user alone. */
export async function writeFrameFile(file: string, work: (writer: FrameWriter) => Promise<void>): Promise<void> {
  const next = `${file}.partial-${process.pid}`;
  const handle = await open(next, 'w', 0o600);
  try {
    await handle.chmod(0o600);
    await work(await frameWriter(handle));
    await handle.sync();
    await handle.close();
    await rename(next, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await handle.close();
    await rm(next, { force: true });
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync();
}

async function frameWriter(handle: FileHandle): Promise<FrameWriter> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function put(chunk: Buffer): Promise<void> {
    hash.update(chunk);
    bytes += chunk.length;
    for (let from = 0; from < chunk.length; ) from += (await handle.write(chunk, from)).bytesWritten;
  }
  await put(MAGIC);
  return {
    async write(type, payload) {
      const head = Buffer.alloc(5);
      head.writeUInt8(type);
      head.writeUInt32BE(payload.length, 1);
      await put(Buffer.concat([head, payload]));
    },
    digest: () => hash.copy().digest('hex'),
    bytes: () => bytes,
  };
}

export interface Frame {
  readonly type: number;
  readonly payload: Buffer;
  /** Of all before the frame; of the last frame only. */
  readonly digestBefore: string | null;
}

/** @throws BackupError for a file that is no backup, of another format, or that ends within a frame */
export async function* readFrames(file: string, signal: AbortSignal): AsyncGenerator<Frame, void, undefined> {
  const bytes = bytesOf(createReadStream(file, { highWaterMark: 1024 * 1024, signal }));
  const hash = createHash('sha256');
  const magic = await bytes.take(MAGIC.length);
  if (!magic?.equals(MAGIC)) throw new BackupError(`${file} ${whyNot(magic)}`);
  hash.update(magic);
  for (let head = await bytes.take(5); head; head = await bytes.take(5)) {
    const length = head.readUInt32BE(1);
    const payload = length > MAX_FRAME ? null : await bytes.take(length);
    if (!payload) throw new BackupError(`${file} is damaged or not complete: take another backup.`);
    yield { type: head.readUInt8(), payload, digestBefore: head.readUInt8() === FRAME.end ? digestOf(hash) : null };
    hash.update(head).update(payload);
  }
}

const digestOf = (hash: Hash) => hash.copy().digest('hex');

function whyNot(magic: Buffer | null): string {
  const known = magic?.subarray(0, 14).equals(MAGIC.subarray(0, 14));
  return known
    ? 'is a backup in another format: restore it with the version of Parley that made it, or a newer one.'
    : 'is no backup of Parley.';
}

/** Null at the end of the stream, also where it ends within what is asked for. */
function bytesOf(stream: AsyncIterable<Buffer>): { take(length: number): Promise<Buffer | null> } {
  const source = stream[Symbol.asyncIterator]();
  let held: Buffer[] = [];
  let size = 0;
  return {
    async take(length) {
      while (size < length) {
        const next = await source.next();
        if (next.done) return null;
        held.push(next.value);
        size += next.value.length;
      }
      const all = held.length === 1 && held[0] ? held[0] : Buffer.concat(held);
      held = [all.subarray(length)];
      size -= length;
      return all.subarray(0, length);
    },
  };
}
