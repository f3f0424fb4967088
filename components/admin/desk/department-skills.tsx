'use client';
// What a department asks of who answers its tickets, and for how long it insists.

import { useCallback } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { SKILL_LIMITS } from '../../../core/protocol/desk-skills.ts';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import { useLoaded } from '../../settings/use-loaded.ts';
import { cx } from '../../ui/cx.ts';
import { BOX } from '../../ui/field.tsx';
import { type DepartmentDraft, timeFault } from './department-draft.ts';
import { FormCard } from './form-card.tsx';
import { countOf, otherSkills } from './skill-words.ts';
import { SkillsEditor } from './skills-editor.tsx';
import { TimedField } from './timed-field.tsx';

interface Props {
  readonly departmentId: DepartmentId;
  readonly draft: DepartmentDraft;
  readonly onChange: (draft: DepartmentDraft) => void;
}

export function DepartmentSkills({ departmentId, draft, onChange }: Props) {
  const t = useT();
  const setup = useDeskSetup();
  // Who has what only helps to choose: without it any word can be typed.
  const { loaded } = useLoaded(useCallback(() => setup.staff(), [setup]));
  const staff = loaded.state === 'ready' ? loaded.data : null;
  return (
    <FormCard title={t('setup.asked')} text={t('setup.askedText')}>
      <SkillsEditor
        skills={draft.skills}
        onChange={(skills) => onChange({ ...draft, skills })}
        make={(skill) => ({ skill, level: 1, required: true })}
        hint={t('setup.askedHint')}
        others={otherSkills(staff?.map(({ skills }) => skills) ?? [], draft.skills)}
        fault={(one) => (staff && one.required && countOf(staff, departmentId, one) === 0 ? t('setup.skillNobody') : null)}
        level={(level) => (level === SKILL_LIMITS.level ? t('setup.levelBest', { level }) : t('setup.levelLeast', { level }))}
        more={(one, change) => (
          <select
            aria-label={t('setup.requiredOf', { skill: one.skill })}
            value={one.required ? 'required' : 'preferred'}
            onChange={(event) => change({ ...one, required: event.target.value === 'required' })}
            className={cx(BOX, 'h-8 w-32! px-2 text-13 max-md:h-11')}
          >
            <option value="required">{t('setup.required')}</option>
            <option value="preferred">{t('setup.preferred')}</option>
          </select>
        )}
      />
      {draft.times.relax.on || draft.skills.some(({ required }) => required) ? (
        <TimedField
          label={t('setup.relax')}
          hint={t('setup.relaxHint')}
          value={draft.times.relax}
          fault={timeFault(draft, 'relax')}
          onChange={(relax) => onChange({ ...draft, times: { ...draft.times, relax } })}
        />
      ) : null}
    </FormCard>
  );
}
