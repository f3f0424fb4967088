'use client';
// One of the skills that there are, found by what is typed.

import { useEffect, useRef, useState } from 'react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { SKILL_LIMITS, type WantedSkill } from '../../../core/protocol/desk-skills.ts';
import { isComposing } from '../../ui/composing.ts';
import { Suggestions } from '../../ui/suggestions.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { knownSkills, meantSkill } from './known-skills.ts';

interface Props {
  readonly names: readonly string[];
  readonly there: readonly WantedSkill[];
  readonly onAdd: (skill: string) => void;
  readonly onClose: () => void;
}

const SHOWN = 8;

export function SkillChooser({ names, there, onAdd, onClose }: Props) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const found = knownSkills(names, there, typed.trim());
  return (
    <>
      <TextField
        ref={field}
        label={t('desk.skillName')}
        hint={found.length === 0 ? t('desk.noSuchSkill') : undefined}
        value={typed}
        maxLength={SKILL_LIMITS.units}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return;
          if (event.key === 'Escape') onClose();
          if (event.key !== 'Enter') return;
          event.preventDefault();
          const meant = meantSkill(found, typed.trim());
          if (meant !== null) onAdd(meant);
        }}
      />
      <Suggestions label={t('setup.otherSkills')} words={found.slice(0, SHOWN)} onPick={onAdd} />
    </>
  );
}
