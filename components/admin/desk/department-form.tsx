'use client';
// The set-up of one department. Nothing typed is lost where the server refuses it.

import { type FormEvent, useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { STRATEGIES } from '../../../core/protocol/desk.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { WireDepartmentSetup } from '../../../core/protocol/wire-setup.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ArchiveDepartment } from './archive-department.tsx';
import { type DepartmentDraft, draftOf, mergeDrafts, settingOf } from './department-draft.ts';
import { DepartmentHours } from './department-hours.tsx';
import { DepartmentSkills } from './department-skills.tsx';
import { DepartmentTimes } from './department-times.tsx';
import { FormCard } from './form-card.tsx';
import { SelectField } from './select-field.tsx';

const HINTS = {
  leastLoaded: 'setup.strategyHint_leastLoaded',
  roundRobin: 'setup.strategyHint_roundRobin',
  longestIdle: 'setup.strategyHint_longestIdle',
} as const;

interface Props {
  readonly department: WireDepartmentSetup;
  readonly others: readonly WireDepartmentSetup[];
  /** `said`: what was done; null: nothing. */
  readonly onClose: (said: string | null) => void;
  /** Somebody else has changed it: reads it anew. */
  readonly onReload: () => void;
}

export function DepartmentForm({ department, others, onClose, onReload }: Props) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const [draft, setDraft] = useState<DepartmentDraft>(() => draftOf(department));
  const [base, setBase] = useState(department);
  const [tried, setTried] = useState(false);
  if (base.version !== department.version) {
    setBase(department);
    setDraft(mergeDrafts(draftOf(base), draft, draftOf(department)));
    call.clear();
  }
  const setting = settingOf(draft);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!setting) return;
    const { id: departmentId, version } = department;
    if (await call.run(() => setup.updateDepartment({ departmentId, version, ...setting }))) {
      onClose(t('setup.saved', { name: setting.name }));
    }
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate className="grid gap-4">
      <FormCard title={t('setup.basics')}>
        <TextField
          label={t('setup.departmentName')}
          hint={t('setup.departmentNameHint')}
          error={draft.name.trim() === '' ? t('setup.nameMissing') : undefined}
          value={draft.name}
          maxLength={LIMITS.nameUnits}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          autoComplete="off"
        />
        <SelectField
          label={t('setup.strategy')}
          hint={t(HINTS[draft.strategy])}
          value={draft.strategy}
          options={STRATEGIES.map((value) => ({ value, label: t(`setup.strategy_${value}`) }))}
          onChange={(strategy) => setDraft({ ...draft, strategy })}
        />
      </FormCard>
      <DepartmentHours draft={draft} onChange={setDraft} />
      <DepartmentSkills departmentId={department.id} draft={draft} onChange={setDraft} />
      <DepartmentTimes draft={draft} others={others} onChange={setDraft} />
      <div className="sticky bottom-0 -mx-1 grid gap-3 border-t border-line bg-surface-1 px-1 py-3">
        <RefusedNotice text={call.refused ?? (tried && !setting ? t('setup.notSound') : null)} />
        {call.error?.details.reason === 'again' ? <TextButton onClick={onReload}>{t('setup.readAgain')}</TextButton> : null}
        <div className="flex flex-wrap items-center gap-2">
          <Button kind="primary" type="submit" busy={call.busy}>
            {t('common.save')}
          </Button>
          <Button onClick={() => onClose(null)}>{t('common.cancel')}</Button>
        </div>
      </div>
      <ArchiveDepartment department={department} onArchived={() => onClose(t('setup.archived', { name: department.name }))} />
    </form>
  );
}
