// Tells the others of a conversation, where they are connected, that somebody's marker has moved. Not kept: a snapshot
// carries the markers.
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { Pool } from '../../platform/db.ts';
import type { Log } from '../../platform/log.ts';
import type { Elsewhere } from './elsewhere.ts';
import { loadOtherMembers } from './store-read.ts';

export interface Receipt {
  readonly type: 'read' | 'delivered';
  readonly userId: UserId;
  readonly conversationId: ConversationId;
  readonly seq: number;
}

export function createReceipts(deps: {
  readonly pool: Pool;
  readonly signal: Elsewhere['signal'];
  readonly log: Log;
}): (receipts: readonly Receipt[]) => void {
  async function tell({ type, userId, conversationId, seq }: Receipt): Promise<void> {
    const others = await loadOtherMembers(deps.pool, conversationId, userId, LIMITS.writeFanOutMembers);
    deps.signal(others, { type, conversationId, userId, seq });
  }
  return (receipts) => {
    for (const receipt of receipts) {
      tell(receipt).catch((error: unknown) => deps.log.warn({ error }, 'a marker was not told'));
    }
  };
}
