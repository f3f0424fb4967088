// What each operation knows of its caller, and what the resolvers are made from.
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import type { Accounts } from '../../features/account/index.ts';
import type { Agents } from '../../features/agent/index.ts';
import type { Conversations } from '../../features/conversation/index.ts';
import type { Desk } from '../../features/desk/index.ts';
import type { History } from '../../features/history/index.ts';
import type { Messages } from '../../features/message/index.ts';
import type { Presence } from '../../features/presence/index.ts';
import type { Tickets } from '../../features/ticket/index.ts';
import type { Timeline } from '../../features/timeline/index.ts';
import type { Unread } from '../../features/unread/index.ts';
import type { Visitors } from '../../features/visitor/index.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Instances } from '../../platform/instances/instances.ts';
import type { Who } from '../../platform/rates/limits.ts';
import type { Caller } from '../callers.ts';
import type { SearchInput } from './inputs.ts';

/** The doors that the API opens. */
export interface Doors {
  readonly accounts: Accounts;
  readonly agents: Agents;
  readonly tickets: Tickets;
  readonly visitors: Visitors;
  readonly desk: Pick<Desk, 'decisions' | 'open'>;
  readonly conversations: Conversations;
  readonly history: Pick<History, 'page'>;
  readonly messages: Messages;
  readonly presence: Pick<Presence, 'typing'>;
  readonly search: {
    /** Messages that the reader may see, best first. NOT_FOUND: not in the conversation. */
    search(userId: UserId, input: SearchInput): Promise<WireEvent[]>;
  };
  readonly timeline: Pick<Timeline, 'ack' | 'open' | 'pull'>;
  readonly unread: Pick<Unread, 'counts'>;
  /** Without it there is this instance alone. */
  readonly instances?: Pick<Instances, 'addresses'>;
}

/** What operations of this caller know. */
export function contextOf(actor: Actor | null, caller: Caller, limited?: (waitMs: number) => void): GraphqlContext {
  const who = { userId: actor?.userId ?? null, network: caller.network };
  return { ...caller, actor, who, ...(limited ? { limited } : {}) };
}

export interface GraphqlContext extends Caller {
  /** Null: nobody is proven; sign-up, sign-in and introspection are all there is. */
  readonly actor: Actor | null;
  /** By whom its operations count. */
  readonly who: Who;
  /** Of a subscription: what it selects of its frames, as far as no directive decides. */
  readonly selected?: ReadonlySet<string>;
  /** Told of each operation that a limit refuses. */
  limited?(waitMs: number): void;
}
