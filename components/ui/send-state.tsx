'use client';
// The state of an own message: four shapes of one colour, and a red circle for what was not sent. The shape is the sign,
// the word is for screen readers and the pointer.

import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react';
import { useT } from '../../client/react/i18n/provider.tsx';

export type SendState = 'queued' | 'sent' | 'delivered' | 'read' | 'failed';

const SHAPE = { queued: Clock, sent: Check, delivered: CheckCheck, failed: CircleAlert };

export function SendStateIcon({ state, size = 15 }: { readonly state: SendState; readonly size?: number }) {
  const t = useT();
  const Shape = state === 'read' ? ReadDisc : SHAPE[state];
  return (
    <span
      role="img"
      aria-label={t(`message.${state}`)}
      title={t(`message.${state}`)}
      className={`flex-none ${state === 'failed' ? 'text-danger' : ''}`}
    >
      <Shape width={size} height={size} strokeWidth={2} aria-hidden />
    </span>
  );
}

interface DiscProps {
  readonly width: number;
  readonly height: number;
}

/** A filled disc with the check cut out in the ground's colour (--tick-cut). */
function ReadDisc({ width, height }: DiscProps) {
  return (
    <svg width={width} height={height} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <circle cx="12" cy="12" r="10" fill="currentColor" />
      <path
        d="m7.6 12.4 3 3L16.4 9.6"
        stroke="var(--tick-cut, var(--surface-1))"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
