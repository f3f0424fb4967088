'use client';
// Who one is, above the menu of a phone: it leads to the profile.

import { ChevronRight } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useMe } from '../../client/react/chat/hooks.ts';
import { handleText } from '../../client/react/i18n/handle-text.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';

const PROFILE = '/settings/profile';

export function MeCard({ onOpen }: { readonly onOpen: (href: string, event: MouseEvent) => void }) {
  const t = useT();
  const me = useMe();
  return (
    <a
      href={PROFILE}
      onClick={(event) => onOpen(PROFILE, event)}
      className="mx-2 mb-2 flex items-center gap-3 rounded-m p-2 hover:bg-surface-hover md:hidden"
    >
      <Avatar id={me.id} name={me.name} url={me.avatarUrl} size={56} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-17 font-strong">{me.name}</span>
        <span className="block truncate text-13 text-text-3">{handleText(t, me.handle)}</span>
      </span>
      <Icon of={ChevronRight} size={16} className="text-text-2" />
    </a>
  );
}
