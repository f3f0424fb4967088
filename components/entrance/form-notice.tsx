'use client';
// Above a form: what was refused as a whole, or how many fields need a change.

import { CircleAlert } from 'lucide-react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Notice } from '../ui/notice.tsx';
import type { Faults } from './faults.ts';

export function FormNotice({ faults, refused }: { readonly faults: Faults; readonly refused: string | null }) {
  const t = useT();
  const count = Object.keys(faults).length;
  const text = count > 1 ? t('auth.fieldsWrong', { count }) : refused;
  return text === null ? null : (
    <Notice tone="danger" icon={CircleAlert}>
      {text}
    </Notice>
  );
}
