'use client';
// Presence by shape and colour: full, half, barred, hollow. On an avatar the name is said by the words beside it; alone
// it carries its own.

import { useT } from '../../client/react/i18n/provider.tsx';

export type Presence = 'online' | 'away' | 'dnd' | 'offline';

interface Props {
  readonly presence: Presence;
  /** Under an avatar of 32 px and less. */
  readonly small?: boolean;
  readonly className?: string;
}

export function PresenceDot({ presence, small, className }: Props) {
  const t = useT();
  return (
    <span
      role="img"
      aria-label={t(`common.${presence}`)}
      data-presence={presence}
      className={`presence ${small ? '[--presence-size:12px]' : ''} ${className ?? ''}`}
    />
  );
}
