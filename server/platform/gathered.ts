// What many ask of a database at the same time in one statement. By a pool: what comes while a statement is under way goes with
// the next (batched.ts). On one connection, which a transaction holds: what is asked in one turn of the event loop, so that
// those who share a transaction go through it in step, and it sends a statement a step however many they are.
import { setTimeout as delay } from 'node:timers/promises';
import { batched } from './batched.ts';
import type { Connection, Pool } from './db.ts';

/** Where more wait when a statement is done. */
const GATHER_MS = 3;

const isConnection = (on: Pool | Connection): on is Connection => 'release' in on;

/** When all that is done in this turn is done, and what was gathered in it has been sent. */
export const sentInTurn = () => new Promise<void>((resolve) => process.nextTick(resolve));

/** `load` gets each key once; a key without a value answers undefined. */
export function loadedTogether<K, V, On extends Pool | Connection = Pool | Connection>(
  load: (on: On, keys: K[]) => Promise<Map<K, V>>,
): (on: On, key: K) => Promise<V | undefined> {
  const loaders = new WeakMap<On, (key: K) => Promise<V | undefined>>();
  return (on, key) => {
    let loader = loaders.get(on);
    if (!loader) {
      loader = isConnection(on)
        ? inOneTurn((keys) => load(on, keys))
        : batched((keys) => load(on, keys), { gather: () => delay(GATHER_MS) });
      loaders.set(on, loader);
    }
    return loader(key);
  };
}

/** `write` gets what was given in one turn, in order; each hears when all of it stands. */
export function writtenTogether<I>(
  write: (on: Connection, items: readonly I[]) => Promise<void>,
): (on: Connection, item: I) => Promise<void> {
  const gathering = new WeakMap<Connection, { readonly items: I[]; readonly written: Promise<void> }>();
  return (on, item) => {
    let group = gathering.get(on);
    if (!group) {
      const items: I[] = [];
      group = {
        items,
        written: sentInTurn().then(() => {
          gathering.delete(on);
          return write(on, items);
        }),
      };
      gathering.set(on, group);
    }
    group.items.push(item);
    return group.written;
  };
}

function inOneTurn<K, V>(load: (keys: K[]) => Promise<Map<K, V>>): (key: K) => Promise<V | undefined> {
  let group: { readonly keys: Set<K>; readonly loaded: Promise<Map<K, V>> } | null = null;
  return async (key) => {
    if (!group) {
      const keys = new Set<K>();
      const loaded = sentInTurn().then(() => {
        group = null;
        return load([...keys]);
      });
      group = { keys, loaded };
    }
    group.keys.add(key);
    return (await group.loaded).get(key);
  };
}
