// What the use cases of conversations are made from.
import type { FanOutRule } from '../../../core/conversation/state.ts';
import type { ConversationId, UserId } from '../../../core/protocol/ids.ts';
import type { Db } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import type { Accounts } from '../account/index.ts';
import type { History } from '../history/index.ts';
import type { Timeline } from '../timeline/index.ts';

export interface ConversationDeps {
  readonly db: Db;
  readonly ids: IdSource;
  readonly timeline: Timeline;
  readonly history: History;
  readonly accounts: Pick<Accounts, 'loadUsers'>;
  /** Whether somebody who is not in reads it by policy; without it nobody does. */
  readonly mayWatch?: (userId: UserId, conversationId: ConversationId) => Promise<boolean>;
  /** The timeline's; without it the product's. */
  readonly fanOutRule?: FanOutRule;
}
