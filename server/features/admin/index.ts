// The door of administration: accounts and invitations, for those with power. README.md tells the rules.
import { disableAccount, enableAccount, listAccounts, resetPassword } from './accounts.ts';
import type { AdminDeps } from './deps.ts';
import { createInvitation, listInvitations, revokeInvitation } from './invitations.ts';

type Rest<F> = F extends (deps: AdminDeps, ...rest: infer R) => infer T ? (...rest: R) => T : never;

export interface Admin {
  listAccounts: Rest<typeof listAccounts>;
  disableAccount: Rest<typeof disableAccount>;
  enableAccount: Rest<typeof enableAccount>;
  resetPassword: Rest<typeof resetPassword>;
  createInvitation: Rest<typeof createInvitation>;
  listInvitations: Rest<typeof listInvitations>;
  revokeInvitation: Rest<typeof revokeInvitation>;
}

export function createAdmin(deps: AdminDeps): Admin {
  return {
    listAccounts: (actor, input) => listAccounts(deps, actor, input),
    disableAccount: (actor, id) => disableAccount(deps, actor, id),
    enableAccount: (actor, id) => enableAccount(deps, actor, id),
    resetPassword: (actor, id) => resetPassword(deps, actor, id),
    createInvitation: (actor, input) => createInvitation(deps, actor, input),
    listInvitations: (actor) => listInvitations(deps, actor),
    revokeInvitation: (actor, id) => revokeInvitation(deps, actor, id),
  };
}
