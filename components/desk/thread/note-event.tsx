'use client';
// What the desk's side tells of a ticket, in a quiet line with a lock.

import { Lock } from 'lucide-react';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { plainText } from '../../text/plain-text.ts';
import { Icon } from '../../ui/icon.tsx';
import { SystemLine } from '../../ui/log-marks.tsx';

export function NoteEvent({ event }: { readonly event: WireEvent }) {
  if (event.text === null) return null;
  return (
    <SystemLine>
      <span className="inline-flex items-center gap-1.5">
        <Icon of={Lock} size={12} />
        {plainText(event.text)}
      </span>
    </SystemLine>
  );
}
