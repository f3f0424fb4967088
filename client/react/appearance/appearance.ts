// Theme and density, as cookies: the server writes them on <html> before the first paint, so that no inline script is
// needed. `system` is the absence of the attribute: then the media query decides.

export const THEME_COOKIE = 'parley_theme';
export const DENSITY_COOKIE = 'parley_density';

const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

export function parseTheme(cookie: string | undefined): Theme {
  return THEMES.find((t) => t === cookie) ?? 'system';
}

export function parseDensity(cookie: string | undefined): Density {
  return DENSITIES.find((d) => d === cookie) ?? 'comfortable';
}

/** What the browser's own bar takes: that of the panes at the top, surface-1. */
const BAR = { light: '#ffffff', dark: '#141a1d' };

/** One for each theme of the system: where the person has chosen, both say the same. */
export function barColours(theme: Theme): readonly { readonly media: string; readonly color: string }[] {
  return (['light', 'dark'] as const).map((system) => ({
    media: `(prefers-color-scheme: ${system})`,
    color: BAR[theme === 'system' ? system : theme],
  }));
}

/** The attributes of `<html>`. */
export function appearanceAttributes(theme: Theme, density: Density): { 'data-theme'?: string; 'data-density'?: string } {
  return {
    ...(theme === 'system' ? {} : { 'data-theme': theme }),
    ...(density === 'comfortable' ? {} : { 'data-density': density }),
  };
}
