'use client';
// The supervisor's board: the desk live, and what to do about it.

import { Radio, WifiOff } from 'lucide-react';
import { type MouseEvent, useState } from 'react';
import { useDeskSetup } from '../../client/react/admin/provider.tsx';
import { useFoundDesk } from '../../client/react/desk/provider.tsx';
import { LaterWords, useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { go } from '../../client/react/place/place.ts';
import type { DepartmentId } from '../../core/protocol/ids.ts';
import type { WireBoard } from '../../core/protocol/wire-setup.ts';
import { useLive } from '../admin/operations/use-live.ts';
import { UnansweredBanner } from '../desk/unanswered/unanswered-banner.tsx';
import { Frame } from '../messenger/frame.tsx';
import { RefusedNotice } from '../settings/refused-notice.tsx';
import { Chip } from '../ui/chip.tsx';
import { Icon } from '../ui/icon.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { Notice } from '../ui/notice.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { useSecond } from '../ui/use-second.ts';
import { Agents } from './agents.tsx';
import { BoardCard } from './board-card.tsx';
import { BoardDialogs } from './board-dialogs.tsx';
import { BoardFailed } from './board-failed.tsx';
import { BoardFigures } from './figures.tsx';
import { FlowPlot } from './flow-plot.tsx';
import { Queues } from './queues.tsx';
import { type Sums, sumsOf } from './sums.ts';
import { type Supervising, useSupervising } from './use-supervising.ts';
import { Waiting } from './waiting.tsx';

const EVERY_MS = 2_000;

function Key({ line, name }: { readonly line: string; readonly name: string }) {
  return (
    <span className="ml-3 inline-flex items-center gap-1.5">
      <span aria-hidden className={`block size-2.5 rounded-xs border-2 ${line}`} />
      {name}
    </span>
  );
}

function FlowCard({ sums }: { readonly sums: Sums }) {
  const t = useT();
  const total = (key: 'arrived' | 'closed') => sums.points.reduce((all, point) => all + point[key], 0);
  const says = t('board.flowSays', { arrived: total('arrived'), closed: total('closed') });
  const note = (
    <>
      {t('board.flowEach')}
      <Key line="border-(--plot-1) bg-(--plot-1)" name={t('board.arrived')} />
      <Key line="border-(--plot-4)" name={t('board.closed')} />
    </>
  );
  return (
    <BoardCard title={t('board.flow')} note={note}>
      <p className="text-13 text-text-2">{says}</p>
      <FlowPlot points={sums.points} label={says} />
    </BoardCard>
  );
}

interface BodyProps {
  readonly board: WireBoard;
  readonly department: DepartmentId | null;
  readonly now: number;
  readonly acts: Supervising;
}

function Body({ board, department, now, acts }: BodyProps) {
  const sums = sumsOf(board, department);
  const [only, setOnly] = useState(false);
  // It comes a moment after the board.
  const desk = useFoundDesk();
  return (
    <>
      {desk ? <UnansweredBanner onAll={() => setOnly(true)} /> : null}
      <BoardFigures sums={sums} now={now} />
      <RefusedNotice text={acts.refused} />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,1fr)_380px] grid-rows-[minmax(220px,2fr)_minmax(240px,3fr)] gap-3 p-3 max-[1180px]:flex-none max-[1180px]:grid-cols-2 max-[1180px]:grid-rows-none max-[1180px]:auto-rows-[360px] max-md:flex max-md:flex-col">
        <FlowCard sums={sums} />
        <Queues queues={sums.queues} now={now} />
        <div className="row-span-2 grid min-h-0 max-[1180px]:row-span-1">
          <Agents agents={sums.agents} queues={board.queues} now={now} acts={acts} />
        </div>
        <div className="col-span-2 grid min-h-0 max-[1180px]:col-span-1">
          <Waiting
            key={department ?? 'all'}
            departmentId={department}
            queues={board.queues}
            total={sums.waiting}
            offered={sums.offered}
            unanswered={sums.unanswered}
            only={only}
            onOnly={setOnly}
            beat={board.at}
            now={now}
            acts={acts}
          />
        </div>
      </div>
      <BoardDialogs board={board} now={now} acts={acts} />
    </>
  );
}

function Board() {
  const t = useT();
  const format = useFormat();
  const { data, at, error, again } = useLive(useDeskSetup().board, EVERY_MS, false);
  const [department, setDepartment] = useState<DepartmentId | null>(null);
  const acts = useSupervising(again);
  const late = useSecond() - at;
  if (error?.code === 'FORBIDDEN' || !data) return error ? <BoardFailed error={error} onRetry={again} /> : <RowSkeletons rows={4} />;
  const toDesk = (event: MouseEvent) => {
    event.preventDefault();
    go('/desk');
  };
  return (
    <div className="flex h-full min-h-0 flex-col overflow-y-auto bg-surface-0">
      <div className="flex flex-none flex-wrap items-center gap-2 border-b border-line bg-surface-1 px-4 py-2">
        <h1 className="mr-2 text-15 font-strong max-md:sr-only">{t('board.title')}</h1>
        <fieldset
          aria-label={t('board.departments')}
          className="flex max-h-24 min-w-0 flex-1 flex-wrap gap-x-2 gap-y-1.5 overflow-y-auto p-0.5 max-md:basis-full max-md:gap-y-2.5"
        >
          <Chip on={department === null} onClick={() => setDepartment(null)}>
            {t('board.all')}
          </Chip>
          {data.queues.map(({ id, name }) => (
            <Chip key={id} on={department === id} onClick={() => setDepartment(id)}>
              {name}
            </Chip>
          ))}
        </fieldset>
        <span className="inline-flex items-center gap-1.5 text-13 text-text-3">
          <Icon of={Radio} size={16} />
          {t('board.live', { seconds: Math.max(0, Math.round(late / 1_000)) })}
        </span>
        <LinkButton size="small" href="/desk" onClick={toDesk}>
          {t('board.toDesk')}
        </LinkButton>
      </div>
      {error ? (
        <Notice tone="warning" icon={WifiOff}>
          {t('board.late', { time: format.time(at) })}
        </Notice>
      ) : null}
      <Body board={data} department={department} now={data.at + Math.max(0, late)} acts={acts} />
    </div>
  );
}

export function BoardScreen() {
  return (
    <LaterWords>
      <Screen />
    </LaterWords>
  );
}

function Screen() {
  const t = useT();
  return <Frame active="desk" pane="main" listLabel={t('board.title')} list={null} mainLabel={t('board.title')} main={<Board />} />;
}
