// The people of a source: found again by their exact names, or made with a handle of a slug and a number.
import { createHash } from 'node:crypto';
import type { UserId } from '../../../core/protocol/ids.ts';
import { makePeople } from '../account/index.ts';
import type { ImportDeps } from './deps.ts';
import { loadPeople, savePeople } from './store.ts';

const SLUG_UNITS = 24;
const NUMBERS = 100_000;
const ROUNDS = 20;
const BATCH = 1000;

/** What is left of a name in a handle; `somebody` where nothing is. */
function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '')
    .replace(/^[._-]+|[._-]+$/g, '')
    .slice(0, SLUG_UNITS);
  return slug === '' ? 'somebody' : slug;
}

/** The same for the same key; `round` gives another where that one is taken, from ten times as many. */
function handleOf(key: string, name: string, round: number): string {
  const number = createHash('sha256').update(`${key}\t${round}`).digest().readUInt32BE() % (NUMBERS * 10 ** Math.min(round, 4));
  return `${slugOf(name)}-${number}`;
}

/** Names by key, which is the same in every run. One call at a time: two would make the same people twice. */
export async function findOrMakePeople(deps: ImportDeps, names: ReadonlyMap<string, string>): Promise<Map<string, UserId>> {
  const keys = [...names.keys()];
  const known = await loadPeople(deps.db.pool, keys);
  const people = new Map(keys.map((key) => [key, known.get(key) ?? deps.ids.next<UserId>()]));
  let missing = [...people].filter(([key]) => !known.has(key));
  await savePeople(deps.db.pool, new Map(missing));
  for (let round = 0; missing.length > 0; round++) {
    if (round >= ROUNDS) throw new Error(`no free handle for ${missing.length} people`);
    const rows = missing.map(([key, id]) => {
      const name = names.get(key) ?? key;
      return { id, name, handle: handleOf(key, name, round) };
    });
    const made = new Set<UserId>();
    for (let from = 0; from < rows.length; from += BATCH) {
      for (const id of await makePeople(deps, distinct(rows.slice(from, from + BATCH)))) made.add(id);
    }
    missing = missing.filter(([, id]) => !made.has(id));
  }
  return people;
}

/** Of two with the same handle the second waits for the next round. */
function distinct<T extends { readonly handle: string }>(rows: readonly T[]): T[] {
  return [...new Map(rows.toReversed().map((row) => [row.handle, row])).values()];
}
