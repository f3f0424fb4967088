'use client';
// Who types now, under the log; its place is kept when nobody does.

import { useNames } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { UserId } from '../../core/protocol/ids.ts';
import { TypingDots } from '../ui/typing-dots.tsx';

export function TypingLine({ typing }: { readonly typing: readonly UserId[] }) {
  const t = useT();
  const [first = '', second = ''] = useNames(typing.slice(0, 2)).split('\n');
  const text =
    typing.length > 2
      ? t('conversation.typingMany', { count: typing.length })
      : typing.length === 2
        ? t('conversation.typingTwo', { first, second })
        : t('conversation.typingOne', { name: first });
  return (
    <div aria-live="polite" className="flex h-[22px] flex-none items-center px-6 text-12 text-text-3 max-md:px-4">
      {typing.length > 0 ? (
        <>
          <TypingDots />
          {text}
        </>
      ) : null}
    </div>
  );
}
