// Reads the SQL of the migrations, in order: what the tables are after all of them. Quotes and capitals do not matter; a
// statement of another form than these is refused, so that nothing is left out of the docs in silence.

export interface Column {
  readonly type: string;
  readonly nullable: boolean;
  /** As SQL; empty: none. */
  readonly standard: string;
}

export interface Table {
  readonly name: string;
  readonly columns: Map<string, Column>;
  primaryKey: string;
  readonly checks: string[];
  readonly indexes: Map<string, { readonly definition: string; readonly unique: boolean; readonly why: string }>;
  /** Storage settings, such as fillfactor. */
  readonly storage: string;
}

type Tables = Map<string, Table>;
type Reader = readonly [RegExp, (tables: Tables, parts: string[], why: string) => void];

const unquote = (text: string) => text.replaceAll('"', '').replace(/\s+/g, ' ').trim();

export function readMigrations(texts: readonly string[]): Tables {
  const tables: Tables = new Map();
  for (const text of texts) for (const { sql, why } of statementsOf(text)) apply(tables, sql, why);
  if (tables.size === 0) throw new Error('the migrations make no table');
  return tables;
}

/** Statements with the comment lines before each; a comment of the whole file stands before an empty line or an extension. */
function statementsOf(text: string): { sql: string; why: string }[] {
  const found: { sql: string; why: string }[] = [];
  let comment: string[] = [];
  let sql: string[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('--')) comment.push(line.slice(2).trim());
    else if (line.trim() === '' && sql.length === 0) comment = [];
    else sql.push(line);
    if (!line.trimEnd().endsWith(';') || line.startsWith('--')) continue;
    found.push({ sql: sql.join('\n').trim().replace(/;$/, ''), why: comment.join(' ') });
    comment = [];
    sql = [];
  }
  return found;
}

function tableOf(tables: Tables, name = ''): Table {
  const table = tables.get(name);
  if (!table) throw new Error(`a migration names the table ${name}, which no one made`);
  return table;
}

function addColumn(table: Table, name = '', text = ''): void {
  const [, type = '', rest = ''] = /^(double precision|[a-z]+(?:\(\d+\))?(?:\[\])?)(.*)$/is.exec(text.trim()) ?? [];
  if (type === '') throw new Error(`a column of ${table.name} that the docs cannot read: ${name} ${text}`);
  const isKey = /\bprimary key\b/i.test(rest);
  if (isKey) table.primaryKey = name;
  table.columns.set(name, {
    type: type.toLowerCase(),
    nullable: !isKey && !/\bnot null\b/i.test(rest),
    standard: /\bdefault (.+?)(?: not null| primary key)?$/is.exec(rest)?.[1]?.trim() ?? '',
  });
}

function makeTable(tables: Tables, [, name = '', body = '', storage = '']: string[]): void {
  const table: Table = { name, columns: new Map(), primaryKey: '', checks: [], indexes: new Map(), storage };
  for (const line of body.split(/,\n/).map((part) => part.trim())) {
    const column = /^"?(\w+)"? (.+)$/s.exec(line);
    if (/^(?:constraint|primary key|check)\b/i.test(line)) addConstraint(table, line);
    else addColumn(table, column?.[1], column?.[2]);
  }
  tables.set(name, table);
}

function addConstraint(table: Table, text: string): void {
  const [, kind = '', what = ''] = /^(?:constraint "?\w+"? )?(primary key|check) \((.+)\)$/is.exec(text) ?? [];
  if (kind === '') throw new Error(`a constraint of ${table.name} that the docs cannot read: ${text}`);
  if (kind.toLowerCase() === 'check') table.checks.push(unquote(what));
  else table.primaryKey = unquote(what);
}

function changeTable(tables: Tables, [, name = '', changes = '']: string[]): void {
  const table = tableOf(tables, name);
  for (const change of changes.split(/,\n/).map((part) => part.trim())) {
    const added = /^add column "?(\w+)"? (.+)$/is.exec(change);
    const dropped = /^drop column "?(\w+)"?$/i.exec(change)?.[1];
    const constraint = /^add (constraint .+)$/is.exec(change)?.[1];
    if (added) addColumn(table, added[1], added[2]);
    else if (dropped) table.columns.delete(dropped);
    else if (constraint) addConstraint(table, constraint);
    else throw new Error(`a change of ${name} that the docs cannot read: ${change}`);
  }
}

function makeIndex(tables: Tables, [, unique, index = '', name = '', definition = '']: string[], why: string): void {
  tableOf(tables, name).indexes.set(index, { definition: unquote(definition), unique: unique !== undefined, why });
}

function dropIndex(tables: Tables, [, index = '']: string[]): void {
  const owner = [...tables.values()].find((table) => table.indexes.delete(index));
  if (!owner) throw new Error(`a migration drops the index ${index}, which no one made`);
}

const READERS: readonly Reader[] = [
  [/^create extension /i, () => undefined],
  [/^create (?:unlogged )?table "?(\w+)"? \(\n(.+)\n\)(?: with \((.+)\))?$/is, makeTable],
  [/^alter table "?(\w+)"?\s+(.+)$/is, changeTable],
  [/^create (unique )?index "?(\w+)"? on "?(\w+)"? (.+)$/is, makeIndex],
  [/^drop index "?(\w+)"?$/i, dropIndex],
  [/^drop table "?(\w+)"?$/i, (tables, [, name = '']) => void tables.delete(name)],
  // Rows are no part of the shape.
  [/^(?:insert into|update|delete from) /i, () => undefined],
];

function apply(tables: Tables, sql: string, why: string): void {
  for (const [form, read] of READERS) {
    const parts = form.exec(sql);
    if (!parts) continue;
    read(tables, parts, why);
    return;
  }
  throw new Error(`a statement of a migration that the docs cannot read: ${sql.split('\n')[0]}`);
}
