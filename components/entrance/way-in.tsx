'use client';
// Signing in, or making an account where that is open; an empty server asks for its owner, a demo offers its accounts.

import { type ReactNode, useState } from 'react';
import type { Entrance } from '../../client/react/account/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { cx } from '../ui/cx.ts';
import { Logo } from '../ui/logo.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { FirstSteps } from './first-steps.tsx';
import { invitationOfAddress } from './invitation.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { SignIn } from './sign-in.tsx';
import { SignUp } from './sign-up.tsx';

export function WayIn({ entrance }: { readonly entrance: Entrance }) {
  const t = useT();
  const { empty } = entrance;
  const closed = entrance.signup === 'closed' && !empty;
  const invited = !closed && !empty && invitationOfAddress() !== '';
  const demo = entrance.demo.length > 0;
  const [making, setMaking] = useState(empty || invited);
  const [own, setOwn] = useState(!demo || invited);
  const title = empty ? 'auth.firstRunTitle' : !own ? 'demo.title' : making ? 'auth.signUpTitle' : 'auth.signInTitle';
  const lead = empty ? t('auth.firstRunLead') : !own ? t('demo.lead') : making && invited ? t('auth.invitedLead') : window.location.host;
  return (
    <Page aside={empty ? <FirstSteps signup={entrance.signup} /> : null}>
      <div className="mb-6">
        <span className="text-accent-text">
          <Logo size={36} />
        </span>
        <h1 className="mt-4 text-22 font-strong">{t(title)}</h1>
        <p className="mt-1 text-text-2">{lead}</p>
      </div>
      {!own ? <DemoAccounts accounts={entrance.demo} /> : making ? <SignUp entrance={entrance} /> : <SignIn />}
      <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-3 text-13 text-text-2">
        {!own || empty ? null : closed ? (
          <p>{t('auth.closed')}</p>
        ) : (
          <p className="flex flex-wrap gap-x-1.5">
            {t(making ? 'auth.haveAccount' : 'auth.noAccount')}
            <TextButton onClick={() => setMaking(!making)}>{t(making ? 'auth.signIn' : 'auth.signUpTitle')}</TextButton>
          </p>
        )}
        {demo ? <TextButton onClick={() => setOwn(!own)}>{t(own ? 'demo.back' : 'demo.own')}</TextButton> : null}
        <LanguageSwitch />
      </div>
    </Page>
  );
}

/** A card; on a phone the whole screen. `aside` stands on the spine at its right. */
function Page({ aside, children }: { readonly aside: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="grid min-h-full max-md:content-center max-md:justify-items-center max-md:bg-surface-1 md:place-items-center md:p-8">
      <div
        className={cx(
          'grid overflow-hidden bg-surface-1 max-md:w-full max-md:max-w-104 md:rounded-xl md:border md:border-line',
          aside ? 'md:w-[min(100%,760px)] md:grid-cols-[minmax(0,1fr)_280px]' : 'md:w-104',
        )}
      >
        <div className="min-w-0 px-6 pt-[calc(32px+env(safe-area-inset-top))] pb-[calc(32px+env(safe-area-inset-bottom))] md:p-10">
          {children}
        </div>
        {aside}
      </div>
    </div>
  );
}
