// The door of what strangers of a web site meet: its key, its departments. README.md tells the rules.
import { randomBytes } from 'node:crypto';
import { AppError } from '../../../core/protocol/app-error.ts';
import type { SiteKeyId } from '../../../core/protocol/ids.ts';
import { insertSiteKey, isSiteKey, loadOrigins } from './store.ts';
import type { VisitorDeps, Visitors } from './types.ts';

export type { Visitors } from './types.ts';

const SECRET_BYTES = 32;

export function createVisitors({ db: { pool }, ids, agents }: VisitorDeps): Visitors {
  return {
    async createSiteKey(actor, { name, origins }) {
      await agents.mustSetUp(actor);
      const id = ids.next<SiteKeyId>();
      await insertSiteKey(pool, { id, name, origins: [...new Set(origins)], secret: randomBytes(SECRET_BYTES).toString('base64url') });
      return id;
    },
    async departments(siteKey) {
      if (!(await isSiteKey(pool, siteKey))) throw new AppError('NOT_FOUND');
      return agents.departments();
    },
    async frameAncestors(siteKey) {
      const origins = await loadOrigins(pool, siteKey);
      if (!origins) throw new AppError('NOT_FOUND');
      return origins;
    },
  };
}
