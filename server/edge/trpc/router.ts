// The calls of the web client, one router a feature; the client imports its type alone.
import { createAccountRouter } from '../../features/account/router.ts';
import { createAdminRouter } from '../../features/admin/router.ts';
import { router } from '../../platform/trpc.ts';

interface Features {
  readonly accounts: Parameters<typeof createAccountRouter>[0];
  readonly admin: Parameters<typeof createAdminRouter>[0];
}

export function createAppRouter({ accounts, admin }: Features) {
  return router({ account: createAccountRouter(accounts), admin: createAdminRouter(admin) });
}

export type AppRouter = ReturnType<typeof createAppRouter>;
