'use client';
// What somebody knows well, with how well: tickets that need it go to them.

import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { SETUP_LIMITS } from '../../../core/protocol/desk-setup-commands.ts';
import type { WireSkill } from '../../../core/protocol/wire-setup.ts';
import { cx } from '../../ui/cx.ts';
import { BOX } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface Props {
  readonly skills: readonly WireSkill[];
  readonly onChange: (skills: readonly WireSkill[]) => void;
}

const { units, count, level: best } = SETUP_LIMITS.skills;
const LEVELS = Array.from({ length: best }, (_, i) => i + 1);

export function SkillsEditor({ skills, onChange }: Props) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const skill = typed.trim();
  const known = skills.some((one) => one.skill.toLowerCase() === skill.toLowerCase());
  const add = () => {
    if (skill === '' || known || skills.length >= count) return;
    onChange([...skills, { skill, level: 3 }]);
    setTyped('');
  };
  return (
    <div>
      {skills.map((one) => (
        <div key={one.skill} className="mb-1.5 flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate">{one.skill}</span>
          <select
            aria-label={t('setup.levelOf', { skill: one.skill })}
            value={one.level}
            onChange={(event) => onChange(skills.map((other) => (other === one ? { ...one, level: Number(event.target.value) } : other)))}
            className={cx(BOX, 'h-8 w-36! px-2 text-13 max-md:h-11')}
          >
            {LEVELS.map((level) => (
              <option key={level} value={level}>
                {t('setup.level', { level, best })}
              </option>
            ))}
          </select>
          <IconButton
            icon={X}
            small
            label={t('setup.dropSkill', { skill: one.skill })}
            onClick={() => onChange(skills.filter((other) => other !== one))}
          />
        </div>
      ))}
      <TextField
        label={t('setup.skills')}
        aside={t('common.optional')}
        hint={t('setup.skillsHint')}
        error={known ? t('setup.skillKnown') : undefined}
        value={typed}
        maxLength={units}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          add();
        }}
        trailing={<IconButton icon={Plus} small label={t('setup.addSkill')} onClick={add} />}
      />
    </div>
  );
}
