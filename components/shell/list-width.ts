'use client';
// The width of the list: 280 to 360 px, dragged or by arrow keys, kept in a cookie of this device.

import { useLayoutEffect, useState } from 'react';

const COOKIE = 'parley_list_w';
export const MIN_WIDTH = 280;
export const MAX_WIDTH = 360;
const DEFAULT_WIDTH = 320;

export function clampWidth(px: number): number {
  return Number.isFinite(px) ? Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, px))) : DEFAULT_WIDTH;
}

export function widthFromCookies(cookies: string): number {
  const kept = cookies
    .split('; ')
    .find((c) => c.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);
  return clampWidth(kept ? Number(kept) : DEFAULT_WIDTH);
}

export function useListWidth(): readonly [number, (px: number) => void] {
  const [width, setWidth] = useState(DEFAULT_WIDTH);
  useLayoutEffect(() => setWidth(widthFromCookies(document.cookie)), []);
  const change = (px: number) => {
    const next = clampWidth(px);
    document.cookie = `${COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`;
    setWidth(next);
  };
  return [width, change];
}
