// Takes a backup: one REPEATABLE READ transaction, so that it is of one moment while people write, and one table after another
// by COPY through digest and zstd to the file, in bounded memory.
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { columnsOf, inOwnTransaction, loadMigrations, loadTables, quoted } from './database.ts';
import { BackupError, FRAME, type Header, MAGIC, type Part, type PartEnd, type Table } from './format.ts';
import { type FrameWriter, writeFrameFile } from './frame-file.ts';
import { createMeter } from './meter.ts';

const CHUNK = 256 * 1024;
const LEVEL = 3;

export interface BackupAsk {
  readonly url: string;
  readonly file: string;
  readonly signal: AbortSignal;
  /** Bytes of a table so far, as the database gives them. */
  readonly progress: (table: string, bytes: number) => void;
  /** Where objects are that the rows name, none where nothing is given. */
  readonly objects?: ObjectSource;
}

export interface ObjectSource {
  /** Of all that the transaction's moment names. */
  keys(client: pg.Client): Promise<readonly string[]>;
  /** Null: there is none. */
  get(key: string): Promise<Uint8Array | null>;
}

export interface BackupReport {
  readonly tables: number;
  readonly objects: number;
  readonly rows: number;
  readonly bytes: number;
  readonly startedAt: string;
}

const json = (value: object) => Buffer.from(JSON.stringify(value));

/** @throws BackupError; the file is whole or not there */
export async function writeBackup(ask: BackupAsk): Promise<BackupReport> {
  await checkTarget(ask.file);
  return inOwnTransaction(
    { url: ask.url, begin: 'begin isolation level repeatable read read only', signal: ask.signal },
    async (client) => {
      const header = await readHeader(client);
      const tables = await loadTables(client);
      const keys = (await ask.objects?.keys(client)) ?? [];
      const sum = { rows: 0, bytes: 0 };
      await writing(ask.file, async (writer) => {
        await writer.write(FRAME.header, json(header));
        for (const key of keys) await writeObject(writer, key, ask);
        for (const table of tables) sum.rows += await writeTable(client, writer, table, ask);
        await writer.write(FRAME.end, json({ parts: keys.length + tables.length, sha256: writer.digest() }));
        sum.bytes = writer.bytes();
      });
      return { tables: tables.length, objects: keys.length, ...sum, startedAt: header.startedAt };
    },
  );
}

/** An earlier backup is replaced; anything else that stands there is left alone. */
async function checkTarget(file: string): Promise<void> {
  const start = Buffer.alloc(14);
  try {
    await using handle = await open(file, 'r');
    await handle.read(start, 0, start.length, 0);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw new BackupError(`${file} cannot be replaced (${codeOf(error)}): name another file.`, { cause: error });
  }
  if (!start.equals(MAGIC.subarray(0, start.length)))
    throw new BackupError(`${file} is there and is no backup of Parley: name another file.`);
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown');

async function writing(file: string, work: (writer: FrameWriter) => Promise<void>): Promise<void> {
  try {
    await writeFrameFile(file, work);
  } catch (error) {
    if (!/^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|ENOSPC|EDQUOT|EISDIR)$/.test(codeOf(error))) throw error;
    throw new BackupError(`${file} cannot be written (${codeOf(error)}).`, { cause: error });
  }
}

async function readHeader(client: pg.Client): Promise<Header> {
  const migrations = await loadMigrations(client);
  if (!migrations?.length) throw new BackupError('There is nothing to back up: this database holds no Parley.');
  const half = migrations.find((migration) => !migration.finished);
  if (half) throw new BackupError(`The migration ${half.name} failed half-way: repair the database, then take the backup.`);
  const { rows } = await client.query<{ id: string; epoch: string; counter: string; at: Date; postgres: string }>(
    `select installation_id as id, epoch, counter, now() as at, current_setting('server_version') as postgres from installation`,
  );
  const row = rows[0];
  if (!row) throw new BackupError('There is nothing to back up: Parley was never started on this database.');
  return {
    installationId: row.id,
    epoch: row.epoch,
    counter: Number(row.counter),
    startedAt: row.at.toISOString(),
    postgres: row.postgres,
    migrations: migrations.map(({ name, checksum }) => ({ name, checksum })),
  };
}

async function writeTable(client: pg.Client, writer: FrameWriter, table: Table, ask: BackupAsk): Promise<number> {
  const rows = client.query(copyTo(`copy ${quoted(table.name)} (${columnsOf(table)}) to stdout`, { highWaterMark: CHUNK }));
  // What ends it is told by the pipeline; a connection that is torn afterwards is no news.
  rows.on('error', () => undefined);
  await writePart(writer, table, rows, () => rows.rowCount, ask);
  return rows.rowCount;
}

/** Objects never change under their key; one that was replaced since the moment of the backup may be gone. */
async function writeObject(writer: FrameWriter, key: string, ask: BackupAsk): Promise<void> {
  const bytes = (await ask.objects?.get(key)) ?? null;
  if (bytes === null) throw new BackupError(`The object ${key} is not in its store (or it was replaced just now): take the backup again.`);
  await writePart(writer, { kind: 'object', name: key }, Readable.from([bytes]), () => 1, ask);
}

async function writePart(
  writer: FrameWriter,
  part: Part,
  from: Readable,
  rows: () => number,
  { progress, signal }: BackupAsk,
): Promise<void> {
  await writer.write(FRAME.part, json(part));
  const meter = createMeter((bytes) => progress(part.name, bytes));
  const pack = createZstdCompress({ chunkSize: CHUNK, params: { [constants.ZSTD_c_compressionLevel]: LEVEL } });
  const toFile = async (packed: AsyncIterable<Buffer>) => {
    for await (const chunk of packed) await writer.write(FRAME.data, chunk);
  };
  await pipeline(from, meter.through, pack, toFile, { signal });
  const end: PartEnd = { rows: rows(), bytes: meter.bytes(), sha256: meter.digest() };
  await writer.write(FRAME.partEnd, json(end));
}
