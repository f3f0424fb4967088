// What of sites and visitors goes over the wire. Times are ISO 8601, UTC, milliseconds.
import type { SiteSettings } from './desk-site.ts';
import type { SiteKeyId } from './ids.ts';
import type { WireUser } from './wire.ts';
import type { WireDepartment, WireTicket } from './wire-desk.ts';

/** For the widget's page: whoever knows the key is told. */
export interface WireSite extends SiteSettings {
  id: SiteKeyId;
  name: string;
  /** Only visitors whom the site has identified may come. */
  enforced: boolean;
  departments: WireDepartment[];
}

/** For a desk admin alone. */
export interface WireSiteKey {
  id: SiteKeyId;
  name: string;
  origins: string[];
  secret: string;
  enforced: boolean;
  settings: SiteSettings;
  createdAt: string;
}

export type VisitorAttributes = Readonly<Record<string, string | number | boolean>>;

export interface WirePageView {
  url: string;
  title: string;
  at: string;
}

/** Who a visitor is, for the desk. */
export interface WireVisitorCard {
  user: WireUser;
  email: string | null;
  /** Who they are to their site; null: anonymous. */
  externalId: string | null;
  identified: boolean;
  /** At the widget now. */
  online: boolean;
  vip: boolean;
  site: { id: SiteKeyId; name: string };
  attributes: VisitorAttributes;
  /** The latest first. */
  pages: WirePageView[];
  /** Those of their tickets that the reader may read, the latest first, 50 at most. */
  tickets: WireTicket[];
  createdAt: string;
}
