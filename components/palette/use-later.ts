'use client';
// A part of the page that comes when it is first wanted. Where it cannot come, the one who wanted it is told.

import { type ComponentType, useState } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { useToast } from '../ui/toast.tsx';

/** Null until it is here; `want` answers whether it is. */
export function useLater<P>(load: () => Promise<ComponentType<P>>): readonly [ComponentType<P> | null, () => Promise<boolean>] {
  const t = useT();
  const toast = useToast();
  const [part, setPart] = useState<ComponentType<P> | null>(null);
  const want = async () => {
    if (part) return true;
    try {
      const loaded = await load();
      setPart(() => loaded);
      return true;
    } catch (error) {
      console.warn('a part of the page did not load', error);
      toast({ text: t('palette.notLoaded'), urgent: true });
      return false;
    }
  };
  return [part, want];
}
