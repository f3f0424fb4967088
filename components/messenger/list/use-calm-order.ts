'use client';
// Rows under the pointer do not move: while it is over the list the order stands still, and catches up each 2 s.

import { type PointerEvent, useEffect, useEffectEvent, useState } from 'react';

const STILL_MS = 2_000;

interface Row {
  readonly id: string;
}

interface CalmOrder<R extends Row> {
  readonly rows: readonly R[];
  readonly handlers: { onPointerEnter(event: PointerEvent): void; onPointerLeave(): void };
}

/** By the id of a row. */
type Places = ReadonlyMap<string, number>;

export function placesOf(rows: readonly Row[]): Places {
  return new Map(rows.map((row, index) => [row.id, index]));
}

/** `rows` as they are now in the places in which they stood; those that came since stand first. */
export function inPlaces<R extends Row>(rows: readonly R[], places: Places): readonly R[] {
  const come: R[] = [];
  const stood: (R | undefined)[] = Array.from({ length: places.size });
  for (const row of rows) {
    const place = places.get(row.id);
    if (place === undefined) come.push(row);
    else stood[place] = row;
  }
  return [...come, ...stood.filter((row) => row !== undefined)];
}

export function useCalmOrder<R extends Row>(rows: readonly R[]): CalmOrder<R> {
  const [places, setPlaces] = useState<Places | null>(null);
  const still = places !== null;
  const keep = () => setPlaces(placesOf(rows));
  const catchUp = useEffectEvent(keep);
  useEffect(() => {
    if (!still) return;
    const timer = setInterval(() => catchUp(), STILL_MS);
    return () => clearInterval(timer);
  }, [still]);
  return {
    rows: places ? inPlaces(rows, places) : rows,
    handlers: {
      onPointerEnter(event) {
        if (event.pointerType === 'mouse') keep();
      },
      onPointerLeave: () => setPlaces(null),
    },
  };
}
