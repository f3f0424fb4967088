'use client';
// Whether one answers: online, away (for a reason that one's colleagues see), offline.

import { ChevronDown, Coffee, GraduationCap, type LucideIcon, MessagesSquare, Power, Utensils } from 'lucide-react';
import { useDeskActions } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { type AgentState, AWAY_REASONS, type AwayReason } from '../../../core/protocol/desk.ts';
import type { WireAgent } from '../../../core/protocol/wire-desk.ts';
import { useAttempt } from '../../messenger/use-attempt.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-items.ts';
import { PresenceDot } from '../../ui/presence-dot.tsx';
import { askForNotices } from '../offer/notice.ts';
import { stateWords } from '../state-words.ts';

const ICON: Readonly<Record<AwayReason, LucideIcon>> = { pause: Coffee, lunch: Utensils, meeting: MessagesSquare, training: GraduationCap };

const LOOK: Readonly<Record<AgentState, string>> = {
  ONLINE: 'bg-success-soft text-success-text',
  AWAY: 'bg-warning-soft text-warning-text',
  OFFLINE: 'bg-surface-2 text-text-2',
};
const DOT = { ONLINE: 'online', AWAY: 'away', OFFLINE: 'offline' } as const;

export function StateSwitch({ agent: { state, stateReason: why } }: { readonly agent: WireAgent }) {
  const t = useT();
  const attempt = useAttempt();
  const { setState } = useDeskActions();
  const go = (next: AgentState, reason: AwayReason | null) => {
    if (next === 'ONLINE') askForNotices();
    attempt(() => setState(next, reason));
  };
  const away = (reason: AwayReason): MenuEntry => ({
    id: reason,
    icon: ICON[reason],
    label: t(`desk.away_${reason}`),
    checked: state === 'AWAY' && why === reason,
    onSelect: () => go('AWAY', reason),
  });
  const entries: MenuEntry[] = [
    { id: 'online', label: t('desk.goOnline'), checked: state === 'ONLINE', onSelect: () => go('ONLINE', null) },
    'divider',
    ...AWAY_REASONS.map(away),
    'divider',
    { id: 'offline', icon: Power, label: t('desk.goOffline'), checked: state === 'OFFLINE', onSelect: () => go('OFFLINE', null) },
  ];
  const label = stateWords(t, { state, stateReason: why });
  return (
    <Menu label={t('desk.yourState')} entries={entries}>
      <button
        type="button"
        aria-label={t('desk.yourStateIs', { state: label })}
        className={cx('inline-flex h-8 flex-none items-center gap-2 rounded-full px-3 text-13 font-name max-md:h-11', LOOK[state])}
      >
        <PresenceDot presence={DOT[state]} small quiet />
        {label}
        <Icon of={ChevronDown} size={14} />
      </button>
    </Menu>
  );
}
