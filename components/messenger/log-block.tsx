'use client';
// One block of a log: a day, the line of the first unread, a hole, a quiet line, a group of messages.

import { useEffect, useRef } from 'react';
import { type ConversationView, type LogView, useChat } from '../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { DateSeparator, UnreadDivider } from '../ui/log-marks.tsx';
import type { Block } from './log-blocks.ts';
import { LogGroup } from './log-group.tsx';
import type { LogCommands } from './message-item.tsx';
import { SystemEvent } from './system-line.tsx';
import { useNow } from './use-now.ts';

interface Props {
  readonly id: ConversationId;
  readonly block: Block;
  readonly kind: ConversationView['kind'];
  readonly title: string;
  readonly log: LogView;
  readonly bySeq: ReadonlyMap<number, WireEvent>;
  readonly commands: LogCommands;
}

export function BlockView({ id, block, kind, title, log, bySeq, commands }: Props) {
  switch (block.type) {
    case 'day':
      return <Day at={block.at} />;
    case 'unread':
      return <UnreadLine at={block.at} />;
    case 'gap':
      return <Gap id={id} fromSeq={block.fromSeq} />;
    case 'system':
      return <SystemEvent event={block.event} direct={kind === 'DIRECT'} title={title} />;
    case 'group':
      return (
        <LogGroup
          block={block}
          named={kind !== 'DIRECT'}
          deliveredSeq={log.deliveredSeq}
          othersReadSeq={log.othersReadSeq}
          bySeq={bySeq}
          commands={commands}
        />
      );
  }
}

function Day({ at }: { readonly at: number }) {
  const format = useFormat();
  const now = useNow();
  return <DateSeparator>{format.day(at, now)}</DateSeparator>;
}

function UnreadLine({ at }: { readonly at: number }) {
  const t = useT();
  const format = useFormat();
  const now = useNow();
  return (
    <div data-unread-line>
      <UnreadDivider>
        {format.daysApart(at, now) === 0 ? t('conversation.newSince', { time: format.time(at) }) : t('conversation.newMessages')}
      </UnreadDivider>
    </div>
  );
}

/** What is missing here is read when it comes into view. */
function Gap({ id, fromSeq }: { readonly id: ConversationId; readonly fromSeq: number }) {
  const t = useT();
  const { loadGap } = useChat();
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!line.current) return;
    const observer = new IntersectionObserver((seen) => {
      if (seen.some((entry) => entry.isIntersecting)) loadGap(id, fromSeq);
    });
    observer.observe(line.current);
    return () => observer.disconnect();
  }, [id, fromSeq, loadGap]);
  return (
    <p ref={line} className="py-4 text-center text-12 text-text-3">
      {t('conversation.loadingOlder')}
    </p>
  );
}
