'use client';
// One of my messages that the log does not have yet: waiting, on its way, or refused with the reason and what to do.

import { memo, useMemo } from 'react';
import { type OutboxItem, useChat } from '../../../client/react/chat/hooks.ts';
import { isReason } from '../../../client/react/i18n/error-text.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { Bubble } from '../../ui/bubble.tsx';
import type { BubblePlace } from '../../ui/bubble-place.ts';
import { Message } from '../../ui/message-group.tsx';
import { FailedLine } from '../../ui/message-notes.tsx';
import { MessageText } from './message-text.tsx';
import { Quote } from './quote.tsx';

interface Props {
  readonly item: OutboxItem;
  readonly place: BubblePlace;
  readonly quoted: WireEvent | null | undefined;
  readonly onJump: (seq: number) => void;
}

export const UnsentItem = memo(function UnsentItem({ item, place, quoted, onJump }: Props) {
  const t = useT();
  const format = useFormat();
  const { retry, discard } = useChat();
  const failed = item.state === 'failed';
  const data = useMemo(() => ({ mentions: item.mentionUserIds, mentionsAll: item.mentionAll }), [item]);
  const reason =
    item.error && (isReason(item.error.details.reason) ? t(`errors.reason_${item.error.details.reason}`) : t(`errors.${item.error.code}`));
  return (
    <Message
      own
      below={
        failed ? <FailedLine reason={reason ?? ''} onRetry={() => retry(item.clientId)} onDelete={() => discard(item.clientId)} /> : null
      }
    >
      <div data-unsent={item.clientId} className="max-w-full">
        <Bubble
          own
          place={place}
          quote={quoted === undefined ? null : <Quote event={quoted} seq={item.replyToSeq ?? 0} onJump={onJump} />}
          time={format.time(item.createdAt)}
          dateTime={new Date(item.createdAt).toISOString()}
          fullTime={format.full(item.createdAt)}
          state={failed ? 'failed' : 'queued'}
        >
          <MessageText of={item} text={item.text} data={data} />
        </Bubble>
      </div>
    </Message>
  );
});
