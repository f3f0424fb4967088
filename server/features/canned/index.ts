// The door of canned replies: texts that agents send with a few keys, their own and the team's. README.md tells the rules.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { AuditDeed } from '../../../core/protocol/desk-audit.ts';
import { SETUP_LIMITS } from '../../../core/protocol/desk-setup-commands.ts';
import type { CannedReplyId, UserId } from '../../../core/protocol/ids.ts';
import type { WireCannedReply } from '../../../core/protocol/wire-setup.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Connection } from '../../platform/db.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { writeAudit } from '../audit/index.ts';
import {
  type CannedRow,
  countReplies,
  deleteReply,
  insertReply,
  isDepartment,
  isTaken,
  loadReplies,
  lockReply,
  updateReply,
} from './store.ts';
import type { Canned, CannedDeps } from './types.ts';

export type { Canned } from './types.ts';

const present = ({ ownerId, ...row }: CannedRow): WireCannedReply => ({ ...row, team: ownerId === null });
const taken = () => new AppError('CONFLICT', { field: 'shortcut', reason: 'taken' });

export function createCanned({ db: { pool }, ids, agents }: CannedDeps): Canned {
  /** Only the team's stand in the desk's log. */
  async function record(on: Connection, actorId: UserId, deed: AuditDeed, before: CannedRow | null, after: CannedRow | null) {
    const reply = after ?? before;
    if (reply?.ownerId !== null) return;
    const facts = (row: CannedRow | null) =>
      row && { shortcut: row.shortcut, title: row.title, text: row.text, departmentId: row.departmentId };
    await writeAudit(on, ids, { actorId, deed, target: `/${reply.shortcut}`, before: facts(before), after: facts(after) });
  }

  /** Another's own reply is not there to anybody. */
  async function owned(on: Connection, actor: Actor, id: CannedReplyId): Promise<CannedRow> {
    const reply = await lockReply(on, id);
    if (!reply || (reply.ownerId !== null && reply.ownerId !== actor.userId)) throw new AppError('NOT_FOUND');
    if (reply.ownerId === null) await agents.mustBe(actor, 'supervisor');
    return reply;
  }

  return {
    async list(actor, { departmentId }) {
      const { role } = await agents.mustBe(actor, 'agent');
      return (await loadReplies(pool, actor.userId, role !== 'agent', departmentId)).map(present);
    },
    async create(actor, { team, ...reply }) {
      await agents.mustBe(actor, team ? 'supervisor' : 'agent');
      const row: CannedRow = { ...reply, id: ids.next<CannedReplyId>(), ownerId: team ? null : actor.userId };
      await inTransaction(pool, async (on) => {
        if (row.departmentId !== null && !(await isDepartment(on, row.departmentId))) throw new AppError('NOT_FOUND');
        if ((await countReplies(on, row.ownerId)) >= SETUP_LIMITS.canned.count) throw new AppError('CONFLICT', { reason: 'too_many' });
        if (!(await insertReply(on, row))) throw taken();
        await record(on, actor.userId, 'cannedCreated', null, row);
      });
      return present(row);
    },
    async update(actor, input) {
      await agents.mustBe(actor, 'agent');
      return inTransaction(pool, async (on) => {
        const before = await owned(on, actor, input.id);
        const row: CannedRow = { ...before, ...input };
        if (row.ownerId !== null && row.departmentId !== null) throw new AppError('BAD_INPUT', { field: 'departmentId' });
        if (row.departmentId !== null && !(await isDepartment(on, row.departmentId))) throw new AppError('NOT_FOUND');
        if (await isTaken(on, row)) throw taken();
        await updateReply(on, row);
        await record(on, actor.userId, 'cannedChanged', before, row);
        return present(row);
      });
    },
    async remove(actor, id) {
      await agents.mustBe(actor, 'agent');
      await inTransaction(pool, async (on) => {
        const before = await owned(on, actor, id);
        await deleteReply(on, id);
        await record(on, actor.userId, 'cannedRemoved', before, null);
      });
    },
  };
}
