// Reads a backup from its beginning to its end, and refuses it where anything is not as it was written: the order of the
// frames, the digest and the size of each part, the digest of the whole.
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { z } from 'zod';
import { BackupError, endSchema, FRAME, type Header, headerSchema, type Part, type PartEnd, partEndSchema, partSchema } from './format.ts';
import { type Frame, readFrames } from './frame-file.ts';
import { createMeter } from './meter.ts';

export interface Checked {
  readonly header: Header;
  readonly parts: readonly Part[];
  /** Of all tables. */
  readonly rows: number;
}

type Frames = AsyncGenerator<Frame, void, undefined>;

interface Take {
  header(header: Header): Promise<void>;
  /** Bytes of a table so far, unpacked. */
  readonly progress?: (table: string, bytes: number) => void;
  /** Where a part goes; answers how many rows arrived, null where that is not known. */
  part(part: Part): { readonly into: Writable; arrived(): number | null };
}

/** Reads all of it. @throws BackupError; nothing that was taken counts before this has resolved. */
export async function readBackup(file: string, take: Take, signal: AbortSignal): Promise<Checked> {
  const damaged = new BackupError(`${file} is damaged or not complete: take another backup.`);
  const frames = readFrames(file, signal);
  try {
    return await readAll(frames, take, damaged);
  } catch (error) {
    throw signal.aborted || error instanceof BackupError ? error : explain(file, error, damaged);
  } finally {
    await frames.return();
  }
}

/** Reads all of it and keeps nothing. @throws BackupError */
export function checkBackup(file: string, signal: AbortSignal): Promise<Checked> {
  const drain = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  return readBackup(file, { header: () => Promise.resolve(), part: () => ({ into: drain(), arrived: () => null }) }, signal);
}

function explain(file: string, error: unknown, damaged: BackupError): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^(ENOENT|EACCES|EPERM|EISDIR)$/.test(code)) return new BackupError(`${file} cannot be read (${code}).`);
  return /^(Z_|ZSTD_)/.test(code) || error instanceof z.ZodError || error instanceof SyntaxError ? damaged : error;
}

async function readAll(frames: Frames, take: Take, damaged: BackupError): Promise<Checked> {
  async function next(): Promise<Frame> {
    const frame = await frames.next();
    if (frame.done) throw damaged;
    return frame.value;
  }
  const first = await next();
  if (first.type !== FRAME.header) throw damaged;
  const header = headerSchema.parse(parsed(first));
  await take.header(header);
  const parts: Part[] = [];
  let rows = 0;
  let frame = await next();
  for (; frame.type === FRAME.part; frame = await next()) {
    const part = partSchema.parse(parsed(frame));
    const count = await readPart(part, take, next, damaged);
    if (part.kind === 'table') rows += count;
    parts.push(part);
  }
  if (frame.type !== FRAME.end) throw damaged;
  const end = endSchema.parse(parsed(frame));
  const more = await frames.next();
  if (end.sha256 !== frame.digestBefore || end.parts !== parts.length || !more.done) throw damaged;
  return { header, parts, rows };
}

const parsed = (frame: Frame): unknown => JSON.parse(frame.payload.toString('utf8'));

async function readPart(part: Part, take: Take, next: () => Promise<Frame>, damaged: BackupError): Promise<number> {
  const close: { end: PartEnd | null } = { end: null };
  async function* packed() {
    let frame = await next();
    for (; frame.type === FRAME.data; frame = await next()) yield frame.payload;
    if (frame.type !== FRAME.partEnd) throw damaged;
    close.end = partEndSchema.parse(parsed(frame));
  }
  const meter = createMeter((bytes) => take.progress?.(part.name, bytes));
  const { into, arrived } = take.part(part);
  await pipeline(Readable.from(packed(), { objectMode: false }), createZstdDecompress(), meter.through, into);
  const { end } = close;
  if (!end || end.sha256 !== meter.digest() || end.bytes !== meter.bytes()) throw damaged;
  const count = arrived();
  if (count !== null && count !== end.rows) throw new BackupError(`Of ${part.name} ${count} rows arrived instead of ${end.rows}.`);
  return end.rows;
}
