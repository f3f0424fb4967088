// The product's own features over a database that is heard (recorder.ts), without a server around them.
import type { TerminalId, UserId } from '../../core/protocol/ids.ts';
import { toId } from '../../core/protocol/ids.ts';
import { createAccounts } from '../../server/features/account/index.ts';
import { createConversations } from '../../server/features/conversation/index.ts';
import { createHistory } from '../../server/features/history/index.ts';
import { createMessages } from '../../server/features/message/index.ts';
import { createTimeline } from '../../server/features/timeline/index.ts';
import type { Actor } from '../../server/platform/actor.ts';
import { openDb } from '../../server/platform/db.ts';
import { openIds } from '../../server/platform/ids.ts';
import { noLimits } from '../../server/platform/rates/limits.ts';
import { terminalOf } from './fill.ts';
import type { Recorder } from './recorder.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const ACCOUNTS = { signup: 'open', secret: 'a secret of the bench, long enough' } as const;

export async function openWorld(url: string, recorder: Recorder) {
  const bare = openDb(url, 10);
  const db = recorder.hear(bare);
  const failed: unknown[] = [];
  const fail = (context: unknown) => void failed.push(context);
  const log = { ...quiet, warn: fail, error: fail };
  const ids = await openIds(bare.pool, quiet);
  const timeline = createTimeline({ db, ids, log });
  const history = createHistory(db);
  const accounts = createAccounts({ db, ids, log, config: ACCOUNTS, limits: noLimits, revoked: () => undefined });
  const conversations = createConversations({ db, ids, timeline, history, accounts });
  const messages = createMessages({ timeline, history });
  return {
    db,
    bare,
    timeline,
    history,
    conversations,
    messages,
    /** What the product logged as a warning or an error. */
    failed,
    async close() {
      await timeline.close();
      await ids.close();
      await bare.close();
    },
  };
}

export type PlansWorld = Awaited<ReturnType<typeof openWorld>>;

export const userIdOf = (user: number): UserId => toId<UserId>(String(user));

export function actorOf(user: number): Actor {
  return {
    userId: userIdOf(user),
    terminalId: toId<TerminalId>(String(terminalOf(user))),
    terminalKind: 'WEB',
    power: 0,
    isVisitor: false,
  };
}
