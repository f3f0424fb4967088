// The calls of the web client, one router a feature; the client imports its type alone.
import { createAccountRouter } from '../../features/account/router.ts';
import { createAdminRouter } from '../../features/admin/router.ts';
import { createAgentRouter, createDeskSetupRouter } from '../../features/agent/router.ts';
import { createBoardRouter } from '../../features/board/router.ts';
import { createCannedRouter } from '../../features/canned/router.ts';
import { createConversationRouter } from '../../features/conversation/router.ts';
import { createDeskRouter } from '../../features/desk/router.ts';
import { createHistoryRouter } from '../../features/history/router.ts';
import { createMessageRouter } from '../../features/message/router.ts';
import { createPresenceRouter } from '../../features/presence/router.ts';
import { createTicketRouter } from '../../features/ticket/router.ts';
import { createTimelineRouter } from '../../features/timeline/router.ts';
import { createUnreadRouter } from '../../features/unread/router.ts';
import { createViewRouter } from '../../features/view/router.ts';
import { createVisitorRouter } from '../../features/visitor/router.ts';
import { mergeRouters, router } from '../../platform/trpc.ts';

interface Features {
  readonly accounts: Parameters<typeof createAccountRouter>[0];
  readonly admin: Parameters<typeof createAdminRouter>[0];
  readonly agents: Parameters<typeof createAgentRouter>[0];
  readonly board: Parameters<typeof createBoardRouter>[0];
  readonly canned: Parameters<typeof createCannedRouter>[0];
  readonly conversations: Parameters<typeof createConversationRouter>[0];
  readonly desk: Parameters<typeof createDeskRouter>[0];
  readonly messages: Parameters<typeof createMessageRouter>[0];
  readonly tickets: Parameters<typeof createTicketRouter>[0];
  readonly timeline: Parameters<typeof createTimelineRouter>[0];
  readonly history: Parameters<typeof createHistoryRouter>[0];
  readonly presence: Parameters<typeof createPresenceRouter>[0];
  readonly unread: Parameters<typeof createUnreadRouter>[0];
  readonly views: Parameters<typeof createViewRouter>[0];
  readonly visitors: Parameters<typeof createVisitorRouter>[0];
}

export function createAppRouter(features: Features) {
  return router({
    account: createAccountRouter(features.accounts),
    admin: createAdminRouter(features.admin),
    board: createBoardRouter(features.board),
    canned: createCannedRouter(features.canned),
    conversation: createConversationRouter(features.conversations),
    deskSetup: createDeskSetupRouter(features.agents),
    history: createHistoryRouter(features.history),
    message: createMessageRouter(features.messages),
    presence: createPresenceRouter(features.presence),
    desk: mergeRouters(createTicketRouter(features.tickets), createDeskRouter(features.desk), createAgentRouter(features.agents)),
    timeline: createTimelineRouter(features.timeline),
    unread: createUnreadRouter(features.unread),
    view: createViewRouter(features.views),
    visitor: createVisitorRouter(features.visitors),
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;
