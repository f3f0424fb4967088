// The present moment for what is drawn, told again every 30 s; what is left of a short time, every second.

import { useEffect, useState } from 'react';

const TICK_MS = 30_000;

export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Ms until `until`; 0 when it is over. */
export function useCountdown(until: number): number {
  const [left, setLeft] = useState(() => Math.max(0, until - Date.now()));
  const over = left <= 0;
  useEffect(() => {
    if (over) return;
    const timer = setInterval(() => setLeft(Math.max(0, until - Date.now())), 1_000);
    return () => clearInterval(timer);
  }, [until, over]);
  return left;
}
