// Site keys: set up by a desk admin, and what of them the widget's page is told, whoever asks.
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { SiteKeyId } from '../../../core/protocol/ids.ts';
import type { WireSiteKey } from '../../../core/protocol/wire-site.ts';
import { insertSiteKey, loadSite, loadSites, type SiteRow, updateSite } from './store.ts';
import type { VisitorDeps, Visitors } from './types.ts';

const SECRET_BYTES = 32;
/** How long the origins of a key are remembered: a page asks for them with each visitor. */
const ORIGINS_MS = 10_000;
const MOST_REMEMBERED = 1_000;

const newSecret = () => randomBytes(SECRET_BYTES).toString('base64url');
const unique = (origins: readonly string[]) => [...new Set(origins)];
const presentKey = ({ createdAt, origins, ...site }: SiteRow): WireSiteKey => ({
  ...site,
  origins: [...origins],
  createdAt: createdAt.toISOString(),
});

type Sites = Pick<Visitors, 'createSiteKey' | 'siteKeys' | 'updateSiteKey' | 'rotateSecret' | 'site' | 'departments' | 'frameAncestors'>;

export function createSites({ db: { pool }, ids, agents, clock }: VisitorDeps): Sites {
  const remembered = new Map<SiteKeyId, { readonly origins: readonly string[]; readonly until: number }>();

  async function mustExist(id: SiteKeyId): Promise<SiteRow> {
    const site = await loadSite(pool, id);
    if (!site) throw new AppError('NOT_FOUND');
    return site;
  }

  async function change(id: SiteKeyId, what: Parameters<typeof updateSite>[2]): Promise<WireSiteKey> {
    const site = await updateSite(pool, id, what);
    remembered.delete(id);
    if (!site) throw new AppError('NOT_FOUND');
    return presentKey(site);
  }

  return {
    async createSiteKey(actor, { name, origins }) {
      await agents.mustSetUp(actor);
      const id = ids.next<SiteKeyId>();
      await insertSiteKey(pool, { id, name, origins: unique(origins), secret: newSecret() });
      return id;
    },
    async siteKeys(actor) {
      await agents.mustSetUp(actor);
      return (await loadSites(pool)).map(presentKey);
    },
    async updateSiteKey(actor, { id, origins, ...what }) {
      await agents.mustSetUp(actor);
      return change(id, { ...what, origins: origins && unique(origins) });
    },
    async rotateSecret(actor, { id }) {
      await agents.mustSetUp(actor);
      return change(id, { secret: newSecret() });
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
