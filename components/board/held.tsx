'use client';
// What an agent has or is asked for.

import { useCallback } from 'react';
import { useDeskSetup } from '../../client/react/admin/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { BoardAgent, BoardQueue } from '../../core/protocol/wire-setup.ts';
import { useLoaded } from '../settings/use-loaded.ts';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { BoardFailed } from './board-failed.tsx';
import { TicketRow } from './ticket-row.tsx';
import type { Supervising } from './use-supervising.ts';

interface Props {
  readonly agent: BoardAgent;
  readonly queues: readonly BoardQueue[];
  readonly now: number;
  readonly acts: Supervising;
}

export function Held({ agent, queues, now, acts }: Props) {
  const t = useT();
  const setup = useDeskSetup();
  const { loaded, reload } = useLoaded(useCallback(() => setup.held(agent.user.id), [setup, agent.user.id]));
  if (loaded.state === 'loading') return <RowSkeletons page rows={2} />;
  if (loaded.state === 'failed') return <BoardFailed error={loaded.error} onRetry={reload} />;
  if (loaded.data.length === 0) return <p className="text-text-2">{t('board.heldNone')}</p>;
  return (
    <ul>
      {loaded.data.map((ticket) => (
        <li key={ticket.id} className="h-14">
          <TicketRow ticket={ticket} queue={queues.find(({ id }) => id === ticket.departmentId)} now={now} acts={acts} inDialog />
        </li>
      ))}
    </ul>
  );
}
