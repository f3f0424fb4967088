// A visitor comes, or comes back. Each answer is a new token. The one that was shown stays good until its successor is shown, and a
// minute more: an answer that got lost must not lose the visitor their talk, and two tabs must not throw each other out.
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { startVisitorInput } from '../../../core/protocol/desk-site.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { Connection } from '../../platform/db.ts';
import { networkOf } from '../../platform/rates/network.ts';
import { inTransaction } from '../../platform/transaction.ts';
import type { Caller, Visit } from '../account/index.ts';
import { type Identity, verifyIdentity } from './identity.ts';
import { mergeInto } from './merge.ts';
import { loadSite, type SiteRow, shareSite } from './store.ts';
import { findPerson, insertVisitorRow, loadVisitor, updateEmail } from './store-visitor.ts';
import type { VisitorDeps } from './types.ts';

/** The session that was shown before the one that is shown now ends after so long. */
const GRACE_MS = 60_000;

export interface Started {
  /** In plain: for the visitor's page alone. */
  readonly token: string;
  readonly user: WireUser;
}

/** @throws NOT_FOUND: no such site key; UNAUTHENTICATED: an identity that is wrong, or that is needed; RATE_LIMITED */
export function startVisitor(deps: VisitorDeps, input: z.output<typeof startVisitorInput>, caller: Caller): Promise<Started> {
  return deps.limits.attempt({ visitor: { address: networkOf(caller.address) } }, async () => {
    const site = await loadSite(deps.db.pool, input.siteKey);
    if (!site) throw new AppError('NOT_FOUND');
    const identity = input.identity === null ? null : await verifyIdentity(site.secret, input.identity, deps.clock.now(), site.enforced);
    if (!identity && site.enforced) throw needed();
    const shown = input.token === null ? null : await shownOf(deps, site, input.token);
    const { userId, token } = await (identity ? identified(deps, site, identity, shown, caller) : unnamed(deps, site, shown, caller));
    const user = await deps.accounts.loadUser(userId);
    if (!user) throw new Error(`visitor ${userId} has no profile`);
    return { token, user };
  });
}

const needed = () => new AppError('UNAUTHENTICATED', { field: 'identity', reason: 'identity is needed' });

/**
 * The key may have been revoked, or identity enforced there, since it was read. From here to the commit neither happens: who does it
 * after ends this session with the others.
 */
async function mustStand(on: Connection, { id }: SiteRow, identity: Identity | null): Promise<SiteRow> {
  const site = await shareSite(on, id);
  if (!site) throw new AppError('NOT_FOUND');
  if (site.enforced && (identity === null || identity.endsAt === null)) throw needed();
  return site;
}

/** Whose token was shown; of this site, alive. */
async function shownOf({ db: { pool }, accounts }: VisitorDeps, site: SiteRow, token: string): Promise<Visit | null> {
  const visit = await accounts.visiting.find(pool, token);
  const visitor = visit && (await loadVisitor(pool, visit.userId));
  return visitor?.siteKeyId === site.id ? visit : null;
}

interface Session {
  readonly userId: UserId;
  readonly token: string;
}

async function unnamed(deps: VisitorDeps, site: SiteRow, shown: Visit | null, caller: Caller): Promise<Session> {
  return inTransaction(deps.db.pool, async (on) => {
    await mustStand(on, site, null);
    const userId = shown?.userId ?? (await makeVisitor(on, deps, site, null));
    if (userId === null) throw new Error('an anonymous visitor was not made');
    return renewed(on, deps, { userId, shown, endsAt: shown?.endsAt ?? null }, caller);
  });
}

async function identified(deps: VisitorDeps, site: SiteRow, identity: Identity, shown: Visit | null, caller: Caller): Promise<Session> {
  const userId = await inTransaction(deps.db.pool, (on) => personOf(on, deps, site, identity));
  if (shown && shown.userId !== userId) await mergeInto(deps, shown.userId, userId);
  return inTransaction(deps.db.pool, async (on) => {
    const { enforced } = await mustStand(on, site, identity);
    return renewed(on, deps, { userId, shown, endsAt: enforced ? identity.endsAt : null }, caller);
  });
}

/** Found or made; their name and e-mail are what the site says now. */
async function personOf(on: Connection, deps: VisitorDeps, site: SiteRow, identity: Identity): Promise<UserId> {
  const { externalId, name, email } = identity;
  const made = await makeVisitor(on, deps, site, identity);
  if (made !== null) return made;
  const found = await findPerson(on, site.id, externalId);
  if (found === null) throw new Error('a visitor of a site is there and not found');
  if (name !== null) await deps.accounts.visiting.rename(on, found, name);
  if (email !== null) await updateEmail(on, found, email);
  return found;
}

/** Null: the site's user is a visitor already. */
async function makeVisitor(
  on: Connection,
  { ids, accounts }: VisitorDeps,
  site: SiteRow,
  identity: Identity | null,
): Promise<UserId | null> {
  const id = ids.next<UserId>();
  const row = { id, siteKeyId: site.id, externalId: identity?.externalId ?? null, email: identity?.email ?? null };
  if (!(await insertVisitorRow(on, row))) return null;
  await accounts.visiting.makeVisitor(on, id, identity?.name ?? someName(site));
  return id;
}

/** What the desk calls somebody whose name nobody knows. */
const someName = ({ settings }: SiteRow) =>
  `${settings.language === 'zh' ? '访客' : 'Visitor'} ${randomBytes(2).toString('hex').toUpperCase()}`;

interface Renewal {
  readonly userId: UserId;
  readonly shown: Visit | null;
  readonly endsAt: number | null;
}

async function renewed(on: Connection, { accounts: { visiting } }: VisitorDeps, renewal: Renewal, caller: Caller): Promise<Session> {
  const { userId, shown, endsAt } = renewal;
  const same = shown?.userId === userId ? shown : null;
  if (same?.replaces) await visiting.limit(on, same.replaces, GRACE_MS);
  // The browser is another person's now.
  if (shown && !same) await visiting.limit(on, shown.terminalId, GRACE_MS);
  return { userId, token: await visiting.open(on, { userId, replaces: same?.terminalId ?? null, endsAt }, caller) };
}
