'use client';
// What the person chose for looks. A change moves the attribute of <html> at once and is kept in a cookie for a year.

import { createContext, type ReactNode, use, useCallback, useLayoutEffect, useMemo, useState } from 'react';
import { cookieOf } from '../cookie.ts';
import {
  appearanceAttributes,
  barColours,
  DENSITY_COOKIE,
  type Density,
  parseDensity,
  parseTheme,
  THEME_COOKIE,
  type Theme,
} from './appearance.ts';

interface Appearance {
  readonly theme: Theme;
  readonly density: Density;
  readonly setTheme: (theme: Theme) => void;
  readonly setDensity: (density: Density) => void;
}

const Context = createContext<Appearance | undefined>(undefined);

function keep(cookie: string, value: string) {
  document.cookie = `${cookie}=${value}; path=/; max-age=31536000; samesite=lax`;
}

function mark(name: 'data-theme' | 'data-density', value: string | undefined) {
  if (value === undefined) document.documentElement.removeAttribute(name);
  else document.documentElement.setAttribute(name, value);
}

function markBar(theme: Theme) {
  for (const { media, color } of barColours(theme)) {
    document.querySelector(`meta[name="theme-color"][media="${media}"]`)?.setAttribute('content', color);
  }
}

interface Props {
  readonly theme: Theme;
  readonly density: Density;
  readonly children: ReactNode;
}

export function AppearanceProvider({ theme: firstTheme, density: firstDensity, children }: Props) {
  const [theme, putTheme] = useState(firstTheme);
  const [density, putDensity] = useState(firstDensity);
  const setTheme = useCallback((next: Theme) => {
    keep(THEME_COOKIE, next);
    mark('data-theme', appearanceAttributes(next, 'comfortable')['data-theme']);
    markBar(next);
    putTheme(next);
  }, []);
  const setDensity = useCallback((next: Density) => {
    keep(DENSITY_COOKIE, next);
    mark('data-density', appearanceAttributes('system', next)['data-density']);
    putDensity(next);
  }, []);
  // A start page that was kept may be of before the last change.
  useLayoutEffect(() => {
    const [keptTheme, keptDensity] = [parseTheme(cookieOf(THEME_COOKIE)), parseDensity(cookieOf(DENSITY_COOKIE))];
    if (keptTheme !== firstTheme) setTheme(keptTheme);
    if (keptDensity !== firstDensity) setDensity(keptDensity);
  }, [firstTheme, firstDensity, setTheme, setDensity]);
  const value = useMemo(() => ({ theme, density, setTheme, setDensity }), [theme, density, setTheme, setDensity]);
  return <Context value={value}>{children}</Context>;
}

export function useAppearance(): Appearance {
  const value = use(Context);
  if (!value) throw new Error('AppearanceProvider is missing above this component');
  return value;
}
