'use client';
// What a ticket asks of who takes it: skills that somebody of the desk has, each from a level on, needed or only preferred.

import { useId, useRef, useState } from 'react';
import { useDeskActions } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { SKILL_LIMITS, type WantedSkill } from '../../../core/protocol/desk-skills.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { useLoad } from '../use-load.ts';
import { Adder, ChipWords, Removable } from './chips.tsx';
import { SkillChooser } from './skill-chooser.tsx';
import { SkillLevel } from './skill-level.tsx';

interface Props {
  readonly ticket: WireTicket;
  readonly onChange: (skills: readonly WantedSkill[]) => void;
}

/** What stands open under the row: one of the skills, or those that can be added. */
type Open = { readonly skill: string } | 'add' | null;

const NONE: readonly WantedSkill[] = [];

/** Nothing where no skill is set up, and none is asked for. */
export function SkillEditor({ ticket, onChange }: Props) {
  const actions = useDeskActions();
  const loaded = useLoad(() => actions.skills(), ticket.id);
  const names = loaded.state === 'ready' ? loaded.value : [];
  const retry = loaded.state === 'failed' ? loaded.retry : null;
  const skills = ticket.skills ?? NONE;
  if (names.length === 0 && skills.length === 0 && !retry) return null;
  return <Editor key={ticket.id} skills={skills} names={names} retry={retry} onChange={onChange} />;
}

interface EditorProps extends Pick<Props, 'onChange'> {
  readonly skills: readonly WantedSkill[];
  readonly names: readonly string[];
  /** Nobody said which there are. */
  readonly retry: (() => void) | null;
}

/** What stands open, and where the focus goes when it does not any more. */
function useOpen() {
  const [open, setOpen] = useState<Open>(null);
  const adder = useRef<HTMLButtonElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const row = useRef<HTMLDivElement>(null);
  return {
    open,
    setOpen,
    adder,
    row,
    toggle: (next: Open, isOpen: boolean) => (from: HTMLButtonElement) => {
      opener.current = from;
      setOpen(isOpen ? null : next);
    },
    close() {
      setOpen(null);
      (opener.current?.isConnected ? opener.current : row.current)?.focus();
    },
    /** After one is gone. */
    goOn: () => (adder.current ?? row.current)?.focus(),
  };
}

function Editor({ skills, names, retry, onChange }: EditorProps) {
  const t = useT();
  const id = useId();
  const { open, setOpen, adder, row, toggle, close, goOn } = useOpen();
  const shown = open === null || open === 'add' ? null : skills.find(({ skill }) => skill === open.skill);
  const add = (skill: string) => {
    onChange([...skills, { skill, level: 1, required: true }]);
    setOpen({ skill });
  };
  const change = (changed: WantedSkill) => onChange(skills.map((one) => (one.skill === changed.skill ? changed : one)));
  const remove = (gone: WantedSkill) => {
    onChange(skills.filter((one) => one !== gone));
    goOn();
  };
  return (
    <div ref={row} tabIndex={-1} className="outline-none">
      <div className="flex items-start gap-3 text-13">
        <span id={`${id}-asks`} className="flex-none">
          {t('desk.asksFor')}
        </span>
        <ul aria-labelledby={`${id}-asks`} className="ml-auto flex min-w-0 flex-wrap justify-end gap-1.5">
          {skills.length === 0 ? <li className="text-text-3">{t('desk.asksNothing')}</li> : null}
          {skills.map((one) => (
            <li key={one.skill} className="max-w-full">
              <Removable label={t('setup.dropSkill', one)} onRemove={() => remove(one)} open={shown === one}>
                <ChipWords open={shown === one} controls={id} onClick={toggle({ skill: one.skill }, shown === one)}>
                  {t(one.required ? 'desk.skillNeeded' : 'desk.skillPreferred', one)}
                </ChipWords>
              </Removable>
            </li>
          ))}
          {retry ? (
            <li>
              <button type="button" className="underline" onClick={retry}>
                {t('common.tryAgain')}
              </button>
            </li>
          ) : null}
          {names.length > 0 && skills.length < SKILL_LIMITS.count ? (
            <li>
              <Adder ref={adder} label={t('desk.addSkill')} open={open === 'add'} controls={id} onClick={toggle('add', open === 'add')}>
                {t('desk.skill')}
              </Adder>
            </li>
          ) : null}
        </ul>
      </div>
      {open === 'add' || shown ? (
        <div id={id} className="mt-2">
          {shown ? <SkillLevel key={shown.skill} wanted={shown} onChange={change} onClose={close} /> : null}
          {open === 'add' ? <SkillChooser names={names} there={skills} onAdd={add} onClose={close} /> : null}
        </div>
      ) : null}
    </div>
  );
}
