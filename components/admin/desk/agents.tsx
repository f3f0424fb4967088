'use client';
// Who answers visitors: their role, departments, places and skills.

import { Check, Headset, UserMinus, UserPlus } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useDeskSetup } from '../../../client/react/admin/provider.tsx';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { WireUser } from '../../../core/protocol/wire.ts';
import type { WireDepartmentSetup, WireStaff } from '../../../core/protocol/wire-setup.ts';
import { SectionPage } from '../../settings/section-page.tsx';
import { TypedDialog } from '../../settings/typed-dialog.tsx';
import { useAsked } from '../../settings/use-asked.ts';
import { useLoaded } from '../../settings/use-loaded.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useToast } from '../../ui/toast.tsx';
import { AgentForm } from './agent-form.tsx';
import type { DeskPageProps } from './desk-page-props.ts';
import { ListStates } from './list-states.tsx';
import { PersonPicker } from './person-picker.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RowMenu } from './row-menu.tsx';

interface RowProps {
  readonly agent: WireStaff;
  readonly departments: readonly WireDepartmentSetup[];
  readonly onEdit: (user: WireUser) => void;
  readonly onRemove: (user: WireUser) => void;
}

const PRESENCE = { ONLINE: 'online', AWAY: 'away', OFFLINE: 'offline' } as const;

function Row({ agent, departments, onEdit, onRemove }: RowProps) {
  const t = useT();
  const format = useFormat();
  const { user, role, state, capacity, load, departmentIds, skills } = agent;
  const names = departments.filter(({ id }) => departmentIds.includes(id)).map(({ name }) => name);
  return (
    <li className="flex min-h-16 items-center gap-3 border-b border-line py-2.5">
      <Avatar id={user.id} name={user.name} url={user.avatarUrl} size={44} presence={PRESENCE[state]} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="max-w-full truncate font-name">{user.name}</span>
          <Tag tone={role === 'agent' ? 'plain' : 'accent'}>{t(`setup.role_${role}`)}</Tag>
        </p>
        <p className="flex flex-wrap gap-x-3 text-12 text-text-3">
          <span>{names.length > 0 ? format.list(names) : t('setup.noDepartment')}</span>
          <span>{t('setup.places', { load, capacity })}</span>
          {skills.length > 0 ? <span>{skills.map(({ skill, level }) => t('setup.skillAt', { skill, level })).join(', ')}</span> : null}
        </p>
      </div>
      <RowMenu
        name={user.name}
        removal={{ icon: UserMinus, label: t('setup.removeAgent') }}
        onEdit={() => onEdit(user)}
        onRemove={() => onRemove(user)}
      />
    </li>
  );
}

function useDesk() {
  const setup = useDeskSetup();
  const load = useCallback(async () => {
    const [staff, departments] = await Promise.all([setup.staff(), setup.departments()]);
    return { staff, departments };
  }, [setup]);
  const source = useLoaded(load);
  const { loaded } = source;
  return { ...source, ...(loaded.state === 'ready' ? loaded.data : { staff: [], departments: [] }) };
}

export function AgentsAdmin({ title, lead, onBack }: DeskPageProps) {
  const t = useT();
  const toast = useToast();
  const setup = useDeskSetup();
  const { loaded, reload, refresh, staff, departments } = useDesk();
  const [picking, setPicking] = useState(false);
  const edited = useAsked<WireUser>();
  const removed = useAsked<WireUser>();
  const done = (text: string) => {
    edited.close();
    toast({ text, icon: Check });
    refresh();
  };
  const pick = (user: WireUser) => {
    setPicking(false);
    edited.ask(user);
  };
  const { about } = edited;
  // Not sooner than it is known who is one already: the form would begin anew with them.
  const action = { icon: UserPlus, label: t('setup.addAgent'), onAct: () => setPicking(true) };
  return (
    <SectionPage title={title} lead={lead} {...(loaded.state === 'ready' ? { action } : {})} onBack={onBack}>
      <ListStates
        loaded={loaded}
        count={staff.length}
        rows={4}
        onRetry={reload}
        icon={Headset}
        title={t('setup.noAgents')}
        text={t('setup.noAgentsText')}
      />
      <ul>
        {staff.map((agent) => (
          <Row key={agent.user.id} agent={agent} departments={departments} onEdit={edited.ask} onRemove={removed.ask} />
        ))}
      </ul>
      <PersonPicker open={picking} taken={staff.map(({ user }) => user.id)} onClose={() => setPicking(false)} onPick={pick} />
      <TypedDialog title={about?.name ?? ''} description={t('setup.agentText')} open={edited.open} onOpenChange={edited.close}>
        {about ? (
          <AgentForm
            key={about.id}
            user={about}
            agent={staff.find(({ user }) => user.id === about.id) ?? null}
            departments={departments}
            onSaved={() => done(t('setup.saved', { name: about.name }))}
          />
        ) : null}
      </TypedDialog>
      <RemoveDialog
        asked={removed}
        title={t('setup.removeTitle', { name: removed.about?.name ?? '' })}
        text={t('setup.removeText')}
        confirm={t('setup.removeAgent')}
        remove={({ id }) => setup.removeAgent(id)}
        onRemoved={({ name }) => done(t('setup.removed', { name }))}
      />
    </SectionPage>
  );
}
