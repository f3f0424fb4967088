// The frame of every page. Theme, density and language come from cookies and are written on <html> by the server, so
// that the first paint is right without an inline script.

import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { Boot } from '../client/boot/boot.tsx';
import {
  appearanceAttributes,
  barColours,
  DENSITY_COOKIE,
  parseDensity,
  parseTheme,
  THEME_COOKIE,
} from '../client/react/appearance/appearance.ts';
import { AppearanceProvider } from '../client/react/appearance/provider.tsx';
import { htmlLang, LANG_COOKIE, pickLang } from '../client/react/i18n/lang.ts';
import { HanFont } from '../components/fonts/han-font.tsx';
import { UpdateNotice } from '../components/shell/update-notice.tsx';
import { UiProvider } from '../components/ui/ui-provider.tsx';
import { Language } from './language.tsx';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Parley', template: '%s · Parley' },
  applicationName: 'Parley',
  appleWebApp: { capable: true, title: 'Parley', statusBarStyle: 'default' },
  formatDetection: { telephone: false, email: false, address: false },
  robots: { index: false, follow: false },
};

export async function generateViewport(): Promise<Viewport> {
  const jar = await cookies();
  return {
    width: 'device-width',
    initialScale: 1,
    viewportFit: 'cover',
    interactiveWidget: 'resizes-content',
    themeColor: [...barColours(parseTheme(jar.get(THEME_COOKIE)?.value))],
  };
}

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const [jar, asked] = await Promise.all([cookies(), headers()]);
  const theme = parseTheme(jar.get(THEME_COOKIE)?.value);
  const density = parseDensity(jar.get(DENSITY_COOKIE)?.value);
  const lang = pickLang(jar.get(LANG_COOKIE)?.value, asked.get('accept-language'));
  return (
    <html lang={htmlLang(lang)} {...appearanceAttributes(theme, density)}>
      <body>
        <Language lang={lang}>
          <AppearanceProvider theme={theme} density={density}>
            <UiProvider>
              <HanFont />
              <Boot>
                <UpdateNotice />
                {children}
              </Boot>
            </UiProvider>
          </AppearanceProvider>
        </Language>
      </body>
    </html>
  );
}
