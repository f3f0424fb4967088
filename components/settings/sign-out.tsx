'use client';
// Signing out of this browser, after a question: what waits to be sent here is lost by it. Where the server cannot be told, this
// device can be wiped all the same.

import { LogOut, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useAccount } from '../../client/react/account/provider.tsx';
import { useConnection, useMe } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { go } from '../../client/react/place/place.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { RefusedNotice } from './refused-notice.tsx';
import { useCall } from './use-call.ts';

export function SignOutSettings() {
  const t = useT();
  const me = useMe();
  const { queued } = useConnection();
  const account = useAccount();
  const call = useCall();
  const [asked, setAsked] = useState(false);
  return (
    <>
      <div className="flex items-center gap-3">
        <Avatar id={me.id} name={me.name} size={44} />
        <div className="min-w-0">
          <p className="truncate font-name">{me.name}</p>
          <p className="truncate text-13 text-text-3">{t('people.handle', { handle: me.handle })}</p>
        </div>
      </div>
      {queued > 0 ? (
        <Notice tone="warning" icon={TriangleAlert}>
          {t('settings.accountUnsent', { count: queued })}
        </Notice>
      ) : null}
      {call.error?.code === 'OFFLINE' ? null : <RefusedNotice text={call.refused} />}
      <div>
        <Button icon={LogOut} busy={call.busy} onClick={() => setAsked(true)}>
          {t('auth.signOut')}
        </Button>
      </div>
      <ConfirmDialog
        title={t('auth.signOutTitle')}
        text={queued > 0 ? t('auth.signOutUnsent', { count: queued }) : t('auth.signOutText')}
        confirm={t('auth.signOut')}
        keep={t('auth.stay')}
        danger={queued > 0}
        open={asked}
        onOpenChange={setAsked}
        onConfirm={() =>
          void call.run(async () => {
            await account.signOut();
            go('/', { replace: true });
          })
        }
      />
      <ConfirmDialog
        title={t('offline.signOutTitle')}
        text={queued > 0 ? t('offline.signOutUnsent', { count: queued }) : t('offline.signOutText')}
        confirm={t('offline.signOutWipe')}
        keep={t('auth.stay')}
        danger
        open={call.error?.code === 'OFFLINE'}
        onOpenChange={call.clear}
        onConfirm={() => {
          go('/', { replace: true });
          void account.signOutHere();
        }}
      />
    </>
  );
}
