// The calls of the web client about accounts. The token goes into the session's cookie, never into an answer.
import { z } from 'zod';
import { AppError } from '../../../core/protocol/app-error.ts';
import { demoSignInInput, findUsersInput, signInInput, signUpInput, usersInput } from '../../../core/protocol/commands.ts';
import { isId, type TerminalId } from '../../../core/protocol/ids.ts';
import { authed, procedure, router, type TrpcContext } from '../../platform/trpc.ts';
import { changePasswordInput } from './change-password.ts';
import type { SignedIn } from './deps.ts';
import type { Accounts } from './index.ts';
import { updateProfileInput } from './update-profile.ts';

const terminalInput = z.strictObject({
  id: z
    .string()
    .refine(isId, 'not an id')
    .transform((id) => id as TerminalId),
});

function enter(ctx: TrpcContext, { token, expiresAt, user, actor }: SignedIn) {
  ctx.setSession(token, expiresAt);
  return { user, power: actor.power };
}

export function createAccountRouter(accounts: Accounts) {
  return router({
    /** For the first page: whether anybody is here yet, who may make an account, and whom a demo offers. */
    entrance: procedure.query(async () => {
      const [empty, demo] = await Promise.all([accounts.isEmpty(), accounts.demoOffers()]);
      return { empty, signup: accounts.signupMode, demo };
    }),
    /** Null: nobody is signed in. That is an answer, not an error: each first visit asks. */
    me: procedure.query(async ({ ctx }) => {
      if (!ctx.actor) return null;
      const user = await accounts.loadUser(ctx.actor.userId);
      if (!user) throw new AppError('NOT_FOUND');
      return { user, power: ctx.actor.power, terminalId: ctx.actor.terminalId };
    }),
    signUp: procedure.input(signUpInput).mutation(async ({ ctx, input }) => enter(ctx, await accounts.signUp(input, ctx))),
    signIn: procedure.input(signInInput).mutation(async ({ ctx, input }) => enter(ctx, await accounts.signIn(input, ctx))),
    /** Into an account of a demo, without a password. NOT_FOUND: it is not offered, or no demo stands here. */
    demoSignIn: procedure.input(demoSignInInput).mutation(async ({ ctx, input }) => enter(ctx, await accounts.demoSignIn(input, ctx))),
    signOut: procedure.mutation(async ({ ctx }) => {
      if (ctx.actor) await accounts.signOut(ctx.actor);
      ctx.clearSession();
      return true;
    }),
    changePassword: authed.input(changePasswordInput).mutation(async ({ ctx, input }) => {
      await accounts.changePassword(ctx.actor, input);
      return true;
    }),
    terminals: authed.query(({ ctx }) => accounts.listTerminals(ctx.actor)),
    revokeTerminal: authed.input(terminalInput).mutation(async ({ ctx, input }) => {
      await accounts.revokeTerminal(ctx.actor, input.id);
      return true;
    }),
    updateProfile: authed.input(updateProfileInput).mutation(({ ctx, input }) => accounts.updateProfile(ctx.actor, input)),
    users: authed.input(usersInput).query(({ ctx, input }) => accounts.usersFor(ctx.actor, input.ids)),
    findUsers: authed
      .meta({ rate: 'search' })
      .input(findUsersInput)
      .query(({ input }) => accounts.findUsers(input.text, input.first)),
  });
}
