// Makes the demo on an empty installation: the cast, their talks, and last the accounts that the sign-in page offers.
import type { UserId } from '../../../core/protocol/ids.ts';
import { beginDemo, makePeople, offerDemo } from '../../features/account/index.ts';
import { createImport } from '../../features/import/index.ts';
import type { Timeline } from '../../features/timeline/index.ts';
import type { Db } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import { CAST, type CastMember, HANDLES, type Handle } from './cast.ts';
import { clockOf } from './clock.ts';
import { makeDesk } from './desk/make.ts';
import { readTalks, sceneOf } from './talks.ts';

interface Deps {
  readonly db: Db;
  readonly ids: IdSource;
  readonly timeline: Timeline;
  readonly log: Log;
}

/** What a run comes to. */
export type Made =
  | { readonly kind: 'standing' | 'foreign' }
  | { readonly kind: 'made'; readonly people: number; readonly conversations: number; readonly messages: number; readonly tickets: number };

/** A run that was stopped is gone on with by the next, from the same moment. */
export async function makeDemo(deps: Deps): Promise<Made> {
  const stand = await beginDemo(deps.db.pool);
  if (stand.kind !== 'begun') return stand;
  const importer = createImport(deps);
  const ids = new Map<Handle, UserId>();
  for (const handle of HANDLES) ids.set(handle, await importer.claimPerson(`demo\tuser\t${handle}`));
  const idOf = (handle: Handle): UserId => {
    const id = ids.get(handle);
    if (id === undefined) throw new Error(`${handle} was not made`);
    return id;
  };
  await makePeople(
    deps,
    HANDLES.map((handle) => ({ id: idOf(handle), handle, name: CAST[handle].name })),
  );
  const talks = readTalks();
  const clock = clockOf(stand.at);
  await Promise.all([...talks].map(([name, talk]) => importer.replay(sceneOf(name, talk, clock, idOf))));
  const tickets = await makeDesk({ ...deps, idOf, days: clock, begunAt: stand.at.getTime(), claim: importer.claimPerson });
  const offered = HANDLES.flatMap((handle) => {
    const { about }: CastMember = CAST[handle];
    return about ? [{ id: idOf(handle), about }] : [];
  });
  const [owner] = offered;
  if (owner) await offerDemo(deps.db.pool, owner.id, offered);
  const messages = [...talks.values()].flatMap(({ steps }) => steps.filter(({ deed }) => deed.kind === 'say'));
  return { kind: 'made', people: ids.size, conversations: talks.size, messages: messages.length, tickets };
}
