// The door of imports: conversations of the past, from the logs of channels and from talks. README.md tells the rules.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { ImportDeps } from './deps.ts';
import { type FillAsk, fill } from './fill.ts';
import { findOrMakePeople } from './people.ts';
import { replay } from './replay.ts';
import type { Scene } from './scene.ts';
import { claimId, loadViewer } from './store.ts';
import type { Filled } from './types.ts';

export { parseIrc } from './irc.ts';
export { parseJsonl } from './jsonl.ts';
export type { Deed, Scene } from './scene.ts';
export { type Fault, type Filled, ImportError } from './types.ts';

export interface Import {
  /** By handle; null: the owner. Null where there is none. */
  viewer(handle: string | null): Promise<UserId | null>;
  /** The people by keys that are the same in every run; made under these names where they are new. One call at a time. */
  people(names: ReadonlyMap<string, string>): Promise<Map<string, UserId>>;
  /** Fills one conversation. Throws ImportError where it cannot. */
  fill(ask: FillAsk): Promise<Filled>;
  /** The id that stands for a person in every run, whether they are made yet or not. */
  claimPerson(key: string): Promise<UserId>;
  /** Makes one conversation with all that happened in it; whole or again from where it ended. Throws ImportError. */
  replay(scene: Scene): Promise<void>;
}

export function createImport(deps: ImportDeps): Import {
  let importerId: Promise<UserId> | null = null;
  const importer = () => (importerId ??= claimId(deps.db.pool, 'importer', deps.ids.next<UserId>()));
  return {
    viewer: (handle) => loadViewer(deps.db.pool, handle),
    people: (names) => findOrMakePeople(deps, names),
    fill: async (ask) => fill(deps, await importer(), ask),
    claimPerson: (key) => claimId(deps.db.pool, key, deps.ids.next<UserId>()),
    replay: async (scene) => replay(deps, await importer(), scene),
  };
}
