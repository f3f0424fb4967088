// Makes an account and its first session. All its rows, better-auth's too, come in one transaction, so no half account is
// ever left; what can be refused is looked at before the password is hashed (slow) and decided in the transaction.
import type { z } from 'zod';
import { AppError, toAppError } from '../../../core/protocol/app-error.ts';
import type { signUpInput } from '../../../core/protocol/commands.ts';
import { toId, type UserId } from '../../../core/protocol/ids.ts';
import { type Actor, POWER } from '../../platform/actor.ts';
import { networkOf } from '../../platform/rates/network.ts';
import type { AuthSession } from './auth.ts';
import type { Caller, Parts, SignedIn } from './deps.ts';
import { hashInvitation } from './invitation.ts';
import { newTerminal, presentSession } from './new-session.ts';
import { decideEntry } from './rules.ts';
import {
  claimOwner,
  emailExists,
  handleExists,
  hasNoOwner,
  insertPerson,
  isUsableInvitation,
  spendInvitation,
  type Transaction,
} from './store.ts';
import { insertTerminal } from './store-session.ts';

type Input = z.output<typeof signUpInput>;

const taken = (field: 'handle' | 'email') => new AppError('BAD_INPUT', { field, reason: 'taken' });

/** Refuses at once what will be refused anyway, the right to come in first: strangers learn nothing about names. */
async function checkBefore({ db, config }: Parts, input: Input): Promise<void> {
  const first = await hasNoOwner(db.prisma);
  const asked = config.signup === 'invitation' && !first && input.invitation !== null;
  const invited = asked && (await isUsableInvitation(db.prisma, hashInvitation(input.invitation ?? '')));
  const refusal = decideEntry(config.signup, first, invited);
  if (refusal) throw toAppError(refusal);
  if (await handleExists(db.prisma, input.handle)) throw taken('handle');
  if (await emailExists(db.prisma, input.email)) throw taken('email');
}

/** Our rows of the account. */
async function insertAccount(parts: Parts, on: Transaction, session: AuthSession, input: Input, caller: Caller): Promise<Actor> {
  const id = toId<UserId>(session.authUserId);
  const { signup } = parts.config;
  const first = await claimOwner(on, id);
  const spends = signup === 'invitation' && !first && input.invitation !== null;
  const refusal = decideEntry(signup, first, spends && (await spendInvitation(on, hashInvitation(input.invitation ?? ''))));
  if (refusal) throw toAppError(refusal);
  const power = first ? POWER.owner : POWER.none;
  const made = await insertPerson(on, { id, authId: session.authUserId, handle: input.handle, name: input.name, power });
  if (!made) throw taken('handle');
  const terminal = newTerminal(session, id, input.device, caller, Date.now());
  await insertTerminal(on, terminal);
  return { userId: id, terminalId: terminal.id, terminalKind: terminal.kind, power, isVisitor: false };
}

/** FORBIDDEN: closed; BAD_INPUT: the handle or the e-mail is taken, the invitation is not good; RATE_LIMITED. */
export async function signUp(parts: Parts, input: Input, caller: Caller): Promise<SignedIn> {
  const address = networkOf(caller.address);
  return parts.limits.attempt({ signUp: { address } }, async () => {
    await checkBefore(parts, input);
    const { name, email, password } = input;
    const within = (on: Transaction, session: AuthSession) => insertAccount(parts, on, session, input, caller);
    const done = await parts.hashing.run(address, () => parts.auth.signUp({ name, email, password }, within));
    if (done) return presentSession(parts, done.token, done.made);
    if (await emailExists(parts.db.prisma, input.email)) throw taken('email');
    throw new Error('the sign-up failed');
  });
}
