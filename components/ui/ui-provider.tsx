'use client';
// What the parts need above them, once: tooltips that share their delay, and the place of toasts.

import { type ReactNode, useEffect } from 'react';
import { startFetching } from './later.tsx';
import { ToastProvider } from './toast.tsx';
import { TooltipProvider } from './tooltip.tsx';

export function UiProvider({ children }: { readonly children: ReactNode }) {
  useEffect(startFetching, []);
  return (
    <TooltipProvider delayDuration={500} skipDelayDuration={200}>
      <ToastProvider>{children}</ToastProvider>
    </TooltipProvider>
  );
}
