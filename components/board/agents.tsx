'use client';
// The agents of the departments that are shown, fullest first, and what a supervisor does with each.

import { CircleDot, CircleOff, Ellipsis, ListTree, Moon, Users } from 'lucide-react';
import { useMemo } from 'react';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import type { BoardAgent, BoardQueue } from '../../core/protocol/wire-setup.ts';
import { Capacity } from '../desk/capacity.tsx';
import { standingWords } from '../desk/state-words.ts';
import { useCalmOrder } from '../messenger/list/use-calm-order.ts';
import { Avatar } from '../ui/avatar.tsx';
import { clockText } from '../ui/clock-text.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { BoardCard } from './board-card.tsx';
import type { Supervising } from './use-supervising.ts';
import { VirtualList } from './virtual-list.tsx';

const ROW = 52;
const PRESENCE = { ONLINE: 'online', AWAY: 'away', OFFLINE: 'offline' } as const;

interface RowProps {
  readonly agent: BoardAgent;
  readonly names: string;
  readonly now: number;
  readonly acts: Supervising;
}

function Row({ agent, names, now, acts }: RowProps) {
  const t = useT();
  const { user, state, goneSince, capacity, load, since } = agent;
  const label = t('board.actionsFor', { name: user.name });
  const standing = goneSince === null ? standingWords(t, agent) : t('board.gone', { time: clockText(now - goneSince) });
  const words = [
    ...(state === 'ONLINE' && goneSince === null ? [] : [standing]),
    names,
    ...(since === null ? [] : [t('board.hasFor', { time: clockText(now - since) })]),
  ].filter((word) => word !== '');
  return (
    <div className="flex h-full items-center gap-3">
      <Avatar
        id={user.id}
        name={user.name}
        url={user.avatarUrl}
        size={36}
        presence={goneSince === null ? PRESENCE[state] : 'offline'}
        quiet
      />
      <div className="min-w-0 flex-1">
        <p className="truncate font-name">{user.name}</p>
        <p title={words.join(', ')} className={goneSince === null ? 'truncate text-12 text-text-3' : 'truncate text-12 text-warning-text'}>
          {words.join(', ')}
        </p>
      </div>
      <Capacity load={load} capacity={capacity} />
      <Menu
        label={label}
        entries={[
          { id: 'tickets', label: t('board.showTickets'), icon: ListTree, onSelect: () => acts.show(agent) },
          { id: 'capacity', label: t('board.setCapacity'), icon: Users, onSelect: () => acts.askCapacity(agent) },
          'divider',
          {
            id: 'ONLINE',
            label: t('board.makeOnline'),
            icon: CircleDot,
            checked: state === 'ONLINE',
            onSelect: () => acts.setState(agent, 'ONLINE'),
          },
          { id: 'AWAY', label: t('board.makeAway'), icon: Moon, checked: state === 'AWAY', onSelect: () => acts.setState(agent, 'AWAY') },
          {
            id: 'OFFLINE',
            label: t('board.makeOffline'),
            icon: CircleOff,
            checked: state === 'OFFLINE',
            onSelect: () => acts.setState(agent, 'OFFLINE'),
          },
        ]}
      >
        <IconButton icon={Ellipsis} label={label} small bare />
      </Menu>
    </div>
  );
}

interface Props {
  readonly agents: readonly BoardAgent[];
  readonly queues: readonly BoardQueue[];
  readonly now: number;
  readonly acts: Supervising;
}

export function Agents({ agents, queues, now, acts }: Props) {
  const t = useT();
  const format = useFormat();
  const { rows, handlers } = useCalmOrder(useMemo(() => agents.map((agent) => ({ id: agent.user.id, agent })), [agents]));
  const namesOf = ({ departmentIds }: BoardAgent) => {
    const names = queues.filter(({ id }) => departmentIds.includes(id)).map(({ name }) => name);
    return names.length > 0 ? format.list(names) : '';
  };
  return (
    <BoardCard title={t('board.agents')} note={t('board.agentsSort')} className="max-md:h-100">
      {agents.length === 0 ? <p className="text-text-2">{t('board.noAgents')}</p> : null}
      <VirtualList
        label={t('board.agents')}
        handlers={handlers}
        total={rows.length}
        rowHeight={ROW}
        row={(index) => {
          const { id = String(index), agent } = rows[index] ?? {};
          return {
            key: id,
            content: agent ? <Row agent={agent} names={namesOf(agent)} now={now} acts={acts} /> : null,
          };
        }}
      />
    </BoardCard>
  );
}
