// People who talk, over a fresh database with the real features, for tests on real services.
import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';

import { FAN_OUT_RULE } from '../../core/conversation/state.ts';
import { makeAccounts } from '../../server/features/account/index.ts';
import { createAgents } from '../../server/features/agent/index.ts';
import { createBoard } from '../../server/features/board/index.ts';
import { createCanned } from '../../server/features/canned/index.ts';
import { createConversations } from '../../server/features/conversation/index.ts';
import { createHistory } from '../../server/features/history/index.ts';
import { createMessages } from '../../server/features/message/index.ts';
import { createTimeline, type TimelineDeps } from '../../server/features/timeline/index.ts';
import { createVisitors } from '../../server/features/visitor/index.ts';
import type { Actor } from '../../server/platform/actor.ts';
import { accountsWorld } from './accounts.ts';

interface Ask {
  /** A database that is there; else a fresh one. */
  readonly database?: string;
  /** Another than the product's. */
  readonly fanOutRule?: typeof FAN_OUT_RULE;
  readonly meter?: TimelineDeps['meter'];
}

/** Call it in `beforeAll`. */
export async function chatWorld({ database, fanOutRule = FAN_OUT_RULE, meter }: Ask = {}) {
  const world = await accountsWorld(database);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const timeline = createTimeline({ db: world.db, ids: world.ids, log, fanOutRule, ...(meter ? { meter } : {}) });
  const history = createHistory(world.db);
  const conversations = createConversations({ db: world.db, ids: world.ids, timeline, history, accounts: world.accounts, fanOutRule });
  const messages = createMessages({ timeline, history });
  const agents = createAgents(world);
  const visitors = createVisitors({ ...world, agents });
  const canned = createCanned({ ...world, agents });
  const board = createBoard({ ...world, agents });
  afterAll(() => timeline.close());

  /** People with a device each. */
  async function people(count: number): Promise<Actor[]> {
    const made = (await Array.fromAsync(makeAccounts(world, count))).flat();
    const actors = await Promise.all(made.map((account) => world.accounts.authenticate(account.token)));
    return actors.flatMap((actor) => actor ?? []);
  }

  const group = async (owner: Actor, ...others: Actor[]) =>
    (await conversations.createGroup(owner.userId, { title: 'Tea', memberIds: others.map((other) => other.userId), kind: 'GROUP' })).id;

  const say = (actor: Actor, conversationId: string, text: string, more: object = {}) =>
    messages.send(actor, { conversationId, clientId: randomUUID(), text, ...more });

  return { ...world, timeline, history, conversations, messages, agents, visitors, canned, board, people, group, say };
}
