// The accounts of a demo: offered by the sign-in page and entered without a password, on an installation of `npm run demo`
// alone. Everywhere else nobody is offered and every handle is NOT_FOUND.
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { demoSignInInput } from '../../../core/protocol/commands.ts';
import type { TerminalId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import { networkOf } from '../../platform/rates/network.ts';
import type { Caller, Parts, SignedIn } from './deps.ts';
import { newTerminal, presentSession } from './new-session.ts';
import { type About, findOffered, loadOffers } from './store-demo.ts';
import { insertTerminal } from './store-session.ts';

export interface DemoOffer {
  readonly user: WireUser;
  readonly about: About;
  readonly unread: number;
}

export async function demoOffers({ db, loadUser }: Pick<Parts, 'db' | 'loadUser'>): Promise<DemoOffer[]> {
  const offers = await loadOffers(db.pool);
  const users = await Promise.all(offers.map(({ id }) => loadUser(id)));
  return offers.flatMap(({ about, unread }, at) => {
    const user = users[at];
    return user ? [{ user, about, unread }] : [];
  });
}

/** NOT_FOUND: nobody who is offered; RATE_LIMITED. */
export async function demoSignIn(parts: Parts, input: z.output<typeof demoSignInInput>, caller: Caller): Promise<SignedIn> {
  return parts.limits.attempt({ demo: { address: networkOf(caller.address) } }, async () => {
    const found = await findOffered(parts.db.pool, input.handle);
    if (!found) throw new AppError('NOT_FOUND');
    const session = { authSessionId: parts.ids.next<TerminalId>(), token: randomBytes(24).toString('base64url') };
    const terminal = { ...newTerminal(session, found.id, input.device, caller, Date.now()), authId: null };
    await insertTerminal(parts.db.prisma, terminal);
    const { id: terminalId, kind: terminalKind } = terminal;
    return presentSession(parts, session.token, { userId: found.id, terminalId, terminalKind, power: found.power, isVisitor: false });
  });
}
