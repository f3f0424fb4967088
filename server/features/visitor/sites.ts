// Site keys: set up by a desk admin, and what of them the widget's page is told, whoever asks.
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { SiteKeyId, UserId } from '../../../core/protocol/ids.ts';
import type { WireSiteKey } from '../../../core/protocol/wire-site.ts';
import type { Pool } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { writeAudit } from '../audit/index.ts';
import {
  insertSiteKey,
  loadSite,
  loadSites,
  lockSite,
  type NewSiteKey,
  revokeSite,
  type SiteChange,
  type SiteRow,
  updateSite,
} from './store.ts';
import type { VisitorDeps, Visitors } from './types.ts';

const SECRET_BYTES = 32;
/** How long the origins of a key are remembered: a page asks for them with each visitor. */
const ORIGINS_MS = 10_000;
const MOST_REMEMBERED = 1_000;

const newSecret = () => randomBytes(SECRET_BYTES).toString('base64url');
const unique = (origins: readonly string[]) => [...new Set(origins)];
/** Never the secret. */
const factsOf = ({ name, origins, enforced, settings }: SiteRow) => ({ name, origins, enforced, settings });
const presentKey = ({ createdAt, origins, ...site }: SiteRow): WireSiteKey => ({
  ...site,
  origins: [...origins],
  createdAt: createdAt.toISOString(),
});

/** With a line in the desk's log. */
async function makeSite(pool: Pool, ids: IdSource, actorId: UserId, site: NewSiteKey): Promise<void> {
  await inTransaction(pool, async (on) => {
    await insertSiteKey(on, site);
    const after = { name: site.name, origins: site.origins };
    await writeAudit(on, ids, { actorId, deed: 'siteKeyCreated', target: site.name, before: null, after });
  });
}

type Making = Pick<VisitorDeps, 'db' | 'ids' | 'accounts'>;

/** The same. Where identity is enforced from now on, whoever had none is to come again with one. @throws NOT_FOUND */
async function changeSite(
  { db: { pool }, ids, accounts: { visiting } }: Making,
  actorId: UserId,
  id: SiteKeyId,
  what: SiteChange,
): Promise<SiteRow> {
  const { after, ended } = await inTransaction(pool, async (on) => {
    const before = await lockSite(on, id);
    const after = before && (await updateSite(on, id, what));
    if (!before || !after) throw new AppError('NOT_FOUND');
    const renewed = what.secret !== undefined;
    const states = renewed ? { before: null, after: null } : { before: factsOf(before), after: factsOf(after) };
    await writeAudit(on, ids, { actorId, deed: renewed ? 'siteKeySecret' : 'siteKeyChanged', target: after.name, ...states });
    return { after, ended: after.enforced && !before.enforced ? await visiting.endAllAt(on, id, true) : [] };
  });
  visiting.ended(ended);
  return after;
}

/** The same. The sessions of its visitors end; their tickets stay. @throws NOT_FOUND */
async function revoke({ db: { pool }, ids, accounts: { visiting } }: Making, actorId: UserId, id: SiteKeyId): Promise<void> {
  const ended = await inTransaction(pool, async (on) => {
    const site = await lockSite(on, id);
    if (!site) throw new AppError('NOT_FOUND');
    await revokeSite(on, id);
    await writeAudit(on, ids, { actorId, deed: 'siteKeyRevoked', target: site.name, before: factsOf(site), after: null });
    return visiting.endAllAt(on, id, false);
  });
  visiting.ended(ended);
}

type Sites = Pick<
  Visitors,
  'createSiteKey' | 'siteKeys' | 'updateSiteKey' | 'rotateSecret' | 'revokeSiteKey' | 'site' | 'departments' | 'frameAncestors'
>;

export function createSites(deps: VisitorDeps): Sites {
  const {
    db: { pool },
    ids,
    agents,
    clock,
  } = deps;
  const remembered = new Map<SiteKeyId, { readonly origins: readonly string[]; readonly until: number }>();

  async function mustExist(id: SiteKeyId): Promise<SiteRow> {
    const site = await loadSite(pool, id);
    if (!site) throw new AppError('NOT_FOUND');
    return site;
  }

  async function change(actorId: UserId, id: SiteKeyId, what: SiteChange): Promise<WireSiteKey> {
    const changed = await changeSite(deps, actorId, id, what);
    remembered.delete(id);
    return presentKey(changed);
  }

  return {
    async createSiteKey(actor, { name, origins }) {
      await agents.mustSetUp(actor);
      const id = ids.next<SiteKeyId>();
      await makeSite(pool, ids, actor.userId, { id, name, origins: unique(origins), secret: newSecret() });
      return id;
    },
    async siteKeys(actor) {
      await agents.mustSetUp(actor);
      return (await loadSites(pool)).map(presentKey);
    },
    async updateSiteKey(actor, { id, origins, ...what }) {
      await agents.mustSetUp(actor);
      return change(actor.userId, id, { ...what, origins: origins && unique(origins) });
    },
    async rotateSecret(actor, { id }) {
      await agents.mustSetUp(actor);
      return change(actor.userId, id, { secret: newSecret() });
    },
    async revokeSiteKey(actor, { id }) {
      await agents.mustSetUp(actor);
      await revoke(deps, actor.userId, id);
      remembered.delete(id);
      return true;
    },
    async site(id) {
      const [{ name, enforced, settings }, departments] = await Promise.all([mustExist(id), agents.departments()]);
      return { ...settings, id, name, enforced, departments };
    },
    async departments(id) {
      await mustExist(id);
      return agents.departments();
    },
    async frameAncestors(id) {
      const now = clock.elapsed();
      const known = remembered.get(id);
      if (known && known.until > now) return known.origins;
      const { origins } = await mustExist(id);
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(id, { origins, until: now + ORIGINS_MS });
      return origins;
    },
  };
}
