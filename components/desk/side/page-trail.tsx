'use client';
// Where the visitor has been, the latest page first.

import type { VisitorCard } from '../../../client/react/desk/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import { useNow } from '../../messenger/use-now.ts';
import { SafeLink } from '../../text/safe-link.tsx';
import { cx } from '../../ui/cx.ts';
import { PanelSection } from '../../ui/panel-parts.tsx';

const SHOWN = 8;

export function PageTrail({ pages }: { readonly pages: VisitorCard['pages'] }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  if (pages.length === 0) return null;
  return (
    <PanelSection title={t('desk.pageTrail')}>
      <ol className="text-13">
        {pages.slice(0, SHOWN).map(({ title, url, at }, index) => (
          <li key={`${at} ${url}`} className="flex min-h-7 items-center gap-2.5">
            <i
              aria-hidden
              className={cx('size-2 flex-none rounded-full border-[1.5px]', index === 0 ? 'border-accent bg-accent' : 'border-line-strong')}
            />
            <span className="min-w-0 flex-1 truncate">
              {/^https?:/i.test(url) ? (
                <SafeLink href={url} leadsTo={null}>
                  {title || url}
                </SafeLink>
              ) : (
                title || url
              )}
            </span>
            <time className="flex-none text-12 text-text-3">{format.relative(Date.parse(at), now)}</time>
          </li>
        ))}
      </ol>
    </PanelSection>
  );
}
