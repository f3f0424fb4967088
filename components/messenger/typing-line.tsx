'use client';
// Who types now: under the log, where its place is kept when nobody does; on a phone in the header.

import { useNames } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { UserId } from '../../core/protocol/ids.ts';
import { TypingDots } from '../ui/typing-dots.tsx';

/** Who types, in words; empty when nobody does. */
export function useTypingText(typing: readonly UserId[]): string {
  const t = useT();
  const [first = '', second = ''] = useNames(typing.slice(0, 2)).split('\n');
  if (typing.length === 0) return '';
  if (typing.length > 2) return t('conversation.typingMany', { count: typing.length });
  return typing.length === 2 ? t('conversation.typingTwo', { first, second }) : t('conversation.typingOne', { name: first });
}

export function TypingLine({ typing }: { readonly typing: readonly UserId[] }) {
  const text = useTypingText(typing);
  return (
    <div className="mx-auto flex h-[22px] w-full max-w-[892px] flex-none items-center px-6 text-12 text-text-3 max-md:hidden">
      {text === '' ? null : <TypingDots />}
      {text}
    </div>
  );
}
