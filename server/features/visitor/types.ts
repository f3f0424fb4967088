// What the use cases of visitors are made from, and what others see of them.
import type { z } from 'zod';
import type { createSiteKeyInput } from '../../../core/protocol/desk-commands.ts';
import type {
  pageViewedInput,
  setVisitorAttributesInput,
  siteKeyInput,
  startVisitorInput,
  updateSiteKeyInput,
  visitorCardInput,
} from '../../../core/protocol/desk-site.ts';
import type { SiteKeyId, UserId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { WireDepartment } from '../../../core/protocol/wire-desk.ts';
import type { WireSite, WireSiteKey, WireVisitorCard } from '../../../core/protocol/wire-site.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { IdSource } from '../../platform/ids.ts';
import type { Limits } from '../../platform/rates/limits.ts';
import type { Accounts, Caller } from '../account/index.ts';
import type { Agents } from '../agent/index.ts';
import type { Tickets } from '../ticket/index.ts';

export interface VisitorDeps {
  readonly db: Pick<Db, 'pool'>;
  readonly ids: IdSource;
  readonly clock: Pick<Clock, 'now' | 'elapsed'>;
  readonly limits: Pick<Limits, 'attempt'>;
  readonly accounts: Pick<Accounts, 'loadUser' | 'visiting'>;
  readonly agents: Pick<Agents, 'departments' | 'mustBeOfDesk' | 'mustSetUp'>;
  readonly tickets: Pick<Tickets, 'adopt' | 'forDesk'>;
  readonly presence: {
    /** Those of them who are. */
    online(userIds: Iterable<UserId>): readonly object[];
  };
}

type In<S extends z.ZodType> = z.output<S>;

export interface Visitors {
  /**
   * A visitor's first call, by nobody: a new anonymous visitor, the one of the token, or the one whom the site's JWT names; then the
   * anonymous one of the token is merged into them. Each answer is a new token.
   * @throws NOT_FOUND: no such site key; UNAUTHENTICATED: an identity that is wrong, or that is needed; RATE_LIMITED
   */
  start(input: In<typeof startVisitorInput>, caller: Caller): Promise<{ readonly token: string; readonly user: WireUser }>;

  // By a visitor; FORBIDDEN to others.
  /** BAD_INPUT: they would have more than 50. */
  setAttributes(actor: Actor, input: In<typeof setVisitorAttributesInput>): Promise<true>;
  pageViewed(actor: Actor, input: In<typeof pageViewedInput>): Promise<true>;

  /** By the desk. @throws NOT_FOUND: no such visitor, or none of this agent's departments; FORBIDDEN to whoever is not of the desk */
  card(actor: Actor, input: In<typeof visitorCardInput>): Promise<WireVisitorCard>;

  // By a desk admin. @throws NOT_FOUND where the key is not, FORBIDDEN
  createSiteKey(actor: Actor, input: In<typeof createSiteKeyInput>): Promise<SiteKeyId>;
  siteKeys(actor: Actor): Promise<WireSiteKey[]>;
  updateSiteKey(actor: Actor, input: In<typeof updateSiteKeyInput>): Promise<WireSiteKey>;
  /** From now on identities that were signed with the old one are refused; sessions go on. */
  rotateSecret(actor: Actor, input: In<typeof siteKeyInput>): Promise<WireSiteKey>;

  // For a page that shows the widget: nobody needs to be signed in. @throws NOT_FOUND where the key is not, or not any more.
  site(siteKey: SiteKeyId): Promise<WireSite>;
  departments(siteKey: SiteKeyId): Promise<WireDepartment[]>;
  /** The origins of the pages that may show the widget; remembered for 10 s. */
  frameAncestors(siteKey: SiteKeyId): Promise<readonly string[]>;
}
