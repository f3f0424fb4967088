// The door of accounts: who may come in, who somebody is, with which sessions. README.md tells the flow and the invariants.
import { availableParallelism } from 'node:os';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { Actor } from '../../platform/actor.ts';
import { batched } from '../../platform/batched.ts';
import { createTurns } from '../../platform/rates/turns.ts';
import { createAuth } from './auth.ts';
import { createAuthenticate } from './authenticate.ts';
import { changePassword } from './change-password.ts';
import { type DemoOffer, demoOffers, demoSignIn } from './demo.ts';
import type { AccountDeps, Parts } from './deps.ts';
import { findUsers, usersFor } from './find-users.ts';
import { listTerminals, revokeTerminal, signOut } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { signUp } from './sign-up.ts';
import { hasNoOwner, loadUsers } from './store.ts';
import { endSessions, replacePassword } from './store-session.ts';
import { updateProfile } from './update-profile.ts';
import { createVisiting, type Visiting } from './visiting.ts';

export type { DemoOffer } from './demo.ts';
export type { AccountDeps, Caller } from './deps.ts';
export { hashInvitation } from './invitation.ts';
export { type MadeAccount, makeAccounts } from './make-accounts.ts';
export { makePeople } from './make-people.ts';
export { type About, beginDemo, offerDemo } from './store-demo.ts';
export type { Visit, Visiting } from './visiting.ts';

type Rest<F> = F extends (parts: Parts, ...rest: infer R) => infer T ? (...rest: R) => T : never;

export interface Accounts {
  readonly signupMode: AccountDeps['config']['signup'];
  /** No person has made an account yet: the next becomes the owner. */
  isEmpty(): Promise<boolean>;
  /** Whose token it is; null: nobody's, ended, or of somebody disabled. Batched. */
  authenticate(token: string): Promise<Actor | null>;
  signUp: Rest<typeof signUp>;
  signIn: Rest<typeof signIn>;
  /** Whom the sign-in page offers to everybody; none where no demo stands. */
  demoOffers(): Promise<DemoOffer[]>;
  demoSignIn: Rest<typeof demoSignIn>;
  signOut: Rest<typeof signOut>;
  changePassword: Rest<typeof changePassword>;
  listTerminals: Rest<typeof listTerminals>;
  revokeTerminal: Rest<typeof revokeTerminal>;
  updateProfile: Rest<typeof updateProfile>;
  findUsers: Rest<typeof findUsers>;
  usersFor: Rest<typeof usersFor>;
  /** What the visitors of web sites are made of. */
  readonly visiting: Visiting;
  /** Those asked for in one turn of the event loop are read together. */
  loadUser(id: UserId): Promise<WireUser | undefined>;
  /** Those without an account are left out. */
  loadUsers(ids: readonly UserId[]): Promise<Map<UserId, WireUser>>;
  /** For administration: ends all sessions of a user. */
  endSessions(userId: UserId): Promise<void>;
  /** For administration: sets a password and ends all sessions; false when the account has no sign-in. */
  resetPassword(userId: UserId, password: string): Promise<boolean>;
}

function createParts(deps: AccountDeps): Parts {
  return {
    ...deps,
    auth: createAuth({ prisma: deps.db.prisma, ids: deps.ids, secret: deps.config.secret, log: deps.log }),
    hashing: createTurns(Math.max(1, Math.floor(availableParallelism() / 2))),
    loadUser: batched((ids: UserId[]) => loadUsers(deps.db.pool, ids)),
  };
}

export function createAccounts(deps: AccountDeps): Accounts {
  const parts = createParts(deps);
  const { db, config, auth, loadUser, revoked } = parts;
  let empty = true;
  return {
    signupMode: config.signup,
    async isEmpty() {
      empty = empty && (await hasNoOwner(db.prisma));
      return empty;
    },
    authenticate: createAuthenticate(deps),
    signUp: (input, caller) => signUp(parts, input, caller),
    signIn: (input, caller) => signIn(parts, input, caller),
    demoOffers: () => demoOffers(parts),
    demoSignIn: (input, caller) => demoSignIn(parts, input, caller),
    signOut: (actor) => signOut(parts, actor),
    changePassword: (actor, input) => changePassword(parts, actor, input),
    listTerminals: (actor) => listTerminals(parts, actor),
    revokeTerminal: (actor, id) => revokeTerminal(parts, actor, id),
    updateProfile: (actor, input) => updateProfile(parts, actor, input),
    findUsers: (text, first) => findUsers(parts, text, first),
    usersFor: (actor, ids) => usersFor(parts, actor, ids),
    visiting: createVisiting(deps),
    loadUser,
    async loadUsers(ids) {
      const users = await Promise.all(ids.map(loadUser));
      return new Map(users.flatMap((user) => (user ? [[user.id, user] as const] : [])));
    },
    async endSessions(userId) {
      revoked(await endSessions(db.pool, { userId }));
    },
    async resetPassword(userId, password) {
      const ended = await replacePassword(db.pool, { userId }, await auth.hash(password));
      revoked(ended ?? []);
      return ended !== null;
    },
  };
}
