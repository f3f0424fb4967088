'use client';
// Beside the first sign-up, on the spine: what the owner of an empty server does next.

import { CircleUserRound, Link, type LucideIcon, MailPlus, MessageCirclePlus } from 'lucide-react';
import type { Entrance } from '../../client/react/account/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Icon } from '../ui/icon.tsx';

const INVITE = {
  open: [{ icon: Link, text: 'auth.stepAddress' }],
  invitation: [{ icon: MailPlus, text: 'auth.stepInvite' }],
  closed: [],
} as const satisfies Record<Entrance['signup'], readonly { readonly icon: LucideIcon; readonly text: string }[]>;

export function FirstSteps({ signup }: Pick<Entrance, 'signup'>) {
  const t = useT();
  const steps = [
    { icon: CircleUserRound, text: 'auth.stepAccount' } as const,
    ...INVITE[signup],
    { icon: MessageCirclePlus, text: 'auth.stepTalk' } as const,
  ];
  return (
    <aside aria-labelledby="first-steps" className="flex flex-col gap-4 bg-rail p-8 text-rail-text max-md:hidden">
      <h2 id="first-steps" className="text-15 font-strong text-rail-head">
        {t('auth.stepsTitle')}
      </h2>
      <ol className="grid gap-3">
        {steps.map(({ icon, text }) => (
          <li key={text} className="flex items-start gap-2.5">
            <Icon of={icon} className="mt-px" />
            <span className="min-w-0">{t(text)}</span>
          </li>
        ))}
      </ol>
      <p className="mt-auto text-13">{t('auth.stepsKept')}</p>
    </aside>
  );
}
