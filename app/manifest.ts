// What a device needs to install Parley. The language is the browser's: this file is asked for without cookies.

import type { MetadataRoute } from 'next';
import { headers } from 'next/headers';
import { htmlLang, pickLang } from '../client/react/i18n/lang.ts';
import { loadCatalogue } from '../client/react/i18n/load-catalogue.ts';
import { translator } from '../client/react/i18n/translate.ts';

const icon = (kind: 'icon' | 'maskable', size: 192 | 512) => ({
  src: `/icons/${kind}-${size}.png`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose: kind === 'icon' ? ('any' as const) : ('maskable' as const),
});

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const lang = pickLang(undefined, (await headers()).get('accept-language'));
  await loadCatalogue(lang);
  const t = translator(lang);
  return {
    id: '/',
    name: t('common.appName'),
    short_name: t('common.appName'),
    description: t('offline.appDescription'),
    lang: htmlLang(lang),
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#edf2f2',
    theme_color: '#0b2b31',
    categories: ['social', 'business', 'productivity'],
    icons: [icon('icon', 192), icon('icon', 512), icon('maskable', 192), icon('maskable', 512)],
    shortcuts: [
      { name: t('common.navChats'), url: '/' },
      { name: t('common.navSettings'), url: '/settings' },
    ],
  };
}
