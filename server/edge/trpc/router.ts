// The calls of the web client, one router a feature; the client imports its type alone.
import { createAccountRouter } from '../../features/account/router.ts';
import { createAdminRouter } from '../../features/admin/router.ts';
import { createConversationRouter } from '../../features/conversation/router.ts';
import { createHistoryRouter } from '../../features/history/router.ts';
import { createMessageRouter } from '../../features/message/router.ts';
import { createTimelineRouter } from '../../features/timeline/router.ts';
import { router } from '../../platform/trpc.ts';

interface Features {
  readonly accounts: Parameters<typeof createAccountRouter>[0];
  readonly admin: Parameters<typeof createAdminRouter>[0];
  readonly conversations: Parameters<typeof createConversationRouter>[0];
  readonly messages: Parameters<typeof createMessageRouter>[0];
  readonly timeline: Parameters<typeof createTimelineRouter>[0];
  readonly history: Parameters<typeof createHistoryRouter>[0];
}

export function createAppRouter(features: Features) {
  return router({
    account: createAccountRouter(features.accounts),
    admin: createAdminRouter(features.admin),
    conversation: createConversationRouter(features.conversations),
    history: createHistoryRouter(features.history),
    message: createMessageRouter(features.messages),
    timeline: createTimelineRouter(features.timeline),
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;
