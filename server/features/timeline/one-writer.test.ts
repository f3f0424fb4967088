// Heads, logs, timelines and markers have one writer: the transaction of this feature. Others hand it decisions. What else may
// write is named here, with why.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const TABLES = [
  'conversation',
  'event',
  'entry',
  'user_cursor',
  'member',
  'span',
  'send_key',
  'lane',
  'mention',
  'mention_all',
  'reaction',
];
const SQL = new RegExp(`\\b(insert\\s+into|update|delete\\s+from|merge\\s+into|truncate)\\s+(?:only\\s+)?(${TABLES.join('|')})\\b`, 'gi');
const MODELS = TABLES.map((table) => table.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
const PRISMA = new RegExp(`\\.(${MODELS.join('|')})\\.((?:create|update|upsert|delete)\\w*)\\(`, 'g');

function writesOf(text: string): string[] {
  const sql = [...text.matchAll(SQL)].map(([, verb, table]) => `${verb?.toLowerCase().split(/\s/)[0]} ${table?.toLowerCase()}`);
  const models = [...text.matchAll(PRISMA)].map(([, model, verb]) => `${verb} ${model}`);
  return [...new Set([...sql, ...models])].sort();
}

/** Beside the statements of the write transaction itself (`store-load.ts`, `store-write.ts`, `store-markers.ts`, `store-entries.ts`). */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  // Somebody new has an empty timeline.
  'server/features/account/store.ts': ['create userCursor', 'insert user_cursor'],
  // So has a visitor.
  'server/features/account/store-visiting.ts': ['insert user_cursor'],
  // What an anonymous visitor has sent counts as sent by who they turned out to be; the talks are locked.
  'server/features/ticket/store-adopt.ts': ['insert send_key'],
  // What is archived leaves the table, under the conversation's lock.
  'server/features/history/store-archive.ts': ['delete event', 'update conversation'],
  // What a device has stored: a marker of its own, no entry.
  'server/features/timeline/store-ack.ts': ['update member'],
  // Old entries go, the cursor locked.
  'server/features/timeline/store-drop.ts': ['delete entry', 'update user_cursor'],
  // In the transaction that writes the entry of it.
  'server/features/timeline/store-prefs.ts': ['update member'],
};
const OWN = /^server\/features\/timeline\/store-(load|write|markers|entries)\.ts$/;

test('[S4] [S5] nothing but the one transaction writes heads, logs and timelines', () => {
  const files = globSync('server/**/*.{ts,lua}', { cwd: ROOT }).filter((path) => !path.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((path) => {
    const writes = OWN.test(path) ? [] : writesOf(readFileSync(join(ROOT, path), 'utf8'));
    return writes.length > 0 ? [[path, writes] as const] : [];
  });
  expect(Object.fromEntries(found)).toEqual(OTHERS);
});

test('[S4] [S5] planted: a writer of its own is seen, in SQL and over Prisma', () => {
  expect(writesOf('await run(on, `INSERT\n into event (seq) values (1)`)')).toEqual(['insert event']);
  expect(writesOf('prisma.userCursor.updateMany({})')).toEqual(['updateMany userCursor']);
  expect(writesOf('select * from event; -- the update of events')).toEqual([]);
});
