'use client';
// Where the owner of a new installation looks first: the way to the desk's guide. Gone when the desk is set up or it was put away.

import { Headset, X } from 'lucide-react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useKept } from '../../../client/react/device/kept.ts';
import { LaterWords, useT } from '../../../client/react/i18n/provider.tsx';
import { go } from '../../../client/react/place/place.ts';
import { useLoaded } from '../../settings/use-loaded.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { guideSkipped } from './guide-skipped.ts';
import { GUIDE_STEPS, guideState } from './guide-state.ts';

function Card() {
  const t = useT();
  const { loaded } = useLoaded(useDeskSetup().start);
  const skipped = useKept(guideSkipped);
  if (skipped || loaded.state !== 'ready') return null;
  const { step, done } = guideState(loaded.data);
  if (step === null) return null;
  return (
    <section
      aria-label={t('setup.cardTitle')}
      className="mx-auto mb-8 flex w-[min(480px,calc(100%-48px))] items-start gap-3 rounded-l border border-line bg-surface-1 p-4 text-left"
    >
      <span className="grid size-10 flex-none place-items-center rounded-l bg-accent-soft text-accent-soft-text">
        <Icon of={Headset} size={20} />
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="font-strong">{t('setup.cardTitle')}</h2>
        <p className="text-13 text-text-2">{t('setup.cardText')}</p>
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <Button kind="primary" size="small" onClick={() => go('/admin/guide')}>
            {t(done.length === 0 ? 'setup.cardStart' : 'setup.cardGoOn')}
          </Button>
          <span className="text-12 text-text-3">{t('setup.cardSteps', { done: done.length, all: GUIDE_STEPS.length })}</span>
        </div>
      </div>
      <IconButton icon={X} small label={t('setup.cardSkip')} onClick={() => guideSkipped.set(true)} />
    </section>
  );
}

export function GuideCard() {
  return (
    <LaterWords>
      <Card />
    </LaterWords>
  );
}
