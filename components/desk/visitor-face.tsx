'use client';
// A visitor: a ring without a tint, so that nobody takes them for one of the house.

import { usePresence } from '../../client/react/chat/hooks.ts';
import type { WireUser } from '../../core/protocol/wire.ts';
import { cx } from '../ui/cx.ts';
import { initialsOf } from '../ui/initials.ts';
import { PresenceDot } from '../ui/presence-dot.tsx';

const BOX = { 28: 'size-7 text-[11px]', 36: 'size-9 text-[13px]', 44: 'size-11 text-[16px]' } as const;

export function VisitorFace({ visitor, size = 36 }: { readonly visitor: WireUser; readonly size?: keyof typeof BOX }) {
  const presence = usePresence(visitor.id);
  return (
    <span className="relative inline-flex flex-none self-start">
      <span
        aria-hidden
        className={cx(
          'grid place-items-center rounded-full border-[1.5px] border-line-strong bg-surface-1 leading-none font-strong text-text-2 select-none',
          BOX[size],
        )}
      >
        {initialsOf(visitor.name, size)}
      </span>
      {presence ? (
        <PresenceDot presence={presence.online ? 'online' : 'offline'} small={size <= 32} className="absolute -right-0.5 -bottom-0.5" />
      ) : null}
    </span>
  );
}
