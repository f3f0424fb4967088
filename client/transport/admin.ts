// Administration over tRPC.
import type { AdminPort } from '../engine/admin.ts';
import { type Calls, call } from './call.ts';

export function createAdminPort({ admin }: Calls): AdminPort {
  return {
    overview: () => call(admin.overview.query()),
    operations: () => call(admin.operations.query()),
    accounts: (ask) => call(admin.accounts.query(ask)),
    async disable(userId) {
      await call(admin.disable.mutate({ userId }));
    },
    async enable(userId) {
      await call(admin.enable.mutate({ userId }));
    },
    async signOut(userId) {
      await call(admin.signOut.mutate({ userId }));
    },
    async setAdmin(userId, on) {
      await call(admin.setAdmin.mutate({ userId, on }));
    },
    resetPassword: async (userId) => (await call(admin.resetPassword.mutate({ userId }))).password,
    invitations: () => call(admin.invitations.query()),
    createInvitation: (ask) => call(admin.createInvitation.mutate(ask)),
    async revokeInvitation(id) {
      await call(admin.revokeInvitation.mutate({ id }));
    },
  };
}
