// People who talk, over a fresh database with the real features, for tests on real services.
import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';

import { FAN_OUT_RULE } from '../../core/conversation/state.ts';
import { makeAccounts } from '../../server/features/account/index.ts';
import { createConversations } from '../../server/features/conversation/index.ts';
import { createHistory } from '../../server/features/history/index.ts';
import { createMessages } from '../../server/features/message/index.ts';
import { createTimeline, type TimelineDeps } from '../../server/features/timeline/index.ts';
import type { Actor } from '../../server/platform/actor.ts';
import { type Clock, systemClock } from '../../server/platform/clock.ts';
import { accountsWorld } from './accounts.ts';
import { deskOver } from './desk.ts';
import { noDesk } from './no-desk.ts';
import { talking } from './talking.ts';

interface Ask {
  /** A database that is there; else a fresh one. */
  readonly database?: string;
  /** Another than the product's. */
  readonly fanOutRule?: typeof FAN_OUT_RULE;
  readonly meter?: TimelineDeps['meter'];
  readonly clock?: Clock;
}

/** Call it in `beforeAll`. */
export async function chatWorld({ database, fanOutRule = FAN_OUT_RULE, meter, clock = systemClock }: Ask = {}) {
  const world = await accountsWorld(database);
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const timeline = createTimeline({ db: world.db, ids: world.ids, log, fanOutRule, ...(meter ? { meter } : {}) });
  const desk = deskOver({ ...world, timeline, log, clock });
  const { mayWatch } = desk.tickets;
  const history = createHistory(world.db, null, mayWatch);
  const { db, ids, accounts } = world;
  const conversations = createConversations({ db, ids, timeline, history, accounts, mayWatch, fanOutRule });
  const messages = createMessages({ timeline, history });
  afterAll(async () => {
    await desk.tickets.close();
    await timeline.close();
  });

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

  const talks = talking({ pool: db.pool, history, people });
  return { ...world, ...desk, desk: noDesk, log, clock, timeline, history, conversations, messages, people, group, say, ...talks };
}
