// The door of imports: conversations of the past, from the logs of channels and from talks. README.md tells the rules.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { ImportDeps } from './deps.ts';
import { type FillAsk, fill } from './fill.ts';
import { findOrMakePeople } from './people.ts';
import { claimId, loadViewer } from './store.ts';
import type { Filled } from './types.ts';

export { parseIrc } from './irc.ts';
export { parseJsonl } from './jsonl.ts';
export { type Fault, type Filled, ImportError } from './types.ts';

export interface Import {
  /** By handle; null: the owner. Null where there is none. */
  viewer(handle: string | null): Promise<UserId | null>;
  /** The people by keys that are the same in every run; made under these names where they are new. One call at a time. */
  people(names: ReadonlyMap<string, string>): Promise<Map<string, UserId>>;
  /** Fills one conversation. Throws ImportError where it cannot. */
  fill(ask: FillAsk): Promise<Filled>;
}

export function createImport(deps: ImportDeps): Import {
  let importerId: Promise<UserId> | null = null;
  return {
    viewer: (handle) => loadViewer(deps.db.pool, handle),
    people: (names) => findOrMakePeople(deps, names),
    async fill(ask) {
      importerId ??= claimId(deps.db.pool, 'importer', deps.ids.next<UserId>());
      return fill(deps, await importerId, ask);
    },
  };
}
