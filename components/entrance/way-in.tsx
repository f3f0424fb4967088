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
  const [making, setMaking] = useState(entrance.empty || invited);
  const [own, setOwn] = useState(entrance.demo.length === 0 || invited);
  if (!own) return <DemoWayIn entrance={entrance} onOwn={() => setOwn(true)} />;
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
      {entrance.demo.length > 0 ? <TextButton onClick={() => setOwn(false)}>{t('demo.back')}</TextButton> : null}
    </div>
  );
}

function DemoWayIn({ entrance, onOwn }: { readonly entrance: Entrance; readonly onOwn: () => void }) {
  const t = useT();
  return (
    <div className="grid min-h-full grid-cols-[minmax(0,auto)] place-content-center justify-items-center gap-4 px-4 py-8">
      <Logo size={44} />
      <h1 className="text-22 font-strong">{t('demo.title')}</h1>
      <p className="max-w-90 text-center text-balance text-text-2">{t('demo.lead')}</p>
      <DemoAccounts accounts={entrance.demo} />
      <TextButton onClick={onOwn}>{t('demo.own')}</TextButton>
    </div>
  );
}
