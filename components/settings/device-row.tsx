'use client';
import { Bot, Globe, type LucideIcon, Monitor, Smartphone } from 'lucide-react';
import type { Terminal } from '../../client/react/account/provider.tsx';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Tag } from '../ui/tag.tsx';

const ICON: Record<Terminal['kind'], LucideIcon> = { WEB: Globe, ANDROID: Smartphone, IOS: Smartphone, DESKTOP: Monitor, BOT: Bot };
const KIND = {
  WEB: 'accountSettings.kindWeb',
  ANDROID: 'accountSettings.kindAndroid',
  IOS: 'accountSettings.kindIos',
  DESKTOP: 'accountSettings.kindDesktop',
  BOT: 'accountSettings.kindBot',
} as const satisfies Record<Terminal['kind'], string>;

/** The name that it gave, else what kind of device it is. */
export function useDeviceName(): (terminal: Terminal) => string {
  const t = useT();
  return ({ name, kind }) => name ?? t(KIND[kind]);
}

interface Props {
  readonly terminal: Terminal;
  /** What "5 min ago" is counted from, ms since 1970. */
  readonly at: number;
  readonly busy: boolean;
  readonly onEnd: () => void;
}

export function DeviceRow({ terminal, at, busy, onEnd }: Props) {
  const t = useT();
  const format = useFormat();
  const name = useDeviceName()(terminal);
  const seen = terminal.current
    ? t('accountSettings.activeNow')
    : t('accountSettings.active', { when: format.relative(Date.parse(terminal.lastSeen), at) });
  const since = t('accountSettings.signedIn', { when: format.relative(Date.parse(terminal.createdAt), at) });
  return (
    <li className="flex min-h-16 items-center gap-3 border-b border-line py-2.5">
      <span className="grid size-10 flex-none place-items-center rounded-l bg-surface-2 text-text-2">
        <Icon of={ICON[terminal.kind]} size={20} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <span className="truncate font-name">{name}</span>
          {terminal.current ? <Tag tone="accent">{t('settings.thisDevice')}</Tag> : null}
        </p>
        <p className="flex flex-wrap gap-x-3 text-12 text-text-3">
          <span>{t(KIND[terminal.kind])}</span>
          <span>{seen}</span>
          <span>{since}</span>
        </p>
      </div>
      {terminal.current ? null : (
        <Button size="small" busy={busy} onClick={onEnd} aria-label={t('accountSettings.signOutNamed', { device: name })}>
          {t('accountSettings.signOutDevice')}
        </Button>
      )}
    </li>
  );
}
