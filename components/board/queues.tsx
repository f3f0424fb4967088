'use client';
// The queues of the departments that are shown.

import { TriangleAlert } from 'lucide-react';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import type { BoardQueue } from '../../core/protocol/wire-setup.ts';
import { clockText } from '../ui/clock-text.ts';
import { Tag } from '../ui/tag.tsx';
import { BoardCard } from './board-card.tsx';

const HEAD =
  'h-8 px-2 text-right text-12 font-text text-text-3 whitespace-nowrap first:pl-0 first:text-left last:pr-0 @max-sm:px-1 @max-sm:whitespace-normal @max-sm:break-keep @max-sm:wrap-normal';
const CELL = 'h-10 px-2 text-right tabular-nums whitespace-nowrap last:pr-0 @max-sm:px-1';

function Longest({ queue, now }: { readonly queue: BoardQueue; readonly now: number }) {
  const t = useT();
  const { waitingSince, targetMs, breaches } = queue;
  if (waitingSince === null) return <span className="text-text-3">{t('board.none')}</span>;
  const wait = now - waitingSince;
  return breaches > 0 && targetMs !== null && wait >= targetMs ? (
    <Tag tone="danger" icon={TriangleAlert}>
      {clockText(wait)}
    </Tag>
  ) : (
    <span>{clockText(wait)}</span>
  );
}

export function Queues({ queues, now }: { readonly queues: readonly BoardQueue[]; readonly now: number }) {
  const t = useT();
  const { number } = useFormat();
  return (
    <BoardCard title={t('board.queues')} className="@container overflow-x-auto">
      {queues.length === 0 ? <p className="text-text-2">{t('board.noQueues')}</p> : null}
      {queues.length > 0 ? (
        <table className="w-full border-collapse text-13">
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className={HEAD}>
                {t('board.columnDepartment')}
              </th>
              <th scope="col" className={HEAD}>
                {t('board.columnWaiting')}
              </th>
              <th scope="col" className={HEAD}>
                {t('board.columnLongest')}
              </th>
              <th scope="col" className={`${HEAD} @max-lg:hidden`}>
                {t('board.columnOffered')}
              </th>
              <th scope="col" className={`${HEAD} @max-lg:hidden`}>
                {t('board.columnTalk')}
              </th>
              <th scope="col" className={HEAD}>
                {t('board.columnFree')}
              </th>
              <th scope="col" className={HEAD}>
                {t('board.columnOver')}
              </th>
              <th scope="col" className={`${HEAD} @max-lg:hidden`}>
                {t('board.columnUnsolved')}
              </th>
            </tr>
          </thead>
          <tbody>
            {queues.map((queue) => (
              <tr key={queue.id} className="border-b border-line last:border-b-0">
                <th scope="row" className="h-10 max-w-40 truncate pr-2 text-left font-text @max-sm:w-full @max-sm:max-w-0">
                  {queue.name} {queue.open ? null : <span className="text-12 text-text-3">{t('board.shut')}</span>}
                </th>
                <td className={CELL}>{number(queue.waiting)}</td>
                <td className={CELL}>
                  <Longest queue={queue} now={now} />
                </td>
                <td className={`${CELL} @max-lg:hidden`}>{number(queue.offered)}</td>
                <td className={`${CELL} @max-lg:hidden`}>{number(queue.active + queue.pending)}</td>
                <td className={CELL}>{number(queue.free)}</td>
                <td className={CELL}>{number(queue.breaches)}</td>
                <td className={`${CELL} @max-lg:hidden`}>{number(queue.unsolved)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </BoardCard>
  );
}
