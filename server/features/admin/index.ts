// The door of administration: accounts and invitations, for those with power. README.md tells the rules.
import { disableAccount, enableAccount, listAccounts, loadOverview, resetPassword, setAdmin, signOutAccount } from './accounts.ts';
import type { AdminDeps } from './deps.ts';
import { createInvitation, listInvitations, revokeInvitation } from './invitations.ts';
import { loadOperations } from './operations.ts';

export type { Operations } from './deps.ts';

type Rest<F> = F extends (deps: AdminDeps, ...rest: infer R) => infer T ? (...rest: R) => T : never;

export interface Admin {
  loadOverview: Rest<typeof loadOverview>;
  listAccounts: Rest<typeof listAccounts>;
  disableAccount: Rest<typeof disableAccount>;
  enableAccount: Rest<typeof enableAccount>;
  signOutAccount: Rest<typeof signOutAccount>;
  resetPassword: Rest<typeof resetPassword>;
  setAdmin: Rest<typeof setAdmin>;
  createInvitation: Rest<typeof createInvitation>;
  listInvitations: Rest<typeof listInvitations>;
  revokeInvitation: Rest<typeof revokeInvitation>;
  loadOperations: Rest<typeof loadOperations>;
}

export function createAdmin(deps: AdminDeps): Admin {
  return {
    loadOverview: (actor) => loadOverview(deps, actor),
    listAccounts: (actor, input) => listAccounts(deps, actor, input),
    disableAccount: (actor, id) => disableAccount(deps, actor, id),
    enableAccount: (actor, id) => enableAccount(deps, actor, id),
    signOutAccount: (actor, id) => signOutAccount(deps, actor, id),
    resetPassword: (actor, id) => resetPassword(deps, actor, id),
    setAdmin: (actor, input) => setAdmin(deps, actor, input),
    createInvitation: (actor, input) => createInvitation(deps, actor, input),
    listInvitations: (actor) => listInvitations(deps, actor),
    revokeInvitation: (actor, id) => revokeInvitation(deps, actor, id),
    loadOperations: (actor) => loadOperations(deps, actor),
  };
}
