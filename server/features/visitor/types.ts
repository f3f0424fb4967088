// What the use cases of visitors are made from, and what others see of them.
import type { z } from 'zod';
import type { createSiteKeyInput } from '../../../core/protocol/desk-commands.ts';
import type { SiteKeyId } from '../../../core/protocol/ids.ts';
import type { WireDepartment } from '../../../core/protocol/wire-desk.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import type { Agents } from '../agent/index.ts';

export interface VisitorDeps {
  readonly db: Pick<Db, 'pool'>;
  readonly ids: IdSource;
  readonly agents: Pick<Agents, 'departments' | 'mustSetUp'>;
}

export interface Visitors {
  /** By a desk admin. */
  createSiteKey(actor: Actor, input: z.output<typeof createSiteKeyInput>): Promise<SiteKeyId>;
  /** For a page that shows the widget: nobody needs to be signed in. @throws NOT_FOUND where the key is not, or not any more. */
  departments(siteKey: SiteKeyId): Promise<WireDepartment[]>;
  /** The origins of the pages that may show the widget. @throws NOT_FOUND where the key is not, or not any more. */
  frameAncestors(siteKey: SiteKeyId): Promise<readonly string[]>;
}
