'use client';
// What the palette can do besides opening conversations.

import {
  ArrowRightLeft,
  Check,
  CircleX,
  Hand,
  Headset,
  Keyboard,
  Languages,
  Lock,
  LogOut,
  type LucideIcon,
  Merge,
  MessageCirclePlus,
  Monitor,
  Moon,
  PanelRight,
  Reply,
  ShieldCheck,
  Sun,
  UsersRound,
} from 'lucide-react';
import { useAccount } from '../../client/react/account/provider.tsx';
import { useAppearance } from '../../client/react/appearance/provider.tsx';
import { useTicketsToFind } from '../../client/react/desk/hooks.ts';
import { useFoundDesk } from '../../client/react/desk/provider.tsx';
import { LANGS } from '../../client/react/i18n/lang.ts';
import { useLang, useT } from '../../client/react/i18n/provider.tsx';
import { go } from '../../client/react/place/place.ts';
import type { CommandId } from '../keys/commands.ts';
import { canRun, runCommand } from '../keys/use-command.ts';
import { SETTINGS_GROUPS } from '../settings/sections.ts';

export interface PaletteCommand {
  readonly id: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Where a key does the same. */
  readonly key?: CommandId;
  readonly lang?: string;
  /** Only where it was looked for: there may be many. */
  readonly asked?: boolean;
  readonly run: () => void;
}

function useKeyCommands(): readonly PaletteCommand[] {
  const t = useT();
  const rows = [
    { key: 'newChat', icon: MessageCirclePlus },
    { key: 'newGroup', icon: UsersRound },
    { key: 'deskAccept', icon: Hand },
    { key: 'deskDecline', icon: CircleX },
    { key: 'deskReply', icon: Reply },
    { key: 'deskNote', icon: Lock },
    { key: 'deskSnooze', icon: Moon },
    { key: 'deskResolve', icon: Check },
    { key: 'deskTransfer', icon: ArrowRightLeft },
    { key: 'deskMerge', icon: Merge },
    { key: 'panel', icon: PanelRight },
    { key: 'help', icon: Keyboard },
  ] as const;
  return rows
    .filter(({ key }) => canRun(key))
    .map(({ key, icon }) => ({ id: key, key, icon, label: t(`keys.${key}`), run: () => runCommand(key) }));
}

/** The desk, and its tickets by number and name, for people of the desk. */
function useDeskPlaces(): readonly PaletteCommand[] {
  const t = useT();
  const desk = useFoundDesk();
  const tickets = useTicketsToFind();
  if (!desk) return [];
  const found = tickets.map(({ id, number, visitor }) => ({
    id: `ticket-${id}`,
    icon: Headset,
    label: `#${number} ${visitor.name}`,
    asked: true,
    run: () => go(`/desk/${id}`),
  }));
  return [{ id: 'desk', icon: Headset, label: t('common.navDesk'), run: () => go('/desk') }, ...found];
}

function usePlaces(): readonly PaletteCommand[] {
  const t = useT();
  const { session } = useAccount();
  const desk = useFoundDesk();
  const sections = SETTINGS_GROUPS.flatMap(({ items }) => items).filter(({ id }) => id !== 'account');
  const settings = sections.map(({ id, icon }) => ({
    id: `settings-${id}`,
    icon,
    label: t('palette.goSettings', { section: t(`settings.${id}`) }),
    run: () => go(`/settings/${id}`),
  }));
  const admin = { id: 'admin', icon: ShieldCheck, label: t('palette.goAdmin'), run: () => go('/admin') };
  // Everybody of the desk has a page there.
  return session.state === 'in' && (session.power > 0 || desk) ? [...settings, admin] : settings;
}

function useLooks(): readonly PaletteCommand[] {
  const t = useT();
  const { theme, setTheme } = useAppearance();
  const { lang, setLang } = useLang();
  const themes = [
    { value: 'light', icon: Sun, label: t('palette.themeLight') },
    { value: 'dark', icon: Moon, label: t('palette.themeDark') },
    { value: 'system', icon: Monitor, label: t('palette.themeSystem') },
  ] as const;
  return [
    ...themes
      .filter(({ value }) => value !== theme)
      .map(({ value, icon, label }) => ({ id: `theme-${value}`, icon, label, run: () => setTheme(value) })),
    ...LANGS.filter((other) => other.lang !== lang).map((other) => ({
      id: `lang-${other.lang}`,
      icon: Languages,
      label: t('palette.language', { language: other.name }),
      run: () => setLang(other.lang),
    })),
  ];
}

export function usePaletteCommands(): readonly PaletteCommand[] {
  const t = useT();
  const signOut = { id: 'signOut', icon: LogOut, label: t('palette.signOut'), run: () => go('/settings/account') };
  return [...useKeyCommands(), ...useDeskPlaces(), ...usePlaces(), ...useLooks(), signOut];
}
