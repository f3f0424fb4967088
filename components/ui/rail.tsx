'use client';
// The spine at the left edge, and the same places as tabs at the foot of a phone. Places are links: they open in a new
// tab too; `onOpen` lets the app take a plain click.

import type { LucideIcon } from 'lucide-react';
import type { MouseEvent, ReactNode } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { CornerBadge } from './badge.tsx';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { Logo } from './logo.tsx';
import { Tooltip } from './tooltip.tsx';

export interface Place {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly href: string;
  readonly current?: boolean;
  /** Unread conversations there. */
  readonly count?: number;
}

interface NavProps {
  readonly places: readonly Place[];
  readonly onOpen?: (id: string, event: MouseEvent) => void;
}

function useName() {
  const t = useT();
  return ({ label, count = 0 }: Place) => (count > 0 ? `${label}, ${t('common.unreadConversations', { count })}` : label);
}

function RailLink({ place, onOpen }: { readonly place: Place; readonly onOpen?: NavProps['onOpen'] }) {
  const name = useName();
  return (
    <Tooltip text={place.label} side="right">
      <a
        href={place.href}
        aria-label={name(place)}
        aria-current={place.current ? 'page' : undefined}
        onClick={onOpen ? (event) => onOpen(place.id, event) : undefined}
        className={cx(
          'relative grid size-11 flex-none place-items-center rounded-l outline-rail-badge! transition-colors duration-(--dur-1)',
          place.current ? 'bg-rail-active text-rail-active-text' : 'text-rail-text hover:bg-rail-active/55',
        )}
      >
        <Icon of={place.icon} size={22} />
        {place.count ? <CornerBadge count={place.count} rail /> : null}
      </a>
    </Tooltip>
  );
}

interface RailProps extends NavProps {
  /** At the foot: settings and the like. */
  readonly foot?: readonly Place[];
  /** The own avatar with its menu. */
  readonly me?: ReactNode;
}

export function Rail({ places, foot = [], me, onOpen }: RailProps) {
  const t = useT();
  return (
    <nav
      aria-label={t('common.navigation')}
      className="flex h-full w-(--rail-w) flex-none flex-col items-center gap-1 overflow-y-auto bg-rail py-3 text-rail-text [--ring:var(--rail)] [scrollbar-width:none]"
    >
      <span className="mb-3 grid size-9 flex-none place-items-center text-rail-badge">
        <Logo />
        <span className="sr-only">{t('common.appName')}</span>
      </span>
      {places.map((place) => (
        <RailLink key={place.id} place={place} onOpen={onOpen} />
      ))}
      <span className="flex-1" />
      {foot.map((place) => (
        <RailLink key={place.id} place={place} onOpen={onOpen} />
      ))}
      {me ? <span className="mt-2 flex-none">{me}</span> : null}
    </nav>
  );
}

export function BottomTabs({ places, onOpen }: NavProps) {
  const t = useT();
  const name = useName();
  return (
    <nav
      aria-label={t('common.navigation')}
      className="grid flex-none auto-cols-fr grid-flow-col border-t border-line bg-surface-1 pb-[env(safe-area-inset-bottom)]"
    >
      {places.map((place) => (
        <a
          key={place.id}
          href={place.href}
          aria-label={name(place)}
          aria-current={place.current ? 'page' : undefined}
          onClick={onOpen ? (event) => onOpen(place.id, event) : undefined}
          className="relative grid h-[49px] content-center justify-items-center gap-0.5 text-11 text-text-3 focus-visible:outline-offset-[-2px] aria-[current=page]:font-name aria-[current=page]:text-accent-text"
        >
          <span className="relative">
            <Icon of={place.icon} size={22} />
            {place.count ? <CornerBadge count={place.count} /> : null}
          </span>
          {place.label}
        </a>
      ))}
    </nav>
  );
}
