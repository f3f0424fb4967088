'use client';
// Calls for an offer, once each: two rising notes, again with 10 s left, and a notice of the system where the page is not looked at.

import { useEffect, useRef } from 'react';
import { useDevice } from '../../../client/react/chat/hooks.ts';
import type { OfferView } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { TicketId } from '../../../core/protocol/ids.ts';
import { notify } from './notice.ts';
import { risingNotes } from './rising-notes.ts';

const AGAIN_MS = 10_000;

export function useOfferCall(offer: OfferView | undefined, onOpen: () => void): void {
  const t = useT();
  // Of several tabs one is heard.
  const leads = useDevice().tab !== 'follows';
  const called = useRef<TicketId>(undefined);
  const open = useRef(onOpen);
  useEffect(() => {
    open.current = onOpen;
  });
  const id = offer?.ticket.id;
  const title = offer ? t('desk.offerLabel', { name: offer.ticket.visitor.name }) : '';
  const body = offer?.ticket.subject ?? offer?.ticket.department.name ?? '';
  const endsAt = offer?.endsAt ?? 0;
  useEffect(() => {
    if (id === undefined) return;
    const isNew = called.current !== id;
    called.current = id;
    const sound = leads ? risingNotes : () => undefined;
    if (isNew) sound();
    const close = isNew ? notify({ title, body, tag: id, stays: true, onOpen: () => open.current() }) : () => undefined;
    const again = endsAt - AGAIN_MS - Date.now();
    // One that is as short as that has called once.
    const timer = again > 0 ? setTimeout(sound, again) : undefined;
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [id, title, body, endsAt, leads]);
}
