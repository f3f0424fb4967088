// The calls of the admin page.
import { authed, router } from '../../platform/trpc.ts';
import type { Admin } from './index.ts';
import { accountInput, createInvitationInput, invitationInput, listAccountsInput, setAdminInput } from './inputs.ts';

export function createAdminRouter(admin: Admin) {
  return router({
    overview: authed.query(({ ctx }) => admin.loadOverview(ctx.actor)),
    operations: authed.query(({ ctx }) => admin.loadOperations(ctx.actor)),
    accounts: authed.input(listAccountsInput).query(({ ctx, input }) => admin.listAccounts(ctx.actor, input)),
    disable: authed.input(accountInput).mutation(async ({ ctx, input }) => {
      await admin.disableAccount(ctx.actor, input.userId);
      return true;
    }),
    enable: authed.input(accountInput).mutation(async ({ ctx, input }) => {
      await admin.enableAccount(ctx.actor, input.userId);
      return true;
    }),
    signOut: authed.input(accountInput).mutation(async ({ ctx, input }) => {
      await admin.signOutAccount(ctx.actor, input.userId);
      return true;
    }),
    setAdmin: authed.input(setAdminInput).mutation(async ({ ctx, input }) => {
      await admin.setAdmin(ctx.actor, input);
      return true;
    }),
    resetPassword: authed.input(accountInput).mutation(async ({ ctx, input }) => ({
      password: await admin.resetPassword(ctx.actor, input.userId),
    })),
    invitations: authed.query(({ ctx }) => admin.listInvitations(ctx.actor)),
    createInvitation: authed.input(createInvitationInput).mutation(({ ctx, input }) => admin.createInvitation(ctx.actor, input)),
    revokeInvitation: authed.input(invitationInput).mutation(async ({ ctx, input }) => {
      await admin.revokeInvitation(ctx.actor, input.id);
      return true;
    }),
  });
}
