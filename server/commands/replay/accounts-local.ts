// Who sets up and who answers, by the database of this installation: the owner, and people of the replay's own, the same in each run.
import type { UserId } from '../../../core/protocol/ids.ts';
import { type MachineSession, makePeople, openMachineSession } from '../../features/account/index.ts';
import { createImport } from '../../features/import/index.ts';
import type { Timeline } from '../../features/timeline/index.ts';
import type { Db } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import { agentName, type Cast, type Member } from './stage.ts';

interface Deps {
  readonly db: Db;
  readonly ids: IdSource;
  readonly timeline: Timeline;
}

const SESSION = 'npm run replay';

/** Null: nobody owns this installation yet. */
export async function castOfDatabase(deps: Deps, agents: number): Promise<Cast | null> {
  const importer = createImport(deps);
  const ownerId = await importer.viewer(null);
  if (ownerId === null) return null;
  const sessions: MachineSession[] = [];
  const enter = async (id: UserId): Promise<Member> => {
    const session = await openMachineSession(deps, id, SESSION);
    sessions.push(session);
    return { id, token: session.token };
  };
  const people: { readonly id: UserId; readonly handle: string; readonly name: string }[] = [];
  for (let n = 1; n <= agents; n += 1)
    people.push({ id: await importer.claimPerson(`replay\tagent\t${n}`), handle: `replay-agent-${n}`, name: agentName(n) });
  await makePeople(deps, people);
  const owner = await enter(ownerId);
  const cast: Member[] = [];
  for (const { id } of people) cast.push(await enter(id));
  return { owner, agents: cast, end: async () => void (await Promise.all(sessions.map((session) => session.end()))) };
}
