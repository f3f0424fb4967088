'use client';
// Asks before what cannot be taken back. The title names the thing, the text says what happens, the safe button has the
// focus and its own verb ("Keep it"), the other names the deed. Never a plain "OK".

import type { ConfirmProps } from './confirm-card.tsx';
import { later, useOnceOpen } from './later.tsx';

const Card = later(async () => (await import('./confirm-card.tsx')).ConfirmCard);

export function ConfirmDialog(props: ConfirmProps) {
  return useOnceOpen(props.open) ? <Card {...props} /> : null;
}
