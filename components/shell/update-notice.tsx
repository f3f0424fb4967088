'use client';
// Says, once and quietly, that a newer version is ready; it comes by itself at the next start.

import { Sparkles } from 'lucide-react';
import { useEffect } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { useShell } from '../../client/react/shell/provider.tsx';
import { useToast } from '../ui/toast.tsx';

export function UpdateNotice() {
  const t = useT();
  const toast = useToast();
  const { old, renew } = useShell();
  useEffect(() => {
    if (!old) return;
    toast({
      text: t('offline.updateReady'),
      icon: Sparkles,
      about: 'update',
      stays: true,
      action: { label: t('offline.updateNow'), onAction: () => void renew() },
    });
  }, [old, renew, toast, t]);
  return null;
}
