'use client';
// Why a form or a button was refused, where it happened; nothing when it was not.

import { CircleAlert } from 'lucide-react';
import { Notice } from '../ui/notice.tsx';

export function RefusedNotice({ text }: { readonly text: string | null }) {
  return text === null ? null : (
    <Notice tone="danger" icon={CircleAlert}>
      {text}
    </Notice>
  );
}
