'use client';
// Sends, alone or with what becomes of the ticket.

import { ChevronDown } from 'lucide-react';
import { useDeskActions } from '../../../client/react/desk/hooks.ts';
import { useUntilSent } from '../../../client/react/desk/until-sent.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { useAttempt } from '../../messenger/use-attempt.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { Side } from './sides.ts';

interface SendProps {
  readonly ticket: WireTicket;
  readonly side: Side;
  readonly disabled: boolean;
  /** A message that stands is changed: nothing is sent. */
  readonly edits: boolean;
  readonly reasonId: string;
  readonly onSend: () => void;
}

const HOUR_MS = 3_600_000;

export function SendButtons({ ticket, side, disabled, edits, reasonId, onSend }: SendProps) {
  const t = useT();
  const attempt = useAttempt();
  const { setTicketState } = useDeskActions();
  const untilSent = useUntilSent(ticket.conversationId);
  // What failed stands in the talk with its reason, and the ticket as it was.
  const and = (state: 'RESOLVED' | 'PENDING' | 'SNOOZED') => () =>
    attempt(async () => {
      if (!(await untilSent(onSend))) return;
      await setTicketState(ticket.id, state, state === 'SNOOZED' ? Date.now() + HOUR_MS : undefined);
    });
  const solid =
    'inline-flex h-8 items-center bg-accent font-name text-on-accent hover:bg-accent-hover active:bg-accent-active disabled:bg-surface-2 disabled:text-text-disabled max-md:h-11';
  const words = t(edits ? 'common.save' : side === 'note' ? 'desk.addNote' : 'composer.send');
  return (
    <span className="flex flex-none gap-px">
      <button
        type="button"
        aria-describedby={reasonId}
        disabled={disabled}
        onClick={onSend}
        className={cx(solid, 'px-3.5', side === 'note' || edits ? 'rounded-m' : 'rounded-l-m')}
      >
        {words}
      </button>
      {side === 'note' || edits ? null : (
        <Menu
          label={t('desk.sendAnd')}
          entries={[
            { id: 'resolve', label: t('desk.sendAndResolve'), disabled, onSelect: and('RESOLVED') },
            { id: 'pending', label: t('desk.sendAndWait'), disabled, onSelect: and('PENDING') },
            { id: 'snooze', label: t('desk.sendAndSnooze'), disabled, onSelect: and('SNOOZED') },
          ]}
        >
          <button
            type="button"
            aria-label={t('desk.sendAnd')}
            disabled={disabled}
            className={cx(solid, 'rounded-r-m px-1.5 max-md:px-2.5')}
          >
            <Icon of={ChevronDown} size={16} />
          </button>
        </Menu>
      )}
    </span>
  );
}
