'use client';
// Signing in, or making an account where that is open; an empty server asks for its owner, a demo offers its accounts.

import { useState } from 'react';
import type { Entrance } from '../../client/react/account/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Logo } from '../ui/logo.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { SignIn } from './sign-in.tsx';
import { invitationOfAddress, SignUp } from './sign-up.tsx';

export function WayIn({ entrance }: { readonly entrance: Entrance }) {
  const t = useT();
  const closed = entrance.signup === 'closed' && !entrance.empty;
  const invited = !closed && invitationOfAddress() !== '';
  const demo = entrance.demo.length > 0;
  const [making, setMaking] = useState(entrance.empty || invited);
  const [own, setOwn] = useState(!demo || invited);
  const title = entrance.empty ? 'auth.firstRunTitle' : !own ? 'demo.title' : making ? 'auth.signUpTitle' : 'auth.signInTitle';
  const lead = entrance.empty ? 'auth.firstRunLead' : own ? null : 'demo.lead';
  return (
    <div className="grid min-h-full grid-cols-[minmax(0,auto)] place-content-center justify-items-center gap-4 px-4 py-8">
      <Logo size={44} />
      <h1 className="text-22 font-strong">{t(title)}</h1>
      {lead ? <p className="max-w-90 text-center text-balance text-text-2">{t(lead)}</p> : null}
      {!own ? <DemoAccounts accounts={entrance.demo} /> : making ? <SignUp entrance={entrance} /> : <SignIn />}
      {!own || entrance.empty ? null : closed ? (
        <p className="text-text-2">{t('auth.closed')}</p>
      ) : (
        <p className="flex gap-1.5 text-text-2">
          {t(making ? 'auth.haveAccount' : 'auth.noAccount')}
          <TextButton onClick={() => setMaking(!making)}>{t(making ? 'auth.signIn' : 'auth.signUpTitle')}</TextButton>
        </p>
      )}
      {demo ? <TextButton onClick={() => setOwn(!own)}>{t(own ? 'demo.back' : 'demo.own')}</TextButton> : null}
    </div>
  );
}
