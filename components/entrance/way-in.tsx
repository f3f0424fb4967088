'use client';
// Signing in, or making an account where that is open; an empty server asks for its owner.

import { useState } from 'react';
import type { Entrance } from '../../client/react/account/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Logo } from '../ui/logo.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { SignIn } from './sign-in.tsx';
import { invitationOfAddress, SignUp } from './sign-up.tsx';

export function WayIn({ entrance }: { readonly entrance: Entrance }) {
  const t = useT();
  const closed = entrance.signup === 'closed' && !entrance.empty;
  const [making, setMaking] = useState(entrance.empty || (!closed && invitationOfAddress() !== ''));
  return (
    <div className="grid min-h-full place-content-center justify-items-center gap-4 px-4 py-8">
      <Logo size={44} />
      <h1 className="text-22 font-strong">{t(entrance.empty ? 'auth.firstRunTitle' : making ? 'auth.signUpTitle' : 'auth.signInTitle')}</h1>
      {entrance.empty ? <p className="max-w-90 text-center text-text-2">{t('auth.firstRunLead')}</p> : null}
      {making ? <SignUp entrance={entrance} /> : <SignIn />}
      {entrance.empty ? null : closed ? (
        <p className="text-text-2">{t('auth.closed')}</p>
      ) : (
        <p className="flex gap-1.5 text-text-2">
          {t(making ? 'auth.haveAccount' : 'auth.noAccount')}
          <TextButton onClick={() => setMaking(!making)}>{t(making ? 'auth.signIn' : 'auth.signUpTitle')}</TextButton>
        </p>
      )}
    </div>
  );
}
