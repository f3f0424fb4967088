'use client';
// Why this agent, or why it still waits: the last decision, or the one of a moment, with the best five and who was passed over for what.

import { type ReactNode, useState } from 'react';
import { useDeskActions } from '../../../client/react/desk/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireDecision, WireTicket } from '../../../core/protocol/wire-desk.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Popover } from '../../ui/popover.tsx';
import { RowSkeletons } from '../../ui/skeleton.tsx';
import { FailedState } from '../../ui/states.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { useLoad } from '../use-load.ts';
import { useWhyWords } from './why-words.ts';

interface Props {
  readonly ticket: Pick<WireTicket, 'id' | 'version'>;
  readonly words: ReactNode;
  /** Whom the router chose, and when that was done; else the last decision is shown. */
  readonly choice?: Choice;
}

export interface Choice {
  readonly agentId: UserId;
  /** ms since 1970. */
  readonly at: number;
}

/** A decision has the database's time, what was done the server's. */
const CLOCKS_MS = 5_000;

function decisionOf(decisions: readonly WireDecision[], choice: Choice | undefined): WireDecision | undefined {
  if (!choice) return decisions[0];
  return decisions.find(({ agent, at }) => agent?.id === choice.agentId && Date.parse(at) <= choice.at + CLOCKS_MS);
}

export function WhyPopover({ ticket, words, choice }: Props) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={t('desk.why')}
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={<TextButton className="min-w-0 truncate text-12 font-text!">{words}</TextButton>}
    >
      {/* As wide from the start as it will be: it is placed once. */}
      <div className="w-80 max-w-full">{open ? <Why ticket={ticket} choice={choice} /> : null}</div>
    </Popover>
  );
}

function Why({ ticket, choice }: Pick<Props, 'ticket'> & { readonly choice: Choice | undefined }): ReactNode {
  const t = useT();
  const { decisions } = useDeskActions();
  const asked = useLoad(() => decisions(ticket.id), `${ticket.id} ${ticket.version}`);
  if (asked.state === 'failed') return <FailedState onRetry={asked.retry} />;
  if (asked.state === 'loading') return <RowSkeletons rows={2} />;
  const last = decisionOf(asked.value, choice);
  return (
    <>
      {last ? <Decided decision={last} /> : <p className="text-13 text-text-2">{t('desk.whyNothing')}</p>}
      <p className="mt-3 text-12 text-text-3">{t('desk.neverShown')}</p>
    </>
  );
}

function Decided({ decision }: { readonly decision: WireDecision }) {
  const t = useT();
  const format = useFormat();
  const { outcome, strategy, passedOver, reason } = useWhyWords();
  const { agent, candidates, at } = decision;
  const skipped = Object.entries(decision.passedOver).filter(([, count]) => count > 0);
  return (
    <>
      <h2 className="text-15 font-strong">{agent ? t('desk.whyAgent', { name: agent.name }) : outcome(decision.outcome)}</h2>
      <p className="mt-1 text-13 text-text-2">
        {t('desk.whyDecided', { strategy: strategy(decision.strategy), time: format.time(Date.parse(at)) })}
      </p>
      {candidates.length > 0 ? (
        <table className="mt-3 w-full text-13">
          <thead className="text-left text-12 text-text-3">
            <tr>
              <th className="pb-1 font-text">{t('desk.agent')}</th>
              <th className="pb-1 font-text">{t('desk.whyReason')}</th>
              <th className="pb-1 text-right font-text">{t('desk.score')}</th>
            </tr>
          </thead>
          <tbody>
            {candidates.map(({ agent: each, score, reason: why }) => (
              <tr key={each.id} className="border-t border-line">
                <td className="py-1.5">
                  <span className="flex items-center gap-2">
                    <Avatar id={each.id} name={each.name} url={each.avatarUrl} size={24} />
                    <span className={each.id === agent?.id ? 'font-strong' : ''}>{each.name}</span>
                  </span>
                </td>
                <td className={each.id === agent?.id ? 'text-success-text' : 'text-text-2'}>{reason(why)}</td>
                <td className="text-right tabular-nums">{score.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {skipped.length > 0 ? (
        <ul className="mt-3 text-13 text-text-2">
          {skipped.map(([why, count]) => (
            <li key={why}>{passedOver(why, count)}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
