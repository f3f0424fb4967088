// Restores a backup, in one transaction: the schema as the backup's migrations make it, its rows, the newer migrations, a new
// epoch. The file is read and checked whole before anything is touched. Locks: whoever changes the schema, and the leases of
// the id workers, which every process that serves or writes holds: none may run, and none can start meanwhile.
import { Writable } from 'node:stream';
import { callbackify } from 'node:util';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { newEpoch } from '../installation.ts';
import { applyWithin, type Migration, PRISMA_LOCK, readMigrations } from '../migrate.ts';
import type { Mirror } from '../mirror.ts';
import { columnsOf, inOwnTransaction, loadMigrations, loadTables, quoted } from './database.ts';
import { BackupError, type Header, type Table } from './format.ts';
import { type Checked, checkBackup, readBackup } from './read-backup.ts';

export interface RestoreAsk {
  readonly url: string;
  readonly file: string;
  /** Throws away what the database holds, accounts too. */
  readonly force: boolean;
  /** The folder of this version's migrations. */
  readonly migrations: string;
  readonly mirrors: readonly Mirror[];
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly progress: (table: string, bytes: number) => void;
  /** Stores an object under its key, again with the same bytes: nothing. None given: a backup with objects is refused. */
  readonly putObject?: (key: string, bytes: Buffer) => Promise<void>;
  /** Only tests leave it out. */
  readonly mint?: (client: pg.Client, known: number) => Promise<void>;
}

/** @throws BackupError; then the database is as it was */
export async function restoreBackup(ask: RestoreAsk): Promise<Checked> {
  ask.say(`Checking ${ask.file} ...`);
  const checked = await checkBackup(ask.file, ask.signal);
  const { header } = checked;
  const migrations = await readMigrations(ask.migrations);
  const theirs = migrationsOf(header, migrations);
  ask.say(`It is of ${header.startedAt}, ${checked.rows} rows of the installation ${header.installationId}.`);
  const counter = await inOwnTransaction({ url: ask.url, begin: 'begin', signal: ask.signal }, async (client) => {
    await takeDatabase(client);
    await clear(client, ask);
    await applyWithin(client, theirs);
    await load(client, ask, checked);
    await applyWithin(
      client,
      migrations.filter((migration) => !theirs.includes(migration)),
    );
    return conclude(client, ask, header);
  });
  await Promise.all(ask.mirrors.map((mirror) => mirror.raise(header.installationId, counter)));
  return checked;
}

/** Those of this version that the backup was made with. */
function migrationsOf(header: Header, ours: readonly Migration[]): Migration[] {
  return header.migrations
    .map(({ name, checksum }) => {
      const migration = ours.find((one) => one.name === name);
      if (!migration)
        throw new BackupError(`The backup has the migration ${name}, which this version of Parley does not know: use the newer version.`);
      if (migration.checksum !== checksum) {
        throw new BackupError(`The migration ${name} is not the one that the backup was made with: restore prisma/migrations/${name}.`);
      }
      return migration;
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function takeDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_xact_lock($1) as taken', [PRISMA_LOCK]);
  if (!rows[0]?.taken) throw new BackupError('Another process starts or is restored on this database: wait for it, or stop it.');
  const there = await client.query<{ there: boolean }>("select to_regclass('worker_lease') is not null as there");
  if (!there.rows[0]?.there) return;
  await client.query('lock table worker_lease in access exclusive mode');
  const leased = await client.query<{ n: number }>('select count(*)::int as n from worker_lease where expires_at > clock_timestamp()');
  if ((leased.rows[0]?.n ?? 0) > 0) {
    throw new BackupError('Parley runs on this database: stop it (and wait 30 s if it was killed), then restore again.');
  }
}

/** Drops our tables. Refuses what is not Parley's, and accounts without `force`. */
async function clear(client: pg.Client, { force, say }: RestoreAsk): Promise<void> {
  const tables = await loadTables(client);
  if ((await loadMigrations(client)) === null) {
    if (tables.length === 0) return;
    throw new BackupError(`This database holds tables of something else (${tables[0]?.name}): name an empty one by DATABASE_URL.`);
  }
  const held = await standingOf(client, tables);
  if (held && !force) throw new BackupError(`This database holds ${held}: name another one, or throw that away by --force.`);
  if (held) say(`Throwing away ${held}.`);
  const names = [...tables.map(({ name }) => quoted(name)), '_prisma_migrations'];
  await client.query(`drop table ${names.join(', ')} cascade`);
}

/** Null: nobody has an account here. */
async function standingOf(client: pg.Client, tables: readonly Table[]): Promise<string | null> {
  const count = async (table: string) => {
    if (!tables.some(({ name }) => name === table)) return 0;
    return (await client.query<{ n: number }>(`select count(*)::float8 as n from ${quoted(table)}`)).rows[0]?.n ?? 0;
  };
  const accounts = await count('users');
  return accounts === 0 ? null : `${accounts} accounts, ${await count('conversation')} conversations and ${await count('event')} events`;
}

async function load(client: pg.Client, ask: RestoreAsk, checked: Checked): Promise<void> {
  const shape = (parts: readonly Table[]) => parts.map(({ name, columns }) => `${name}(${[...columns].sort().join()})`).sort();
  const tables = checked.parts.flatMap((part) => (part.kind === 'table' ? part : []));
  const [ours, theirs] = [shape(await loadTables(client)), shape(tables)];
  const other = ours.find((table, index) => table !== theirs[index]) ?? theirs[ours.length];
  if (other !== undefined) throw new BackupError(`The backup does not fit its own migrations: look at ${other}.`);
  // What a migration has put there is in the backup as well, as it was.
  for (const { name } of tables) await client.query(`delete from ${quoted(name)}`);
  const header = async (again: Header) => {
    if (JSON.stringify(again) !== JSON.stringify(checked.header)) throw new BackupError(`${ask.file} was changed while it was restored.`);
  };
  await readBackup(
    ask.file,
    { header, part: (part) => (part.kind === 'table' ? rowsInto(client, part) : objectInto(ask, part.name)), progress: ask.progress },
    ask.signal,
  );
}

function rowsInto(client: pg.Client, part: Table): { into: Writable; arrived(): number } {
  const into = client.query(copyFrom(`copy ${quoted(part.name)} (${columnsOf(part)}) from stdin`));
  // What ends it is told by the pipeline; a connection that is torn afterwards is no news.
  into.on('error', () => undefined);
  return { into, arrived: () => into.rowCount };
}

/** Held whole, as it is stored whole: objects are segments and files of people, of bounded size. */
function objectInto({ putObject }: RestoreAsk, key: string): { into: Writable; arrived(): number } {
  if (!putObject)
    throw new BackupError('The backup holds objects, and this version of Parley has no store for them: use the newer version.');
  const pieces: Buffer[] = [];
  const into = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
    final: callbackify(() => putObject(key, Buffer.concat(pieces))),
  });
  return { into, arrived: () => 1 };
}

/** Leases are of processes that are not here; positions that devices know of are of another history (S13). */
async function conclude(client: pg.Client, { mirrors, mint = mintEpoch }: RestoreAsk, { installationId }: Header): Promise<number> {
  await client.query("update worker_lease set expires_at = 'epoch'");
  await mint(client, Math.max(0, ...(await Promise.all(mirrors.map((mirror) => mirror.read(installationId))))));
  await client.query('analyze');
  const { rows } = await client.query<{ id: string; counter: string }>('select installation_id as id, counter from installation');
  if (rows.length !== 1 || rows[0]?.id !== installationId) throw new BackupError('The backup is of another installation than its rows.');
  return Number(rows[0].counter);
}

async function mintEpoch(client: pg.Client, known: number): Promise<void> {
  await client.query('update installation set epoch = $1, counter = greatest(counter, $2) + 1', [newEpoch(), known]);
}
