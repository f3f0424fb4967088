// The door of the desk's log: who changed its set-up, or overrode it. It is written in the transaction of the change, so that
// neither is there without the other. Who may read it, its callers decide. README.md
import { type AuditDeed, type AuditFacts, differences } from '../../../core/protocol/desk-audit.ts';
import type { AuditId, UserId } from '../../../core/protocol/ids.ts';
import type { Connection, Pool } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import { type AuditRow, insertAudit, loadAudit } from './store.ts';

export interface AuditEntry {
  readonly actorId: UserId;
  readonly deed: AuditDeed;
  /** As people call what it was done to: its name, #1042. */
  readonly target: string;
  /** The states before and after; what differs is kept. Null: there was none, or is none any more. */
  readonly before: AuditFacts | null;
  readonly after: AuditFacts | null;
}

/** On the connection of the change. What changed nothing is not recorded. */
export async function writeAudit(on: Connection, ids: IdSource, { actorId, deed, target, ...states }: AuditEntry): Promise<void> {
  const { before, after } = differences(states.before, states.after);
  if (before !== null && after !== null && Object.keys({ ...before, ...after }).length === 0) return;
  await insertAudit(on, { id: ids.next<AuditId>(), actorId, deed, target, before, after });
}

/** The newest first; one more than the page tells that there are more. */
export function readAudit(pool: Pool, page: { readonly before: AuditId | null; readonly first: number }): Promise<AuditRow[]> {
  return loadAudit(pool, page.before, page.first + 1);
}
