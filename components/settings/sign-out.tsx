'use client';
// Signing out of this browser, after a question: what has not been sent here is lost by it. It is done at once, network or not.

import { LogOut, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useAccount } from '../../client/react/account/provider.tsx';
import { useConnection, useMe } from '../../client/react/chat/hooks.ts';
import { handleText } from '../../client/react/i18n/handle-text.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { go } from '../../client/react/place/place.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Notice } from '../ui/notice.tsx';

export function SignOutSettings() {
  const t = useT();
  const me = useMe();
  const { queued, failed } = useConnection();
  const { signOut } = useAccount();
  const [asked, setAsked] = useState(false);
  const unsent = queued + failed;
  return (
    <>
      <div className="flex items-center gap-3">
        <Avatar id={me.id} name={me.name} size={44} />
        <div className="min-w-0">
          <p className="truncate font-name">{me.name}</p>
          <p className="truncate text-13 text-text-3">{handleText(t, me.handle)}</p>
        </div>
      </div>
      {unsent > 0 ? (
        <Notice tone="warning" icon={TriangleAlert}>
          {t('settings.accountUnsent', { count: unsent })}
        </Notice>
      ) : null}
      <div>
        <Button icon={LogOut} onClick={() => setAsked(true)}>
          {t('auth.signOut')}
        </Button>
      </div>
      <ConfirmDialog
        title={t('auth.signOutTitle')}
        text={unsent > 0 ? t('auth.signOutUnsent', { count: unsent }) : t('auth.signOutText')}
        confirm={t('auth.signOut')}
        keep={t('auth.stay')}
        danger={unsent > 0}
        open={asked}
        onOpenChange={setAsked}
        onConfirm={() => {
          go('/', { replace: true });
          void signOut();
        }}
      />
    </>
  );
}
