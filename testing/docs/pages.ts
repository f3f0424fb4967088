// The pages that `npm run docs` writes, as they should be now. Reads the repository only.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataPage } from './data.ts';
import { ticketDiagram, ticketEventTable, ticketTable } from './desk.ts';
import { fill } from './markdown.ts';
import { metricTable } from './metrics.ts';
import { readMigrations } from './migrations.ts';
import { readSchema } from './schema.ts';
import { arrowTable, entryTable, errorTable, eventTable, heldTable, limitTable, rateTable, redisTable } from './tables.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A file of the repository, or null. */
export function readPage(path: string): string | null {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function need(path: string): string {
  const text = readPage(path);
  if (text === null) throw new Error(`${path} is missing`);
  return text;
}

function migrations(): string[] {
  const folder = join(root, 'prisma/migrations');
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'migration.sql')));
  return names.sort().map((name) => readFileSync(join(folder, name, 'migration.sql'), 'utf8'));
}

/** path -> text */
export function expectedPages(): Map<string, string> {
  const tables = {
    errors: errorTable(),
    events: eventTable(),
    entries: entryTable(),
    limits: limitTable(need('core/protocol/limits.ts')),
    arrows: arrowTable(),
  };
  let architecture = need('docs/architecture.md');
  for (const [name, content] of Object.entries(tables)) architecture = fill(architecture, name, content);
  let desk = need('docs/desk.md');
  const deskParts = { 'ticket-diagram': ticketDiagram(), 'ticket-deeds': ticketTable(), 'ticket-events': ticketEventTable() };
  for (const [name, content] of Object.entries(deskParts)) desk = fill(desk, name, content);
  return new Map([
    ['docs/data.md', dataPage(readSchema(need('prisma/schema.prisma')), readMigrations(migrations()), redisTable())],
    ['docs/architecture.md', architecture],
    ['docs/desk.md', desk],
    ['docs/operations.md', fill(need('docs/operations.md'), 'metrics', metricTable())],
    ['docs/limits.md', fill(fill(need('docs/limits.md'), 'rates', rateTable()), 'held', heldTable())],
  ]);
}
