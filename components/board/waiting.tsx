'use client';
// Who waits, the longest first. Ten thousand are as smooth as ten: only what is in view is read and drawn.

import { Coffee } from 'lucide-react';
import { type PointerEvent, useState } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { DepartmentId } from '../../core/protocol/ids.ts';
import type { BoardQueue } from '../../core/protocol/wire-setup.ts';
import { EmptyState } from '../ui/states.tsx';
import { BoardCard } from './board-card.tsx';
import { TicketGap, TicketRow } from './ticket-row.tsx';
import type { Supervising } from './use-supervising.ts';
import { useWaiting } from './use-waiting.ts';
import { VirtualList } from './virtual-list.tsx';

const ROW = 56;

interface Props {
  readonly departmentId: DepartmentId | null;
  readonly queues: readonly BoardQueue[];
  readonly total: number;
  /** When the board was read, ms: the list follows it. */
  readonly beat: number;
  readonly now: number;
  readonly acts: Supervising;
}

/** The list stands so long under the pointer, ms. */
const STILL_MS = 10_000;

/** The last beat that the list follows: under the pointer nothing moves for a while. */
function useStill(beat: number, isOver: boolean): number {
  const [followed, setFollowed] = useState(beat);
  if (followed !== beat && (!isOver || beat - followed >= STILL_MS)) setFollowed(beat);
  return followed;
}

export function Waiting({ departmentId, queues, total, beat, now, acts }: Props) {
  const t = useT();
  const [isOver, setIsOver] = useState(false);
  const waiting = useWaiting(departmentId, total, useStill(beat, isOver));
  const handlers = {
    onPointerEnter: ({ pointerType }: PointerEvent) => setIsOver(pointerType === 'mouse'),
    onPointerLeave: () => setIsOver(false),
  };
  const nameOf = (id: DepartmentId) => queues.find((queue) => queue.id === id)?.name ?? '';
  return (
    <BoardCard title={t('board.list')} note={t('board.listSort')} className="max-md:h-120">
      {total === 0 ? (
        <EmptyState icon={Coffee} tone="muted" title={t('board.emptyList')} text={t('board.emptyListText')} />
      ) : (
        <VirtualList
          label={t('board.list')}
          handlers={handlers}
          total={total}
          rowHeight={ROW}
          onWindow={waiting.show}
          row={(index) => {
            const ticket = waiting.at(index);
            const content = ticket ? (
              <TicketRow ticket={ticket} department={nameOf(ticket.departmentId)} now={now} acts={acts} />
            ) : (
              <TicketGap />
            );
            return { key: ticket?.id ?? `gap-${index}`, content };
          }}
        />
      )}
    </BoardCard>
  );
}
