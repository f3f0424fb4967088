'use client';
// The tickets of the chosen list. Under one's own stand the first ones of the queue.

import { CircleCheck, Inbox, Menu as MenuIcon } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useDepartments, useDeskActions, useTicketCount, useTicketList } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { TicketId } from '../../../core/protocol/ids.ts';
import { useCalmOrder } from '../../messenger/list/use-calm-order.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { RowSkeletons } from '../../ui/skeleton.tsx';
import { EmptyState, FailedState } from '../../ui/states.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { type Chosen, chosenList, keyOfList } from './lists.ts';
import { TicketRow } from './ticket-row.tsx';
import { useSeenWords } from './use-seen-words.ts';
import { useShownTickets } from './use-shown-tickets.ts';

const QUEUE = { view: 'queue', departmentId: null } as const;
const NEXT = 5;

interface Props {
  readonly chosen: Chosen;
  readonly selected: TicketId | null;
  readonly onOpen: (id: TicketId) => void;
  /** Where the menu of lists is folded away; null: it stands beside. */
  readonly onViews: (() => void) | null;
}

function useTitle({ name, departmentId }: Chosen): string {
  const t = useT();
  const department = useDepartments()?.find(({ id }) => id === departmentId);
  return department?.name ?? t(`desk.list_${name}`);
}

export function TicketList({ chosen, selected, onOpen, onViews }: Props) {
  const t = useT();
  const title = useTitle(chosen);
  const { show } = useDeskActions();
  const key = keyOfList(chosen);
  useEffect(() => show({ view: key.view, departmentId: key.departmentId }), [show, key.view, key.departmentId]);
  const pane = useRef<HTMLElement>(null);
  useSeenWords(pane);
  return (
    <>
      <header className="flex h-12 flex-none items-center gap-2 px-4 max-md:h-14">
        {onViews ? <IconButton icon={MenuIcon} label={t('desk.views')} onClick={onViews} className="-ml-2" /> : null}
        <h2 className="min-w-0 flex-1 truncate text-15 font-strong">{title}</h2>
        <span className="flex-none text-12 text-text-3">
          {t(chosen.name === 'closed' ? 'desk.latestFirst' : chosen.name === 'mine' ? 'desk.leastLeft' : 'desk.longestWait')}
        </span>
      </header>
      <nav ref={pane} aria-label={title} className="min-h-0 flex-1 overflow-y-auto pb-3">
        <Rows chosen={chosen} selected={selected} onOpen={onOpen} />
        {chosen.name === 'mine' && chosen.departmentId === null ? <NextInQueue selected={selected} onOpen={onOpen} /> : null}
      </nav>
    </>
  );
}

function Rows({ chosen, selected, onOpen }: Omit<Props, 'onViews'>): ReactNode {
  const t = useT();
  const { show, more } = useDeskActions();
  const key = keyOfList(chosen);
  const list = useTicketList(key);
  const { rows: tickets, handlers } = useCalmOrder(useShownTickets(chosen));
  if (tickets.length === 0 && list.state === 'failed') return <FailedState onRetry={() => show(key)} />;
  if (tickets.length === 0 && list.state === 'loading') return <RowSkeletons />;
  if (tickets.length === 0) return <Nothing chosen={chosen} />;
  return (
    <>
      <div {...handlers}>
        {tickets.map((ticket) => (
          <TicketRow key={ticket.id} ticket={ticket} selected={ticket.id === selected} onOpen={onOpen} />
        ))}
      </div>
      {list.more ? (
        <div className="flex justify-center py-2">
          <Button size="small" onClick={() => more(key)}>
            {t('common.showMore')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Nothing({ chosen: { name } }: { readonly chosen: Chosen }) {
  const t = useT();
  const compact = name === 'mine' ? 'py-2' : 'h-full';
  return (
    <div className={compact}>
      <EmptyState icon={name === 'mine' ? Inbox : CircleCheck} title={t(`desk.nothing_${name}`)} text={t(`desk.nothingText_${name}`)} />
    </div>
  );
}

function NextInQueue({ selected, onOpen }: Pick<Props, 'selected' | 'onOpen'>) {
  const t = useT();
  const { show } = useDeskActions();
  useEffect(() => show(QUEUE), [show]);
  const waiting = useTicketList(QUEUE).tickets;
  const count = useTicketCount(QUEUE) ?? waiting.length;
  if (waiting.length === 0) return null;
  return (
    <section aria-label={t('desk.list_queue')}>
      <div className="flex h-9 items-center gap-2 px-4 pt-2 text-12 text-text-3">
        <h3 className="font-text">{t('desk.queueOldest', { count })}</h3>
        <i aria-hidden className="h-px flex-1 bg-line" />
        <TextButton inherit onClick={() => chosenList.set({ name: 'queue', departmentId: null })}>
          {t('desk.openQueue')}
        </TextButton>
      </div>
      {waiting.slice(0, NEXT).map((ticket) => (
        <TicketRow key={ticket.id} ticket={ticket} selected={ticket.id === selected} onOpen={onOpen} />
      ))}
    </section>
  );
}
