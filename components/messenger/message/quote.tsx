'use client';
// What a message answers, in one line; a press goes to it.

import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { plainText } from '../../text/plain-text.ts';
import { QuoteBlock } from '../../ui/quote-block.tsx';
import { useName } from '../titles.ts';

interface Props {
  /** Null: it is not loaded. */
  readonly event: WireEvent | null;
  readonly seq: number;
  readonly onJump: (seq: number) => void;
}

export function Quote({ event, seq, onJump }: Props) {
  const t = useT();
  const name = useName(event?.senderId ?? null);
  if (!event)
    return (
      <QuoteBlock
        senderId="0"
        sender="…"
        text={t('message.quoteEarlier')}
        jumpLabel={t('message.quoteEarlier')}
        onJump={() => onJump(seq)}
      />
    );
  return (
    <QuoteBlock
      senderId={event.senderId ?? '0'}
      sender={name}
      text={event.text === null ? t('message.quoteGone') : plainText(event.text)}
      jumpLabel={t('message.quoteJump', { name })}
      onJump={() => onJump(seq)}
    />
  );
}
