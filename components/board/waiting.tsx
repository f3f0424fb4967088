'use client';
// Who waits, the longest first. Ten thousand are as smooth as ten: only what is in view is read and drawn.

import { BellRing, CircleCheck, Coffee } from 'lucide-react';
import { type PointerEvent, useState } from 'react';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import type { DepartmentId } from '../../core/protocol/ids.ts';
import type { BoardQueue } from '../../core/protocol/wire-setup.ts';
import { Chip } from '../ui/chip.tsx';
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
  /** So many are being offered, and do not wait in it. */
  readonly offered: number;
  /** How many of them nobody answers. */
  readonly unanswered: number;
  /** Only those are shown. */
  readonly only: boolean;
  readonly onOnly: (only: boolean) => void;
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

export function Waiting({ total, unanswered, only, onOnly, ...rest }: Props) {
  const t = useT();
  const format = useFormat();
  const note = (
    <fieldset aria-label={t('board.listWhich')} className="flex items-center gap-2">
      <span className="mr-1 max-md:hidden">{t('board.listSort')}</span>
      <Chip on={!only} onClick={() => onOnly(false)} count={format.number(total)}>
        {t('board.listAll')}
      </Chip>
      <Chip on={only} icon={BellRing} onClick={() => onOnly(true)} count={format.number(unanswered)}>
        {t('desk.list_unanswered')}
      </Chip>
    </fieldset>
  );
  return (
    <BoardCard title={t('board.list')} note={note} className="max-md:h-120">
      <Rows key={String(only)} total={only ? unanswered : total} only={only} {...rest} />
    </BoardCard>
  );
}

function Rows({ departmentId, queues, total, offered, only, beat, now, acts }: Omit<Props, 'unanswered' | 'onOnly'>) {
  const t = useT();
  const [isOver, setIsOver] = useState(false);
  const waiting = useWaiting({ departmentId, unanswered: only, total, beat: useStill(beat, isOver) });
  const handlers = {
    onPointerEnter: ({ pointerType }: PointerEvent) => setIsOver(pointerType === 'mouse'),
    onPointerLeave: () => setIsOver(false),
  };
  if (total === 0) {
    const words = only
      ? { title: t('desk.nothing_unanswered'), text: t('desk.nothingText_unanswered') }
      : { title: t('board.emptyList'), text: offered > 0 ? t('board.offered', { count: offered }) : t('board.emptyListText') };
    return <EmptyState icon={only ? CircleCheck : Coffee} tone="muted" {...words} />;
  }
  return (
    <VirtualList
      label={t('board.list')}
      handlers={handlers}
      total={total}
      rowHeight={ROW}
      onWindow={waiting.show}
      row={(index) => {
        const ticket = waiting.at(index);
        const content = ticket ? (
          <TicketRow ticket={ticket} queue={queues.find(({ id }) => id === ticket.departmentId)} now={now} acts={acts} />
        ) : (
          <TicketGap />
        );
        return { key: ticket?.id ?? `gap-${index}`, content };
      }}
    />
  );
}
