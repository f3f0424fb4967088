'use client';
// A person (round) or a group (rounded square): picture, icon or initials on one of eight tints by the id. The name
// stands beside it in words, so the avatar itself is hidden from screen readers, all but its presence where it is not said too.

import type { LucideIcon } from 'lucide-react';
import { cx } from './cx.ts';
import { GROUND, INK, initialsOf, tintOf } from './initials.ts';
import { type Presence, PresenceDot } from './presence-dot.tsx';

export type AvatarSize = 16 | 20 | 24 | 28 | 32 | 36 | 44 | 48 | 56 | 72 | 'row' | 'message';

const BOX: Record<AvatarSize, string> = {
  16: 'size-4 text-[8px]',
  20: 'size-5 text-[9px]',
  24: 'size-6 text-[10px]',
  28: 'size-7 text-[11px]',
  32: 'size-8 text-[11.5px]',
  36: 'size-9 text-[13px]',
  44: 'size-11 text-[16px]',
  48: 'size-12 text-[17px]',
  56: 'size-14 text-[20px]',
  72: 'size-18 text-[26px]',
  row: 'size-(--row-avatar) text-[calc(var(--row-avatar)*.36)]',
  message: 'size-(--msg-avatar) text-[calc(var(--msg-avatar)*.36)]',
};

interface Props {
  readonly id: string;
  readonly name: string;
  readonly size?: AvatarSize;
  readonly group?: boolean;
  readonly icon?: LucideIcon;
  readonly url?: string | null;
  readonly presence?: Presence;
  /** Words beside it say the presence. */
  readonly quiet?: boolean;
  readonly className?: string;
}

export function Avatar({ id, name, size = 36, group, icon: Shape, url, presence, quiet, className }: Props) {
  const tint = tintOf(id);
  const px = size === 'row' ? 44 : size === 'message' ? 36 : size;
  return (
    <span className={cx('relative inline-flex flex-none', className)}>
      <span
        aria-hidden
        className={cx(
          'grid place-items-center overflow-hidden leading-none font-strong tracking-[-.01em] select-none',
          group ? 'rounded-[28%]' : 'rounded-full',
          GROUND[tint],
          INK[tint],
          BOX[size],
        )}
      >
        {url ? <img src={url} alt="" className="size-full object-cover brightness-(--media-dim)" /> : null}
        {!url && Shape ? <Shape className="size-[46%]" strokeWidth={1.75} /> : null}
        {!url && !Shape ? initialsOf(name, px) : null}
      </span>
      {presence ? <PresenceDot presence={presence} small={px <= 32} quiet={quiet} className="absolute -right-0.5 -bottom-0.5" /> : null}
    </span>
  );
}
