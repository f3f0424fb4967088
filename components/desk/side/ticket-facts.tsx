'use client';
// What the visitor said to this ticket beside the talk: the answers of the form before it, how they rated it afterwards.

import { Star } from 'lucide-react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { DESK_LIMITS } from '../../../core/protocol/desk.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { Icon } from '../../ui/icon.tsx';
import { PanelSection } from '../../ui/panel-parts.tsx';
import { Facts, factsOf } from './facts.tsx';

export function TicketFacts({ ticket }: { readonly ticket: WireTicket }) {
  const t = useT();
  const { rating, ratingComment } = ticket;
  const answers = factsOf(ticket.fields ?? {});
  return (
    <>
      {answers.length > 0 ? (
        <PanelSection title={t('desk.formAnswers')}>
          <Facts facts={answers} />
        </PanelSection>
      ) : null}
      {rating === null ? null : (
        <PanelSection title={t('desk.rating')}>
          <p className="flex items-center gap-1.5 text-13 tabular-nums">
            <Icon of={Star} size={14} />
            {t('desk.ratingOf', { score: rating, best: DESK_LIMITS.rating })}
          </p>
          {ratingComment ? <p className="mt-1 text-13 wrap-anywhere whitespace-pre-wrap text-text-2">{ratingComment}</p> : null}
        </PanelSection>
      )}
    </>
  );
}
