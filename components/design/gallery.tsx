'use client';
// The two columns, one a theme, with switches for what holds for both: language and density.

import type { ReactNode } from 'react';
import { useAppearance } from '../../client/react/appearance/provider.tsx';
import { LANGS } from '../../client/react/i18n/lang.ts';
import { useLang, useT } from '../../client/react/i18n/provider.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { Composers } from './composers.tsx';
import { Buttons, Choices, Fields, Floating, Marks } from './controls.tsx';
import { Conversation } from './conversation.tsx';
import { Devices } from './devices.tsx';
import { Navigation, PanelParts, Rows, States } from './panes.tsx';
import { captions } from './sample.ts';
import { Texts } from './texts.tsx';

export function Gallery() {
  const t = useT();
  const { lang, setLang } = useLang();
  const { theme, setTheme, density, setDensity } = useAppearance();
  return (
    <main className="h-dvh overflow-y-auto bg-surface-0">
      <div className="sticky top-0 z-(--z-banner) flex flex-wrap items-center gap-4 border-b border-line bg-surface-1 px-4 py-2">
        <h1 className="text-17 font-strong">{captions.page}</h1>
        <Segmented
          label={t('settings.language')}
          value={lang}
          onChange={(next) => void setLang(next)}
          options={LANGS.map((l) => ({ value: l.lang, label: l.name }))}
        />
        <Segmented
          label={t('settings.theme')}
          value={theme}
          onChange={setTheme}
          options={[
            { value: 'system', label: t('settings.themeSystem') },
            { value: 'light', label: t('settings.themeLight') },
            { value: 'dark', label: t('settings.themeDark') },
          ]}
        />
        <Segmented
          label={t('settings.density')}
          value={density}
          onChange={setDensity}
          options={[
            { value: 'comfortable', label: t('settings.densityComfortable') },
            { value: 'compact', label: t('settings.densityCompact') },
          ]}
        />
        <LinkButton href="/design/messenger" size="small">
          {captions.whole}
        </LinkButton>
        <LinkButton href="/design/shell" size="small">
          {captions.frame}
        </LinkButton>
      </div>
      <div className="grid md:grid-cols-2">
        <Column theme="light" density={density} />
        <Column theme="dark" density={density} />
      </div>
    </main>
  );
}

function Column({ theme, density }: { readonly theme: 'light' | 'dark'; readonly density: string }) {
  return (
    <div data-theme={theme} className="min-w-0 bg-surface-0 text-text-1">
      <div data-density={density === 'compact' ? density : undefined} className="flex min-w-0 flex-col gap-6 p-6 max-md:p-3">
        <Case caption={captions.buttons} card>
          <Buttons />
        </Case>
        <Case caption={captions.fields} card>
          <Fields />
        </Case>
        <Case caption={captions.choices} card>
          <Choices />
        </Case>
        <Case caption={captions.marks} card>
          <Marks />
        </Case>
        <Case caption={captions.floating} card>
          <Floating />
        </Case>
        <Case caption={captions.rows}>
          <Rows />
        </Case>
        <Case caption={captions.log}>
          <Conversation />
        </Case>
        <Case caption={captions.composer}>
          <Composers />
        </Case>
        <Case caption={captions.device}>
          <Devices />
        </Case>
        <Case caption={captions.texts}>
          <Texts />
        </Case>
        <Case caption={captions.states}>
          <States />
        </Case>
        <Case caption={captions.panel}>
          <PanelParts />
        </Case>
        <Case caption={captions.navigation}>
          <Navigation />
        </Case>
      </div>
    </div>
  );
}

function Case({ caption, card, children }: { readonly caption: string; readonly card?: boolean; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h2 className="mb-2 text-13 text-text-2">{caption}</h2>
      {card ? <div className="rounded-l bg-surface-1 p-5 shadow-1 max-md:p-4">{children}</div> : children}
    </div>
  );
}
