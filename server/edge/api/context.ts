// What resolvers get: who calls, from where, and the doors of the features.
import { AppError } from '../../../core/protocol/errors.ts';
import type { Accounts } from '../../features/account/index.ts';
import type { Conversations } from '../../features/conversation/index.ts';
import type { History } from '../../features/history/index.ts';
import type { Messages } from '../../features/message/index.ts';
import type { Presence } from '../../features/presence/index.ts';
import type { Timeline } from '../../features/timeline/index.ts';
import type { Unread } from '../../features/unread/index.ts';
import type { Actor } from '../../platform/actor.ts';

export interface Services {
  readonly accounts: Accounts;
  readonly conversations: Conversations;
  readonly messages: Messages;
  readonly timeline: Timeline;
  readonly history: History;
  readonly presence: Presence;
  readonly unread: Unread;
}

export interface ApiContext {
  readonly services: Services;
  readonly actor: Actor | null;
  /** The caller's IP address, as far as the proxies before us are trusted. */
  readonly address: string;
  readonly userAgent: string;
  /** Our address as the caller sees it: http://host or https://host. */
  readonly origin: string;
}

export function signedIn({ actor }: ApiContext): Actor {
  if (!actor) throw new AppError('UNAUTHENTICATED');
  return actor;
}
