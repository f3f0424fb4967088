// Who works at the desk: their skills, their leaving, and what a supervisor sets of them. Each change stands in the desk's log.
import type { z } from 'zod';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { AuditDeed, AuditFacts } from '../../../core/protocol/desk-audit.ts';
import type { setAgentStateOfInput, setSkillsInput } from '../../../core/protocol/desk-setup-commands.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { Connection, Pool } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Accounts } from '../account/index.ts';
import { writeAudit } from '../audit/index.ts';
import { holdsTickets, lockStaff, oweTalks, removeAgent, replaceSkills, type StaffRow, setStateOf } from './store-people.ts';

export interface PeopleDeps {
  readonly pool: Pool;
  readonly ids: IdSource;
  readonly accounts: Pick<Accounts, 'loadUsers'>;
}

interface Change {
  readonly deed: AuditDeed;
  facts(agent: StaffRow): AuditFacts;
  apply(on: Connection, agent: StaffRow): Promise<void>;
}

/** Under the agent's lock. @throws NOT_FOUND where they are not of the desk */
async function change({ pool, ids, accounts }: PeopleDeps, actorId: UserId, userId: UserId, { deed, facts, apply }: Change): Promise<void> {
  const target = (await accounts.loadUsers([userId])).get(userId)?.name ?? userId;
  await inTransaction(pool, async (on) => {
    const before = await lockStaff(on, userId);
    if (!before) throw new AppError('NOT_FOUND');
    await apply(on, before);
    const after = await lockStaff(on, userId);
    await writeAudit(on, ids, { actorId, deed, target, before: facts(before), after: after && facts(after) });
  });
}

const roleFacts = ({ role, capacity, departmentIds }: StaffRow) => ({ role, capacity, departmentIds });

/** They keep their account. @throws NOT_FOUND; CONFLICT `holds_tickets`: transfer those first */
export function dismissAgent(deps: PeopleDeps, actorId: UserId, userId: UserId): Promise<void> {
  return change(deps, actorId, userId, {
    deed: 'agentRemoved',
    facts: roleFacts,
    async apply(on) {
      if (await holdsTickets(on, userId)) throw new AppError('CONFLICT', { reason: 'holds_tickets' });
      await removeAgent(on, userId);
      await oweTalks(on, userId, []);
    },
  });
}

export function changeSkills(deps: PeopleDeps, actorId: UserId, { userId, skills }: z.output<typeof setSkillsInput>): Promise<void> {
  return change(deps, actorId, userId, {
    deed: 'agentSkills',
    facts: (agent) => ({ skills: agent.skills }),
    apply: (on) => replaceSkills(on, userId, skills),
  });
}

export function changeStateOf(
  deps: PeopleDeps,
  actorId: UserId,
  { userId, state, capacity }: z.output<typeof setAgentStateOfInput>,
): Promise<void> {
  return change(deps, actorId, userId, {
    deed: 'agentState',
    facts: (agent) => ({ state: agent.state, capacity: agent.capacity }),
    apply: (on, now) => setStateOf(on, userId, state ?? now.state, capacity ?? now.capacity),
  });
}
