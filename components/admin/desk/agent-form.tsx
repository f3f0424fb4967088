'use client';
// What somebody is at the desk. Nothing typed is lost where the server refuses it.

import { type FormEvent, useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { DESK_LIMITS, DESK_ROLES, type DeskRole } from '../../../core/protocol/desk.ts';
import { SKILL_LIMITS } from '../../../core/protocol/desk-skills.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { WireDepartmentSetup, WireSkill, WireStaff } from '../../../core/protocol/wire-setup.ts';
import { RefusedNotice } from '../../settings/refused-notice.tsx';
import { useCall } from '../../settings/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SelectField } from './select-field.tsx';
import { otherSkills } from './skill-words.ts';
import { SkillsEditor } from './skills-editor.tsx';

interface Props {
  readonly user: WireUser;
  /** Null: they are not of the desk yet. */
  readonly agent: WireStaff | null;
  readonly departments: readonly WireDepartmentSetup[];
  readonly onSaved: () => void;
}

const HINTS = {
  agent: 'setup.roleHint_agent',
  supervisor: 'setup.roleHint_supervisor',
  admin: 'setup.roleHint_admin',
} as const;
const { most, usual } = DESK_LIMITS.capacity;
const toggled = <T,>(list: readonly T[], one: T, on: boolean) => [...list.filter((other) => other !== one), ...(on ? [one] : [])];

export function AgentForm({ user, agent, departments, onSaved }: Props) {
  const t = useT();
  const setup = useDeskSetup();
  const call = useCall();
  const [role, setRole] = useState<DeskRole>(agent?.role ?? 'agent');
  const [capacity, setCapacity] = useState(String(agent?.capacity ?? usual));
  const [chosen, setChosen] = useState(agent?.departmentIds ?? (departments.length === 1 ? departments.map(({ id }) => id) : []));
  const [skills, setSkills] = useState<readonly WireSkill[]>(agent?.skills ?? []);
  const places = /^\d{1,4}$/.test(capacity.trim()) ? Number(capacity) : 0;
  const good = places >= 1 && places <= most;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!good) return;
    const saved = await call.run(async () => {
      await setup.setAgent({ userId: user.id, role, capacity: places, departmentIds: chosen });
      if (JSON.stringify(skills) !== JSON.stringify(agent?.skills ?? [])) await setup.setSkills(user.id, skills);
    });
    if (saved) onSaved();
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate className="grid gap-4">
      <RefusedNotice text={call.refused} />
      <SelectField
        label={t('setup.role')}
        hint={t(HINTS[role])}
        value={role}
        options={DESK_ROLES.map((value) => ({ value, label: t(`setup.role_${value}`) }))}
        onChange={setRole}
      />
      <fieldset>
        <legend className="mb-1 text-13 font-name">{t('setup.answersIn')}</legend>
        {departments.length === 0 ? <p className="text-13 text-text-3">{t('setup.noDepartments')}</p> : null}
        {departments.map(({ id, name }) => (
          <Checkbox key={id} label={name} checked={chosen.includes(id)} onChange={(on) => setChosen(toggled(chosen, id, on))} />
        ))}
      </fieldset>
      <TextField
        label={t('setup.capacity')}
        hint={t('setup.capacityHint')}
        error={good ? undefined : t('setup.capacityBad', { most })}
        value={capacity}
        onChange={(event) => setCapacity(event.target.value)}
        inputMode="numeric"
        autoComplete="off"
      />
      <OwnSkills skills={skills} onChange={setSkills} departments={departments} />
      <Button kind="primary" type="submit" wide busy={call.busy}>
        {t('common.save')}
      </Button>
    </form>
  );
}

interface OwnSkillsProps extends Pick<Props, 'departments'> {
  readonly skills: readonly WireSkill[];
  readonly onChange: (skills: readonly WireSkill[]) => void;
}

function OwnSkills({ skills, onChange, departments }: OwnSkillsProps) {
  const t = useT();
  const asked = departments.map(({ settings }) => settings.skills);
  return (
    <SkillsEditor
      skills={skills}
      onChange={onChange}
      make={(skill) => ({ skill, level: 3 })}
      hint={t('setup.skillsHint')}
      others={otherSkills(asked, skills)}
      level={(level) => t('setup.level', { level, best: SKILL_LIMITS.level })}
    />
  );
}
