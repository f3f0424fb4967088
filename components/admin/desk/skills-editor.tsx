'use client';
// A list of skills, each with a level: what somebody knows well, or what a department asks for.

import { CircleAlert, Plus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { SKILL_LIMITS } from '../../../core/protocol/desk-skills.ts';
import type { WireSkill } from '../../../core/protocol/wire-setup.ts';
import { isComposing } from '../../ui/composing.ts';
import { cx } from '../../ui/cx.ts';
import { BOX } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Suggestions } from '../../ui/suggestions.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface Props<S extends WireSkill> {
  readonly skills: readonly S[];
  readonly onChange: (skills: readonly S[]) => void;
  /** One that was typed. */
  readonly make: (skill: string) => S;
  readonly hint: string;
  readonly level: (level: number) => string;
  /** Names that others use. */
  readonly others: readonly string[];
  /** What is wrong with one; null: nothing. */
  readonly fault?: (one: S) => string | null;
  /** What else is chosen of one. */
  readonly more?: (one: S, change: (changed: S) => void) => ReactNode;
}

const { units, count, level: BEST } = SKILL_LIMITS;
/** Of the names of others. */
const SHOWN = 8;
const LEVELS = Array.from({ length: BEST }, (_, i) => i + 1);

export function SkillsEditor<S extends WireSkill>({ skills, onChange, make, hint, level, others, fault, more }: Props<S>) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const skill = typed.trim();
  const known = skills.some((one) => one.skill.toLowerCase() === skill.toLowerCase());
  const add = (name: string) => {
    if (name === '' || skills.some((one) => one.skill.toLowerCase() === name.toLowerCase()) || skills.length >= count) return;
    onChange([...skills, make(name)]);
    setTyped('');
  };
  const found = others.filter((name) => name.toLowerCase().includes(skill.toLowerCase())).slice(0, SHOWN);
  const change = (one: S) => (changed: S) => onChange(skills.map((other) => (other === one ? changed : other)));
  return (
    <div>
      {skills.map((one) => (
        <div key={one.skill} className={cx('mb-1.5 flex items-center gap-2', more && 'flex-wrap')}>
          <span className={cx('min-w-0 flex-1 truncate', more && 'max-md:basis-full')}>{one.skill}</span>
          <select
            aria-label={t('setup.levelOf', { skill: one.skill })}
            value={one.level}
            onChange={(event) => change(one)({ ...one, level: Number(event.target.value) })}
            className={cx(BOX, 'h-8 w-36! px-2 text-13 max-md:h-11')}
          >
            {LEVELS.map((each) => (
              <option key={each} value={each}>
                {level(each)}
              </option>
            ))}
          </select>
          {more?.(one, change(one))}
          <IconButton
            icon={X}
            small
            label={t('setup.dropSkill', { skill: one.skill })}
            onClick={() => onChange(skills.filter((other) => other !== one))}
          />
          <Fault text={fault?.(one) ?? null} />
        </div>
      ))}
      <TextField
        label={t('setup.skills')}
        aside={t('common.optional')}
        hint={hint}
        error={known ? t('setup.skillKnown') : undefined}
        value={typed}
        maxLength={units}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return;
          event.preventDefault();
          add(skill);
        }}
        trailing={<IconButton icon={Plus} small label={t('setup.addSkill')} onClick={() => add(skill)} />}
      />
      <Suggestions label={t('setup.otherSkills')} words={skills.length < count ? found : []} onPick={add} />
    </div>
  );
}

function Fault({ text }: { readonly text: string | null }) {
  if (text === null) return null;
  return (
    <p className="flex basis-full items-start gap-[5px] text-12 text-warning-text">
      <Icon of={CircleAlert} size={14} className="mt-px" />
      {text}
    </p>
  );
}
