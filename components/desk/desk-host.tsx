'use client';

// The desk on every page of who is of it: offers call wherever one is.

import { useEffect } from 'react';
import { useDeskActions, useOffers } from '../../client/react/desk/hooks.ts';
import { LaterWords } from '../../client/react/i18n/provider.tsx';
import { go } from '../../client/react/place/place.ts';
import { Offers } from './offer/offers.tsx';
import { useOfferCall } from './offer/use-offer-call.ts';
import { useTalkCall } from './offer/use-talk-call.ts';

/** `away`: the desk itself is not shown. */
export function DeskHost({ away }: { readonly away: boolean }) {
  return (
    <LaterWords>
      <Host away={away} />
    </LaterWords>
  );
}

function Host({ away }: { readonly away: boolean }) {
  const [first] = useOffers();
  const { refresh } = useDeskActions();
  useOfferCall(first, () => go('/desk'));
  useTalkCall();
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
