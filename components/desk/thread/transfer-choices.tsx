'use client';
// One who a ticket may go to: in words, what they have and whether they are there.

import { Check, Package } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireAgent, WireDepartment } from '../../../core/protocol/wire-desk.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { standingWords } from '../state-words.ts';
import { hasRoom } from './transfer-order.ts';

interface Choice {
  readonly on: boolean;
  readonly onPick: () => void;
}

const PRESENCE = { ONLINE: 'online', AWAY: 'away', OFFLINE: 'offline' } as const;

function Row({ on, onPick, mark, name, detail }: Choice & { readonly mark: ReactNode; readonly name: string; readonly detail: string }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onPick}
      className="flex min-h-11 w-full items-center gap-3 rounded-m px-2 py-1 text-left hover:bg-surface-3-hover aria-pressed:bg-surface-selected"
    >
      {mark}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{name}</span>
        <span className="block truncate text-12 text-text-3 tabular-nums">{detail}</span>
      </span>
      {on ? <Icon of={Check} size={16} className="text-accent-text" /> : null}
    </button>
  );
}

export function AgentChoice({ agent, ...choice }: Choice & { readonly agent: WireAgent }) {
  const t = useT();
  const { user, state, load, capacity } = agent;
  const here = state === 'ONLINE' ? t(hasRoom(agent) ? 'desk.free' : 'desk.full') : standingWords(t, agent);
  return (
    <Row
      {...choice}
      mark={<Avatar id={user.id} name={user.name} url={user.avatarUrl} size={32} presence={PRESENCE[state]} quiet />}
      name={user.name}
      detail={t('desk.agentDetail', { state: here, load, capacity })}
    />
  );
}

export function DepartmentChoice({ department, ...choice }: Choice & { readonly department: WireDepartment }) {
  const t = useT();
  const { name, waiting, open } = department;
  const count = t('desk.waitingCount', { count: waiting });
  return (
    <Row
      {...choice}
      mark={
        <span className="grid size-8 flex-none place-items-center rounded-m bg-surface-2 text-text-2">
          <Icon of={Package} />
        </span>
      }
      name={name}
      detail={open ? count : t('desk.closedNow', { count })}
    />
  );
}
