'use client';
// The one line that a web site needs, and a page on which to see it work.

import { ExternalLink } from 'lucide-react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { CopyLine } from '../copy-line.tsx';
import { embedLine, examplePage } from './origins.ts';

export function Embed({ siteKey }: { readonly siteKey: string }) {
  const t = useT();
  return (
    <div className="grid gap-3">
      <p className="text-13 text-text-2">{t('setup.embedText')}</p>
      <CopyLine label={t('setup.embedLine')} text={embedLine(window.location.origin, siteKey)} copyLabel={t('setup.copyLine')} quiet />
      <div>
        <LinkButton href={examplePage(siteKey)} target="_blank" rel="noreferrer">
          <Icon of={ExternalLink} size={16} />
          {t('setup.tryExample')}
        </LinkButton>
      </div>
    </div>
  );
}
