// A backup is one file: a line that names the format, then frames (a letter, 4 bytes of length, the payload). H tells what it is
// of; each part is P (what it is), D ... D (one zstd stream) and E (its rows, bytes and sha256); Z closes it with the sha256
// of all before it. So it is written and read as a stream, and a file that was cut or altered shows.
import { z } from 'zod';

/** A backup or a database that cannot be used for it: one line that says why and what to do. */
export class BackupError extends Error {}

const FORMAT = 1;
export const MAGIC = Buffer.from(`PARLEY BACKUP ${FORMAT}\n`);
/** No frame is longer. */
export const MAX_FRAME = 4 * 1024 * 1024;

export const FRAME = { header: 0x48, part: 0x50, data: 0x44, partEnd: 0x45, end: 0x5a } as const;
export type FrameType = (typeof FRAME)[keyof typeof FRAME];

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

export const headerSchema = z.strictObject({
  installationId: z.guid(),
  epoch: z.string(),
  counter: count,
  /** The moment of what it holds, by the database's clock. */
  startedAt: z.iso.datetime(),
  /** Version of PostgreSQL. */
  postgres: z.string(),
  migrations: z.array(z.strictObject({ name: z.string(), checksum: sha256 })).min(1),
});

const tableSchema = z.strictObject({ kind: z.literal('table'), name, columns: z.array(name).min(1) });
/** What the database names by a key and keeps elsewhere. */
const objectSchema = z.strictObject({ kind: z.literal('object'), name: z.string().min(1).max(1024) });
export const partSchema = z.discriminatedUnion('kind', [tableSchema, objectSchema]);
export const partEndSchema = z.strictObject({ rows: count, bytes: count, sha256 });
export const endSchema = z.strictObject({ parts: count, sha256 });

export type Header = z.output<typeof headerSchema>;
export type Table = z.output<typeof tableSchema>;
export type Part = z.output<typeof partSchema>;
export type PartEnd = z.output<typeof partEndSchema>;
