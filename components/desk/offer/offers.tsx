'use client';
// What is offered to me: one card, the others counted.

import { type OfferView, useDeskActions, useOffers } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { Translate } from '../../../client/react/i18n/translate.ts';
import { go } from '../../../client/react/place/place.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import { useCommand } from '../../keys/use-command.ts';
import { useAttempt } from '../../messenger/use-attempt.ts';
import { cx } from '../../ui/cx.ts';
import { useToast } from '../../ui/toast.tsx';
import { OfferCard } from './offer-card.tsx';

function useAccept(): (id: TicketId) => void {
  const t = useT();
  const toast = useToast();
  const attempt = useAttempt();
  const { accept } = useDeskActions();
  return (id) =>
    attempt(async () => {
      if (await accept(id)) go(`/desk/${id}`);
      else toast({ text: t('desk.offerOver') });
    });
}

/** list: over its foot; page: the same place of a page without it; top: under the bar of a phone's talk, never over its composer. */
type Where = 'list' | 'page' | 'top';

const PLACE: Readonly<Record<Where, string>> = {
  list: 'absolute inset-x-2.5 bottom-2.5 max-md:bottom-[calc(57px+env(safe-area-inset-bottom))]',
  page: 'fixed bottom-2.5 left-[calc(var(--rail-w)+10px)] w-73 max-md:inset-x-2 max-md:bottom-[calc(57px+env(safe-area-inset-bottom))] max-md:w-auto',
  top: 'fixed inset-x-2 top-[calc(64px+env(safe-area-inset-top))]',
};

export function Offers({ where }: { readonly where: Where }) {
  const [first, ...others] = useOffers();
  const accept = useAccept();
  const attempt = useAttempt();
  const { decline } = useDeskActions();
  const answer = (how: (id: TicketId) => void) => () => {
    if (first?.state === 'asked') how(first.ticket.id);
    return first !== undefined;
  };
  useCommand('deskAccept', answer(accept));
  useCommand(
    'deskDecline',
    answer((id) => attempt(() => decline(id, null))),
  );
  return (
    <>
      <Announced offer={first} />
      {first ? (
        <div className={cx('z-(--z-offer)', PLACE[where])}>
          <OfferCard key={first.ticket.id} offer={first} others={others.length} onAccept={accept} />
        </div>
      ) : null}
    </>
  );
}

function toldOf(t: Translate, { ticket, wholeMs }: OfferView): string {
  const count = Math.round(wholeMs / 1_000);
  return t('desk.offerTold', { name: ticket.visitor.name, department: ticket.department.name, count });
}

/** Told once, when it comes: the seconds are not. */
function Announced({ offer }: { readonly offer: OfferView | undefined }) {
  const t = useT();
  return (
    <div role="alert" className="sr-only">
      {offer ? toldOf(t, offer) : ''}
    </div>
  );
}
