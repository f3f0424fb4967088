'use client';
// The ways in: whether an invitation is needed at all, and those that were made.

import { Check, Info, MailPlus, TriangleAlert } from 'lucide-react';
import { useCallback } from 'react';
import { type AdminOverview, type Invitation, useAdmin } from '../../client/react/admin/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { RefusedNotice } from '../settings/refused-notice.tsx';
import { useAsked } from '../settings/use-asked.ts';
import { useCall } from '../settings/use-call.ts';
import { useLoaded } from '../settings/use-loaded.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { EmptyState } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { InvitationRow } from './invitation-row.tsx';
import { LoadFailed } from './load-failed.tsx';
import { NewInvitation } from './new-invitation.tsx';

const REGISTRATION = {
  open: { title: 'admin.registrationOpen', text: 'admin.registrationOpenText' },
  invitation: { title: 'admin.registrationInvite', text: 'admin.registrationInviteText' },
  closed: { title: 'admin.registrationClosed', text: 'admin.registrationClosedText' },
} as const satisfies Record<AdminOverview['signup'], object>;

function Registration({ signup }: Pick<AdminOverview, 'signup'>) {
  const t = useT();
  const { title, text } = REGISTRATION[signup];
  const closed = signup === 'closed';
  return (
    <Notice tone={closed ? 'warning' : 'info'} icon={closed ? TriangleAlert : Info}>
      <p className="font-strong">{t(title)}</p>
      <p>{t(text)}</p>
      <p>{t('admin.registrationSet')}</p>
    </Notice>
  );
}

interface ListProps {
  readonly invitations: readonly Invitation[];
  readonly at: number;
  readonly onRevoked: (id: Invitation['id']) => void;
}

function InvitationList({ invitations, at, onRevoked }: ListProps) {
  const t = useT();
  const toast = useToast();
  const admin = useAdmin();
  const call = useCall();
  const asked = useAsked<Invitation['id']>();
  const revoke = async () => {
    const id = asked.about;
    if (id === null || !(await call.run(() => admin.revokeInvitation(id)))) return;
    onRevoked(id);
    toast({ text: t('admin.revoked'), icon: Check });
  };
  return (
    <>
      <RefusedNotice text={call.refused} />
      {invitations.length === 0 ? (
        <EmptyState icon={MailPlus} title={t('admin.noInvitations')} text={t('admin.noInvitationsText')} />
      ) : (
        <ul>
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} at={at} busy={call.busy} onRevoke={() => asked.ask(invitation.id)} />
          ))}
        </ul>
      )}
      <ConfirmDialog
        title={t('admin.revokeTitle')}
        text={t('admin.revokeText')}
        confirm={t('admin.revokeConfirm')}
        keep={t('admin.revokeKeep')}
        danger
        open={asked.open}
        onOpenChange={asked.close}
        onConfirm={() => void revoke()}
      />
    </>
  );
}

/** `making`: the dialog of a new one is open; its button stands in the page's head. */
export function InvitationsAdmin({ making, onMade }: { readonly making: boolean; readonly onMade: () => void }) {
  const admin = useAdmin();
  const load = useCallback(async () => {
    const [overview, invitations] = await Promise.all([admin.overview(), admin.invitations()]);
    return { overview, invitations };
  }, [admin]);
  const { loaded, refresh, reload, change } = useLoaded(load);
  const closed = (made: boolean) => {
    onMade();
    if (made) refresh();
  };
  return (
    <>
      {loaded.state === 'loading' ? <RowSkeletons page rows={3} /> : null}
      {loaded.state === 'failed' ? <LoadFailed error={loaded.error} onRetry={reload} /> : null}
      {loaded.state === 'ready' ? (
        <>
          <Registration signup={loaded.data.overview.signup} />
          <InvitationList
            invitations={loaded.data.invitations}
            at={loaded.at}
            onRevoked={(id) => change((now) => ({ ...now, invitations: now.invitations.filter((one) => one.id !== id) }))}
          />
        </>
      ) : null}
      <NewInvitation open={making} onClose={closed} />
    </>
  );
}
