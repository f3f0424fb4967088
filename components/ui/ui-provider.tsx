'use client';
// What the parts need above them, once: tooltips that share their delay, and the place of toasts.

import type { ReactNode } from 'react';
import { useFetchLater } from './later.tsx';
import { ToastProvider } from './toast.tsx';
import { TooltipProvider } from './tooltip.tsx';

export function UiProvider({ children }: { readonly children: ReactNode }) {
  useFetchLater();
  return (
    <TooltipProvider delayDuration={500} skipDelayDuration={200}>
      <ToastProvider>{children}</ToastProvider>
    </TooltipProvider>
  );
}
