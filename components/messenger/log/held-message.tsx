'use client';
// A message that is held on a phone, lifted above the sheet of its menu: the emoji, and what was picked in sight.

import { SmilePlus } from 'lucide-react';
import { useMe } from '../../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { useQuickEmoji } from '../../emoji/habits.ts';
import { Bubble } from '../../ui/bubble.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { MessageText } from '../message/message-text.tsx';

interface Props {
  readonly event: WireEvent;
  readonly onPick: (emoji: string) => void;
  readonly onMore: () => void;
}

export function HeldMessage({ event, onPick, onMore }: Props) {
  const format = useFormat();
  const own = useMe().id === event.senderId;
  const at = Date.parse(event.createdAt);
  return (
    <div className={cx('flex min-h-0 flex-col gap-2', own ? 'items-end' : 'items-start')}>
      <EmojiRow onPick={onPick} onMore={onMore} />
      {/* Its twin in the log is what a screen reader reads. */}
      <div inert aria-hidden className="max-h-[30dvh] min-h-0 max-w-[88%] overflow-hidden rounded-[14px]">
        <Bubble
          own={own}
          place="only"
          time={format.time(at)}
          dateTime={event.createdAt}
          fullTime={format.full(at)}
          edited={event.editedAt !== null}
        >
          <MessageText of={event} text={event.text ?? ''} data={event.data} />
        </Bubble>
      </div>
    </div>
  );
}

const QUICK = 'grid size-12 place-items-center rounded-full text-[24px] hover:bg-surface-hover max-[360px]:size-11';

function EmojiRow({ onPick, onMore }: Pick<Props, 'onPick' | 'onMore'>) {
  const t = useT();
  return (
    <div className="pointer-events-auto flex flex-none rounded-full bg-surface-3 p-1 shadow-3 max-[360px]:p-0">
      {useQuickEmoji().map((emoji) => (
        <button key={emoji} type="button" aria-label={t('message.reactWith', { emoji })} onClick={() => onPick(emoji)} className={QUICK}>
          {emoji}
        </button>
      ))}
      <button type="button" aria-label={t('message.react')} onClick={onMore} className={`${QUICK} text-text-2`}>
        <Icon of={SmilePlus} size={22} />
      </button>
    </div>
  );
}
