'use client';

// The desk on every page of who is of it: offers call wherever one is, and how much calls there is told to the frame.

import { useEffect } from 'react';
import { calls, useTalks } from '../../client/react/chat/hooks.ts';
import { useDeskActions, useOffers } from '../../client/react/desk/hooks.ts';
import { LaterWords } from '../../client/react/i18n/provider.tsx';
import { go } from '../../client/react/place/place.ts';
import { Offers } from './offer/offers.tsx';
import { useOfferCall } from './offer/use-offer-call.ts';
import { useTalkCall } from './offer/use-talk-call.ts';
import { useUnansweredCall } from './unanswered/use-unanswered-call.ts';

interface Props {
  /** The desk itself is not shown. */
  readonly away: boolean;
  /** Is told what calls at the desk: offers, and talks with something unread. */
  readonly onCalls: (count: number) => void;
}

export function DeskHost(props: Props) {
  return (
    <LaterWords>
      <Host {...props} />
    </LaterWords>
  );
}

function Host({ away, onCalls }: Props) {
  const offers = useOffers();
  const [first] = offers;
  const count = offers.length + useTalks().filter(calls).length;
  useEffect(() => onCalls(count), [count, onCalls]);
  const { refresh } = useDeskActions();
  useOfferCall(first, () => go('/desk'));
  useTalkCall();
  useUnansweredCall(away);
  useEffect(() => {
    const look = () => {
      if (!document.hidden) refresh();
    };
    document.addEventListener('visibilitychange', look);
    window.addEventListener('online', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('online', look);
    };
  }, [refresh]);
  return away ? <Offers where="page" /> : null;
}
