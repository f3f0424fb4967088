'use client';
// What a department promises, and how its tickets move when nobody answers.

import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireDepartmentSetup } from '../../../core/protocol/wire-setup.ts';
import { type DepartmentDraft, type TimeName, timeFault } from './department-draft.ts';
import { FormCard } from './form-card.tsx';
import { SelectField } from './select-field.tsx';
import { TimedField } from './timed-field.tsx';

interface Props {
  readonly draft: DepartmentDraft;
  readonly others: readonly WireDepartmentSetup[];
  readonly onChange: (draft: DepartmentDraft) => void;
}

const NOWHERE = '';

export function DepartmentTimes({ draft, others, onChange }: Props) {
  const t = useT();
  const field = (name: TimeName, always = false) => (
    <TimedField
      label={t(`setup.${name}`)}
      hint={t(`setup.${name}Hint`)}
      value={draft.times[name]}
      fault={timeFault(draft, name)}
      always={always}
      onChange={(next) => onChange({ ...draft, times: { ...draft.times, [name]: next } })}
    />
  );
  return (
    <>
      <FormCard title={t('setup.promises')} text={t('setup.promisesText')}>
        {field('firstAnswer')}
        {field('resolution')}
      </FormCard>
      <FormCard title={t('setup.fine')} text={t('setup.fineText')}>
        {field('offer', true)}
        {field('sticky')}
        {draft.times.sticky.on ? field('stickyWait', true) : null}
        {field('autoResolve')}
        <SelectField
          label={t('setup.overflowTo')}
          hint={t('setup.overflowToHint')}
          value={draft.overflowTo ?? NOWHERE}
          options={[{ value: NOWHERE, label: t('setup.nowhere') }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(id) => {
            const to = others.find((other) => other.id === id)?.id ?? null;
            onChange({ ...draft, overflowTo: to, times: { ...draft.times, overflow: { ...draft.times.overflow, on: to !== null } } });
          }}
        />
        {draft.overflowTo === null ? null : field('overflow', true)}
      </FormCard>
    </>
  );
}
