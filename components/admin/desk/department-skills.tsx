'use client';
// What a department asks of who answers its tickets, and for how long it insists.

import { useT } from '../../../client/react/i18n/provider.tsx';
import { SKILL_LIMITS } from '../../../core/protocol/desk-skills.ts';
import { cx } from '../../ui/cx.ts';
import { BOX } from '../../ui/field.tsx';
import { type DepartmentDraft, timeFault } from './department-draft.ts';
import { FormCard } from './form-card.tsx';
import { SkillsEditor } from './skills-editor.tsx';
import { TimedField } from './timed-field.tsx';

interface Props {
  readonly draft: DepartmentDraft;
  readonly onChange: (draft: DepartmentDraft) => void;
}

export function DepartmentSkills({ draft, onChange }: Props) {
  const t = useT();
  return (
    <FormCard title={t('setup.asked')} text={t('setup.askedText')}>
      <SkillsEditor
        skills={draft.skills}
        onChange={(skills) => onChange({ ...draft, skills })}
        make={(skill) => ({ skill, level: 1, required: true })}
        hint={t('setup.askedHint')}
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
