// The door of saved lists: which tickets somebody of the desk looks at again and again, under a name. README.md tells the rules.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { AuditDeed } from '../../../core/protocol/desk-audit.ts';
import { VIEW_LIMITS, type WireDeskView } from '../../../core/protocol/desk-views.ts';
import type { DeskViewId, UserId } from '../../../core/protocol/ids.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Connection } from '../../platform/db.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { writeAudit } from '../audit/index.ts';
import { countViews, deleteView, loadViews, lockView, type ViewRow, writeView } from './store.ts';
import type { ViewDeps, Views } from './types.ts';

export type { Views } from './types.ts';

const present = ({ ownerId, ...row }: ViewRow): WireDeskView => ({ ...row, team: ownerId === null });
/** As the team sees it: what is somebody's own is not there. */
const shared = (row: ViewRow | null) => (row?.ownerId === null ? { name: row.name, ...row.filter } : null);

export function createViews({ db: { pool }, ids, agents }: ViewDeps): Views {
  /** Only what the team sees stands in the desk's log. */
  async function record(on: Connection, actorId: UserId, before: ViewRow | null, after: ViewRow | null): Promise<void> {
    const states = { before: shared(before), after: shared(after) };
    const target = (after ?? before)?.name ?? '';
    const deed: AuditDeed = states.before === null ? 'viewCreated' : states.after === null ? 'viewRemoved' : 'viewChanged';
    if (states.before !== null || states.after !== null) await writeAudit(on, ids, { actorId, deed, target, ...states });
  }

  async function mustHaveRoom(on: Connection, ownerId: UserId | null): Promise<void> {
    if ((await countViews(on, ownerId)) >= VIEW_LIMITS.count) throw new AppError('CONFLICT', { reason: 'too_many' });
  }

  /** Another's own is not there to anybody. */
  async function owned(on: Connection, actor: Actor, id: DeskViewId): Promise<ViewRow> {
    const view = await lockView(on, id);
    if (!view || (view.ownerId !== null && view.ownerId !== actor.userId)) throw new AppError('NOT_FOUND');
    if (view.ownerId === null) await agents.mustBe(actor, 'supervisor');
    return view;
  }

  return {
    async list(actor) {
      await agents.mustBe(actor, 'agent');
      return (await loadViews(pool, actor.userId)).map(present);
    },
    async create(actor, { team, ...view }) {
      await agents.mustBe(actor, team ? 'supervisor' : 'agent');
      const row: ViewRow = { ...view, id: ids.next<DeskViewId>(), ownerId: team ? null : actor.userId };
      await inTransaction(pool, async (on) => {
        await mustHaveRoom(on, row.ownerId);
        await writeView(on, row);
        await record(on, actor.userId, null, row);
      });
      return present(row);
    },
    async update(actor, { team, ...view }) {
      await agents.mustBe(actor, team ? 'supervisor' : 'agent');
      return inTransaction(pool, async (on) => {
        const before = await owned(on, actor, view.id);
        const row: ViewRow = { ...view, ownerId: team ? null : actor.userId };
        if (row.ownerId !== before.ownerId) await mustHaveRoom(on, row.ownerId);
        await writeView(on, row);
        await record(on, actor.userId, before, row);
        return present(row);
      });
    },
    async remove(actor, id) {
      await agents.mustBe(actor, 'agent');
      await inTransaction(pool, async (on) => {
        const before = await owned(on, actor, id);
        await deleteView(on, id);
        await record(on, actor.userId, before, null);
      });
    },
  };
}
