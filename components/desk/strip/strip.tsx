'use client';
// The strip over the desk: where one is, the way to anything, what is taken of one's capacity, and whether one is there.

import { ChartColumn, Search, WifiOff } from 'lucide-react';
import { useConnection } from '../../../client/react/chat/hooks.ts';
import { useDeskLive, useDeskMe, useTicketCount } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { go } from '../../../client/react/place/place.ts';
import { useCaps } from '../../keys/key-caps.tsx';
import { runCommand } from '../../keys/use-command.ts';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { Capacity } from '../capacity.tsx';
import { StateSwitch } from './state-switch.tsx';

const BOARD = '/desk/board';
const QUEUE = { view: 'queue', departmentId: null } as const;

export function Strip() {
  const t = useT();
  const { agent, role } = useDeskMe();
  return (
    <header data-region className="flex h-12 flex-none items-center gap-3 border-b border-line bg-surface-1 px-4 max-md:h-14">
      <h1 className="w-44 flex-none text-15 font-strong max-md:w-auto">{t('common.navDesk')}</h1>
      <Find />
      <Waiting />
      <span className="flex-1" />
      {role === 'agent' ? null : <ToBoard />}
      <Live />
      {agent ? (
        <>
          <Capacity load={agent.load} capacity={agent.capacity} />
          <StateSwitch agent={agent} />
        </>
      ) : (
        <Tag>{t('desk.answersNobody')}</Tag>
      )}
    </header>
  );
}

/** For who leads: the desk as it stands. */
function ToBoard() {
  const t = useT();
  return (
    <LinkButton
      kind="ghost"
      size="small"
      href={BOARD}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(BOARD);
      }}
    >
      <Icon of={ChartColumn} size={16} />
      <span className="max-lg:sr-only">{t('board.title')}</span>
    </LinkButton>
  );
}

function Find() {
  const t = useT();
  const keys = useCaps('palette');
  return (
    <button
      type="button"
      onClick={() => runCommand('palette')}
      className="flex h-8 w-75 min-w-0 items-center gap-2 rounded-m bg-surface-2 px-2.5 text-left text-13 text-text-3 hover:bg-surface-hover max-md:hidden"
    >
      <Icon of={Search} size={16} />
      <span className="min-w-0 flex-1 truncate">{t('desk.find')}</span>
      {keys ? <Kbd>{keys}</Kbd> : null}
    </button>
  );
}

function Waiting() {
  const t = useT();
  const count = useTicketCount(QUEUE);
  return count === null ? null : (
    <span className="text-12 whitespace-nowrap text-text-3 tabular-nums max-lg:hidden">{t('desk.waitingCount', { count })}</span>
  );
}

/** What is shown may be old: the push does not come. */
function Live() {
  const t = useT();
  const live = useDeskLive();
  const { state } = useConnection();
  if (live || state === 'connecting') return null;
  return (
    <span role="status" className="inline-flex items-center gap-1.5 text-12 text-warning-text">
      <Icon of={WifiOff} size={14} />
      <span className="max-md:sr-only">{t('desk.notLive')}</span>
    </span>
  );
}
