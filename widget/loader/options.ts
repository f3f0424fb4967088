// What the one line in the page says of it: its data attributes, where it came from, and the language of the page.

export interface Options {
  readonly site: string;
  /** Ours: where the script was loaded from. */
  readonly origin: string;
  readonly lang: 'en' | 'zh';
  /** The tag says the language: the site's setting does not matter. */
  readonly fixed: boolean;
  readonly dir: 'ltr' | 'rtl';
  readonly theme: 'auto' | 'light' | 'dark';
  /** Null: as the site has it. */
  readonly side: 'left' | 'right' | null;
  /** Whether the pages that are looked at are told to the desk, once there is a talk. */
  readonly trail: boolean;
}

const RTL = /^(ar|arc|ckb|dv|fa|he|iw|ks|ku-arab|ps|sd|ug|ur|yi)\b/i;

const oneOf = <T extends string>(values: readonly T[], given: string | undefined): T | null =>
  values.find((value) => value === given) ?? null;

/** Null: it does not say which site this is. */
export function readOptions(src: string, data: Readonly<Record<string, string | undefined>>, pageLang: string): Options | null {
  const { site } = data;
  if (!site || !URL.canParse(src)) return null;
  const lang = data.lang || pageLang || 'en';
  return {
    site,
    origin: new URL(src).origin,
    fixed: Boolean(data.lang),
    lang: /^zh\b/i.test(lang) ? 'zh' : 'en',
    dir: oneOf(['ltr', 'rtl'], data.dir) ?? (RTL.test(lang) ? 'rtl' : 'ltr'),
    theme: oneOf(['light', 'dark'], data.theme) ?? 'auto',
    side: oneOf(['left', 'right'], data.side),
    trail: data.trail !== 'off',
  };
}

export function frameAddress({ origin, site, lang, fixed, dir, theme }: Options): string {
  return `${origin}/widget/frame?${new URLSearchParams({ site, lang, dir, theme, ...(fixed && { fixed: '1' }) })}`;
}
