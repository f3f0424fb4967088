'use client';
// From an empty desk to the first answered visitor in three steps. It goes on where one left it.

import { Check, PartyPopper } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { SiteKeyId } from '../../../core/protocol/ids.ts';
import { SectionPage } from '../../settings/section-page.tsx';
import { useLoaded } from '../../settings/use-loaded.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RowSkeletons } from '../../ui/skeleton.tsx';
import { LoadFailed } from '../load-failed.tsx';
import type { DeskPageProps } from './desk-page-props.ts';
import { Embed } from './embed.tsx';
import { GUIDE_STEPS, guideState } from './guide-state.ts';
import { AnswererStep, DepartmentStep, SiteStep } from './guide-steps.tsx';

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly state: 'done' | 'now' | 'later';
  readonly children: ReactNode;
}

function Step({ number, title, state, children }: StepProps) {
  const t = useT();
  return (
    <li
      aria-current={state === 'now' ? 'step' : undefined}
      className={cx('rounded-l border p-5 max-md:p-4', state === 'now' ? 'border-accent' : 'border-line')}
    >
      <h2 className="flex items-center gap-3 text-15 font-strong">
        <span
          className={cx(
            'grid size-7 flex-none place-items-center rounded-full text-13',
            state === 'done'
              ? 'bg-success-soft text-success-text'
              : state === 'now'
                ? 'bg-accent text-on-accent'
                : 'bg-surface-2 text-text-2',
          )}
        >
          {state === 'done' ? <Icon of={Check} size={16} /> : number}
        </span>
        <span className={state === 'later' ? 'text-text-2' : undefined}>{title}</span>
        {state === 'done' ? <span className="sr-only">{t('setup.stepDone')}</span> : null}
      </h2>
      {state === 'now' ? <div className="mt-4">{children}</div> : null}
    </li>
  );
}

function Finished({ siteKey }: { readonly siteKey: SiteKeyId | null }) {
  const t = useT();
  return (
    <div className="grid gap-4">
      <Notice tone="success" icon={PartyPopper}>
        <p className="font-strong">{t('setup.ready')}</p>
        <p>{t('setup.readyText')}</p>
      </Notice>
      {siteKey === null ? null : <Embed siteKey={siteKey} />}
      <div className="flex flex-wrap gap-2">
        <LinkButton kind="primary" href="/desk">
          {t('setup.openDesk')}
        </LinkButton>
        <LinkButton href="/admin/sites">{t('setup.toSites')}</LinkButton>
        <LinkButton href="/admin/departments">{t('setup.toDepartments')}</LinkButton>
      </div>
    </div>
  );
}

export function Guide({ title, lead, onBack }: DeskPageProps) {
  const t = useT();
  const setup = useDeskSetup();
  const load = useCallback(async () => {
    const [start, departments] = await Promise.all([setup.start(), setup.departments()]);
    return { start, departments };
  }, [setup]);
  const { loaded, reload, refresh } = useLoaded(load);
  const [siteKey, setSiteKey] = useState<SiteKeyId | null>(null);
  if (loaded.state !== 'ready') {
    return (
      <SectionPage title={title} lead={lead} onBack={onBack}>
        {loaded.state === 'loading' ? <RowSkeletons page rows={3} /> : <LoadFailed error={loaded.error} onRetry={reload} />}
      </SectionPage>
    );
  }
  const { start, departments } = loaded.data;
  const { step, done } = guideState(start);
  const content = {
    department: <DepartmentStep onDone={refresh} />,
    answerer: <AnswererStep departments={departments} onDone={refresh} />,
    site: (
      <SiteStep
        onDone={(key) => {
          setSiteKey(key);
          refresh();
        }}
      />
    ),
  };
  return (
    <SectionPage title={title} lead={lead} onBack={onBack}>
      <ol className="grid gap-3">
        {GUIDE_STEPS.map((name, index) => (
          <Step
            key={name}
            number={index + 1}
            title={t(`setup.step_${name}`)}
            state={done.includes(name) ? 'done' : name === step ? 'now' : 'later'}
          >
            {content[name]}
          </Step>
        ))}
      </ol>
      {step === null ? <Finished siteKey={siteKey} /> : null}
    </SectionPage>
  );
}
