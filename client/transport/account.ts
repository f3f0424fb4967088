// Accounts over tRPC.
import type { AccountPort } from '../engine/account.ts';
import { type Calls, call } from './call.ts';

const DEVICE = { kind: 'WEB', name: null } as const;

export function createAccountPort({ account }: Calls): AccountPort {
  return {
    entrance: () => call(account.entrance.query()),
    me: () => call(account.me.query()),
    async signUp(form) {
      await call(account.signUp.mutate({ ...form, device: DEVICE }));
    },
    async signIn(email, password) {
      await call(account.signIn.mutate({ email, password, device: DEVICE }));
    },
    async enterDemo(handle) {
      await call(account.demoSignIn.mutate({ handle, device: DEVICE }));
    },
    async signOut() {
      await call(account.signOut.mutate());
    },
    terminals: () => call(account.terminals.query()),
    async revokeTerminal(id) {
      await call(account.revokeTerminal.mutate({ id }));
    },
    async changePassword(oldPassword, newPassword) {
      await call(account.changePassword.mutate({ oldPassword, newPassword }));
    },
    updateProfile: (change) => call(account.updateProfile.mutate(change)),
  };
}
