'use client';
import { CircleCheck, CircleOff, Hourglass, type LucideIcon, MailPlus } from 'lucide-react';
import type { Invitation } from '../../client/react/admin/provider.tsx';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Tag } from '../ui/tag.tsx';
import { type InvitationState, invitationState } from './invitation-state.ts';

const LOOK = {
  open: { tone: 'success', icon: CircleCheck, text: 'admin.inviteOpen' },
  spent: { tone: 'plain', icon: CircleOff, text: 'admin.inviteSpent' },
  over: { tone: 'plain', icon: Hourglass, text: 'admin.inviteOver' },
} as const satisfies Record<InvitationState, { tone: string; icon: LucideIcon; text: string }>;

interface Props {
  readonly invitation: Invitation;
  /** What dates are told from, ms since 1970. */
  readonly at: number;
  readonly busy: boolean;
  readonly onRevoke: () => void;
}

export function InvitationRow({ invitation, at, busy, onRevoke }: Props) {
  const t = useT();
  const format = useFormat();
  const { uses, maxUses, expiresAt, createdAt, createdByName } = invitation;
  const { tone, icon, text } = LOOK[invitationState(invitation, at)];
  const stamp = (iso: string) => format.stamp(Date.parse(iso), at);
  return (
    <li className="flex min-h-16 items-center gap-3 border-b border-line py-2.5">
      <span className="grid size-10 flex-none place-items-center rounded-l bg-surface-2 text-text-2">
        <Icon of={MailPlus} size={20} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-name">{t('admin.inviteFor', { count: maxUses })}</span>
          <Tag tone={tone} icon={icon}>
            {t(text)}
          </Tag>
        </p>
        <p className="flex flex-wrap gap-x-3 text-12 text-text-3">
          <span>{t('admin.inviteUsed', { uses, max: maxUses })}</span>
          <span>{expiresAt === null ? t('admin.inviteEndless') : t('admin.inviteUntil', { date: stamp(expiresAt) })}</span>
          <span>{t('admin.inviteBy', { name: createdByName, date: stamp(createdAt) })}</span>
        </p>
      </div>
      <Button size="small" busy={busy} onClick={onRevoke}>
        {t('admin.revoke')}
      </Button>
    </li>
  );
}
