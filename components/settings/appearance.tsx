'use client';
// Theme and density: at once, kept in a cookie of this browser.

import { Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAppearance } from '../../client/react/appearance/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Segmented } from '../ui/segmented.tsx';

function Choice({ label, hint, children }: { readonly label: string; readonly hint?: string; readonly children: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-2">
      <div>
        <h2 className="font-name">{label}</h2>
        {hint ? <p className="text-12 text-text-3">{hint}</p> : null}
      </div>
      {children}
    </div>
  );
}

export function AppearanceSettings() {
  const t = useT();
  const { theme, setTheme, density, setDensity } = useAppearance();
  return (
    <>
      <Choice label={t('settings.theme')}>
        <Segmented
          label={t('settings.theme')}
          value={theme}
          onChange={setTheme}
          options={[
            { value: 'system', label: t('settings.themeSystem'), icon: Monitor },
            { value: 'light', label: t('settings.themeLight'), icon: Sun },
            { value: 'dark', label: t('settings.themeDark'), icon: Moon },
          ]}
        />
      </Choice>
      <Choice label={t('settings.density')} hint={t('settings.densityHint')}>
        <Segmented
          label={t('settings.density')}
          value={density}
          onChange={setDensity}
          options={[
            { value: 'comfortable', label: t('settings.densityComfortable') },
            { value: 'compact', label: t('settings.densityCompact') },
          ]}
        />
      </Choice>
    </>
  );
}
