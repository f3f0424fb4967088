'use client';
// Above the text: which message is answered or changed, and the way out.

import { X } from 'lucide-react';
import { useMe } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { plainText } from '../text/plain-text.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useName } from './titles.ts';
import type { Mode } from './use-work.ts';

export function ComposerBar({ mode, onLeave }: { readonly mode: Mode; readonly onLeave: () => void }) {
  const t = useT();
  const me = useMe();
  const name = useName(mode.kind === 'write' ? null : mode.event.senderId);
  if (mode.kind === 'write') return null;
  const title =
    mode.kind === 'edit'
      ? t('composer.editing')
      : mode.event.senderId === me.id
        ? t('composer.replyToYou')
        : t('composer.replyTo', { name });
  return (
    <div className="flex items-center gap-2 border-b border-line px-3 py-1.5">
      <span className="min-w-0 flex-1 border-l-[3px] border-accent pl-2.5">
        <span className="block text-12 font-name text-accent-text">{title}</span>
        <span className="block truncate text-13 text-text-2">{plainText(mode.event.text ?? '')}</span>
      </span>
      <IconButton icon={X} small label={mode.kind === 'edit' ? t('composer.cancelEdit') : t('composer.cancelReply')} onClick={onLeave} />
    </div>
  );
}
