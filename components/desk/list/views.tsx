'use client';

// The menu of lists with their counts, and the departments with what waits there.

import type { LucideIcon } from 'lucide-react';
import { Package } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDepartments, useDeskMe, useTicketCount } from '../../../client/react/desk/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { IconSize } from '../../ui/icon.tsx';
import { Icon } from '../../ui/icon.tsx';
import { type Chosen, keyOfList, LISTS, type ListName } from './lists.ts';
import { useCalledTickets } from './use-called-tickets.ts';

interface Props {
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}

export function Views({ chosen, onChoose }: Props) {
  const t = useT();
  const departments = useDepartments();
  const leads = useDeskMe().role !== 'agent';
  return (
    <nav aria-label={t('desk.views')} className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto px-2 py-2.5">
      {LISTS.filter(({ name }) => leads || name !== 'unanswered').map(({ name, icon }) => (
        <ListItem
          key={name}
          name={name}
          icon={icon}
          current={chosen.name === name && chosen.departmentId === null}
          onChoose={() => onChoose({ name, departmentId: null })}
        />
      ))}
      {departments && departments.length > 0 ? (
        <>
          <h2 className="px-2.5 pt-4 pb-1.5 text-12 font-text text-text-3">{t('desk.departments')}</h2>
          {departments.map(({ id, name, waiting }) => (
            <Item
              key={id}
              icon={Package}
              label={name}
              count={waiting}
              words={t('desk.waitingCount', { count: waiting })}
              current={chosen.departmentId === id}
              onChoose={() => onChoose({ name: 'all', departmentId: id })}
            />
          ))}
        </>
      ) : null}
    </nav>
  );
}

interface ListItemProps {
  readonly name: ListName;
  readonly icon: LucideIcon;
  readonly current: boolean;
  readonly onChoose: () => void;
}

function ListItem({ name, icon, current, onChoose }: ListItemProps) {
  const t = useT();
  const counted = useTicketCount(keyOfList({ name, departmentId: null }));
  const mentions = useCalledTickets().length;
  const count = name === 'mentions' ? mentions : name === 'closed' ? null : counted;
  return (
    <Item
      icon={icon}
      label={t(`desk.list_${name}`)}
      count={count}
      words={count === null ? null : t('desk.ticketCount', { count })}
      current={current}
      onChoose={onChoose}
    />
  );
}

interface ItemProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly count: number | null;
  /** What is counted, for who does not see it. */
  readonly words: string | null;
  readonly current: boolean;
  readonly onChoose: () => void;
}

const SIZE: IconSize = 18;

function Item({ icon, label, count, words, current, onChoose }: ItemProps): ReactNode {
  const format = useFormat();
  return (
    <button
      type="button"
      aria-current={current ? 'page' : undefined}
      onClick={onChoose}
      className="flex h-[34px] w-full flex-none items-center gap-2.5 rounded-m px-2.5 text-left hover:bg-surface-hover aria-[current=page]:bg-surface-selected aria-[current=page]:font-name aria-[current=page]:[&>svg]:text-accent-text max-md:h-12 [&>svg]:text-text-2"
    >
      <Icon of={icon} size={SIZE} />
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {count ? (
        <span className="flex-none text-13 text-text-3 tabular-nums">
          <span aria-hidden>{format.count(count)}</span>
          <span className="sr-only">{words}</span>
        </span>
      ) : null}
    </button>
  );
}
