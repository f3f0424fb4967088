'use client';
// A ticket that is offered to me: who it is, what it is about, how long I have. It takes no focus and is announced once.

import { ChevronDown } from 'lucide-react';
import { type OfferView, useDeskActions } from '../../../client/react/desk/hooks.ts';
import { errorText } from '../../../client/react/i18n/error-text.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { TicketId } from '../../../core/protocol/ids.ts';
import { useCaps } from '../../keys/key-caps.tsx';
import { useAttempt } from '../../messenger/use-attempt.ts';
import { Button } from '../../ui/button.tsx';
import { clockText } from '../../ui/clock-text.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useSecond } from '../../ui/use-second.ts';
import { OfferRing } from './offer-ring.tsx';

const REASONS = ['busy', 'skill', 'language', 'conflict'] as const;

interface Props {
  readonly offer: OfferView;
  /** How many more are offered. */
  readonly others: number;
  readonly onAccept: (id: TicketId) => void;
}

export function OfferCard({ offer, others, onAccept }: Props) {
  const t = useT();
  const now = useSecond();
  const keys = useCaps('deskAccept');
  const { ticket, endsAt, wholeMs, state, error } = offer;
  const { visitor, department, waitingSince, createdAt, subject, number } = ticket;
  const left = Math.max(0, Math.ceil((endsAt - now) / 1_000));
  const waits = clockText(Math.max(0, now - Date.parse(waitingSince ?? createdAt)));
  return (
    <section
      aria-label={t('desk.offerLabel', { name: visitor.name })}
      className="rises rounded-xl border-[1.5px] border-accent bg-surface-3 p-4 shadow-3"
    >
      <div className="flex items-center gap-3">
        <OfferRing left={left} whole={wholeMs / 1_000} />
        <div className="min-w-0 flex-1">
          <p className="truncate leading-[20px] font-strong">{visitor.name}</p>
          <p className="truncate text-12 text-text-3">{t('desk.offerWaits', { department: department.name, time: waits })}</p>
        </div>
        <Tag tone="accent">{others > 0 ? t('desk.offerOf', { count: others + 1 }) : t('desk.offer')}</Tag>
      </div>
      <p className="mt-3 line-clamp-3 rounded-m bg-surface-2 px-2.5 py-2 text-13">{subject ?? t('desk.noSubjectOf', { number })}</p>
      {error ? (
        <p role="alert" className="mt-2 text-12 text-danger-text">
          {errorText(t, error)}
        </p>
      ) : null}
      <div className="mt-3 grid grid-cols-2 gap-2.5">
        <Decline id={ticket.id} busy={state === 'declining'} />
        <Button kind="primary" wide title={keys} busy={state === 'accepting'} onClick={() => onAccept(ticket.id)}>
          {t('desk.accept')}
        </Button>
      </div>
    </section>
  );
}

function Decline({ id, busy }: { readonly id: TicketId; readonly busy: boolean }) {
  const t = useT();
  const keys = useCaps('deskDecline');
  const attempt = useAttempt();
  const { decline } = useDeskActions();
  const because = (reason: string | null) => () => attempt(() => decline(id, reason));
  return (
    <Menu
      label={t('desk.declineWhy')}
      align="start"
      entries={[
        ...REASONS.map((reason) => ({ id: reason, label: t(`desk.decline_${reason}`), onSelect: because(t(`desk.decline_${reason}`)) })),
        'divider',
        { id: 'none', label: t('desk.declineNoReason'), onSelect: because(null) },
      ]}
    >
      <Button wide busy={busy} title={keys}>
        {t('desk.decline')}
        <Icon of={ChevronDown} size={14} />
      </Button>
    </Menu>
  );
}
