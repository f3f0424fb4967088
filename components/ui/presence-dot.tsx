'use client';
// Presence by shape and colour: full, half, barred, hollow. Alone it carries its own name; where words beside it say it, none.

import { useT } from '../../client/react/i18n/provider.tsx';

export type Presence = 'online' | 'away' | 'dnd' | 'offline';

interface Props {
  readonly presence: Presence;
  /** Under an avatar of 32 px and less. */
  readonly small?: boolean;
  /** Words beside it say it. */
  readonly quiet?: boolean;
  readonly className?: string;
}

export function PresenceDot({ presence, small, quiet, className }: Props) {
  const t = useT();
  return (
    <span
      {...(quiet ? { 'aria-hidden': true } : { role: 'img', 'aria-label': t(`common.${presence}`) })}
      data-presence={presence}
      className={`presence ${small ? '[--presence-size:12px]' : ''} ${className ?? ''}`}
    />
  );
}
