'use client';
// From which level on a skill is asked for, and whether it has to be there.

import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { SKILL_LIMITS, type WantedSkill } from '../../../core/protocol/desk-skills.ts';
import { cx } from '../../ui/cx.ts';
import { BOX } from '../../ui/field.tsx';

interface Props {
  readonly wanted: WantedSkill;
  readonly onChange: (wanted: WantedSkill) => void;
  readonly onClose: () => void;
}

const BEST = SKILL_LIMITS.level;
const LEVELS = Array.from({ length: BEST }, (_, i) => i + 1);
const SELECT = cx(BOX, 'h-8 px-2 text-13 max-md:h-11');

export function SkillLevel({ wanted, onChange, onClose }: Props) {
  const t = useT();
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
  };
  return (
    <div className="grid grid-cols-2 gap-2">
      <select
        ref={first}
        aria-label={t('setup.levelOf', { skill: wanted.skill })}
        value={wanted.level}
        onChange={(event) => onChange({ ...wanted, level: Number(event.target.value) })}
        onKeyDown={onKeyDown}
        className={SELECT}
      >
        {LEVELS.map((level) => (
          <option key={level} value={level}>
            {t(level === BEST ? 'setup.levelBest' : 'setup.levelLeast', { level })}
          </option>
        ))}
      </select>
      <select
        aria-label={t('setup.requiredOf', { skill: wanted.skill })}
        value={wanted.required ? 'required' : 'preferred'}
        onChange={(event) => onChange({ ...wanted, required: event.target.value === 'required' })}
        onKeyDown={onKeyDown}
        className={SELECT}
      >
        <option value="required">{t('setup.required')}</option>
        <option value="preferred">{t('setup.preferred')}</option>
      </select>
    </div>
  );
}
