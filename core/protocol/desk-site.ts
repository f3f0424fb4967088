// What a site key may set for its widget, and the input of what visitors and their site's desk admin call.
import { z } from 'zod';
import { id, opt, text } from './commands.ts';
import { DESK_LIMITS } from './desk.ts';
import { origin } from './desk-commands.ts';
import type { SiteKeyId, UserId } from './ids.ts';
import { LIMITS } from './limits.ts';
import { textFault } from './text.ts';

/** UTF-16 units where nothing else is said. */
export const SITE_LIMITS = {
  words: 500,
  /** Of the form before a talk. */
  fields: 10,
  fieldName: 50,
  fieldLabel: 100,
  options: 30,
  option: 100,
  /** Of a visitor. */
  attributes: 50,
  attributeName: 100,
  attribute: 1_000,
  url: 2_000,
  pageTitle: 300,
  /** Pages that are kept of a visitor. */
  pages: 50,
  token: 200,
  identity: 4_096,
  /** Who somebody is to their site. */
  externalId: 200,
  email: 254,
} as const;

/** Tokens of the design that a launcher and its header may have: the accent, ink, green. */
const SITE_COLORS = ['accent', 'ink', 'success'] as const;
const SITE_SIDES = ['right', 'left'] as const;
/** auto: the page's. */
const SITE_LANGUAGES = ['auto', 'en', 'zh'] as const;
const FIELD_KINDS = ['text', 'email', 'select', 'checkbox'] as const;

/** May be empty, and then the widget's own words stand there. */
const words = (limit: number) =>
  z.string().refine((value) => value === '' || [null, 'empty'].includes(textFault(value, limit)), 'not_text');
const inLanguages = (limit: number) => z.strictObject({ en: words(limit), zh: words(limit) });

const fieldInput = z
  .strictObject({
    name: text(SITE_LIMITS.fieldName),
    label: inLanguages(SITE_LIMITS.fieldLabel),
    kind: z.enum(FIELD_KINDS),
    required: z.boolean(),
    options: z.array(text(SITE_LIMITS.option)).max(SITE_LIMITS.options),
  })
  .refine(({ kind, options }) => (kind === 'select') === options.length > 0, 'options are those of a select');

/** As it is sent: all of it. */
export const siteSettingsInput = z.strictObject({
  color: z.enum(SITE_COLORS),
  side: z.enum(SITE_SIDES),
  greeting: inLanguages(SITE_LIMITS.words),
  away: inLanguages(SITE_LIMITS.words),
  fields: z
    .array(fieldInput)
    .max(SITE_LIMITS.fields)
    .refine((fields) => new Set(fields.map(({ name }) => name)).size === fields.length, 'a field twice'),
  language: z.enum(SITE_LANGUAGES),
  /** Also where there is one department alone. */
  requireDepartment: z.boolean(),
});

export type SiteSettings = z.output<typeof siteSettingsInput>;

export const SITE_STANDARD: SiteSettings = {
  color: 'accent',
  side: 'right',
  greeting: { en: '', zh: '' },
  away: { en: '', zh: '' },
  fields: [],
  language: 'auto',
  requireDepartment: false,
};

/** As it is stored: what is missing, or of another time, is usual. */
export function readSiteSettings(stored: Readonly<Record<string, unknown>>): SiteSettings {
  const { success, data } = siteSettingsInput.safeParse({ ...SITE_STANDARD, ...stored });
  return success ? data : SITE_STANDARD;
}

export const siteInput = z.strictObject({ siteKey: id<SiteKeyId>() });
export const startVisitorInput = z.strictObject({
  siteKey: id<SiteKeyId>(),
  token: opt(z.string().max(SITE_LIMITS.token)),
  identity: opt(z.string().max(SITE_LIMITS.identity)),
});

/** null takes an attribute away. */
export const setVisitorAttributesInput = z.strictObject({
  attributes: z
    .record(text(SITE_LIMITS.attributeName), z.union([words(SITE_LIMITS.attribute), z.number(), z.boolean(), z.null()]))
    .refine((attributes) => Object.keys(attributes).length <= SITE_LIMITS.attributes, 'too many attributes'),
});
export const pageViewedInput = z.strictObject({
  url: z
    .url()
    .max(SITE_LIMITS.url)
    .refine((url) => /^https?:/.test(url), 'not of the web'),
  title: words(SITE_LIMITS.pageTitle),
});
export const visitorCardInput = z.strictObject({ userId: id<UserId>() });

/** What is not named stays as it is. */
export const updateSiteKeyInput = z.strictObject({
  id: id<SiteKeyId>(),
  name: opt(text(LIMITS.nameUnits)),
  origins: opt(z.array(origin).min(1).max(DESK_LIMITS.origins)),
  /** Only visitors whom the site has identified. */
  enforced: opt(z.boolean()),
  settings: opt(siteSettingsInput),
});
export const siteKeyInput = z.strictObject({ id: id<SiteKeyId>() });
