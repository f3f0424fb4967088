'use client';
// Rows under the pointer do not move: while it is over the list the order stands still, and catches up each 2 s.

import { type PointerEvent, useEffect, useEffectEvent, useState } from 'react';
import type { ConversationView } from '../../client/react/chat/hooks.ts';

const STILL_MS = 2_000;

interface CalmOrder {
  readonly rows: readonly ConversationView[];
  readonly handlers: { onPointerEnter(event: PointerEvent): void; onPointerLeave(): void };
}

/** `rows` as they are now in the order in which they stood; those that came since stand first. */
export function inOrder(rows: readonly ConversationView[], order: readonly string[]): readonly ConversationView[] {
  const places = new Map(order.map((id, index) => [id, index]));
  const placeOf = (row: ConversationView) => places.get(row.id) ?? -1;
  return rows.toSorted((a, b) => placeOf(a) - placeOf(b));
}

export function useCalmOrder(rows: readonly ConversationView[]): CalmOrder {
  const [order, setOrder] = useState<readonly string[] | null>(null);
  const still = order !== null;
  const keep = () => setOrder(rows.map((row) => row.id));
  const catchUp = useEffectEvent(keep);
  useEffect(() => {
    if (!still) return;
    const timer = setInterval(() => catchUp(), STILL_MS);
    return () => clearInterval(timer);
  }, [still]);
  return {
    rows: order ? inOrder(rows, order) : rows,
    handlers: {
      onPointerEnter(event) {
        if (event.pointerType === 'mouse') keep();
      },
      onPointerLeave: () => setOrder(null),
    },
  };
}
