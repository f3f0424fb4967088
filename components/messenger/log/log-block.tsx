'use client';
// One block of a log: the line of the first unread, a hole, a quiet line, a group of messages.

import { memo, useEffect, useRef } from 'react';
import { useChat } from '../../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { UnreadDivider } from '../../ui/log-marks.tsx';
import { LogSkeletons } from '../../ui/skeleton.tsx';
import { SystemEvent } from '../message/system-line.tsx';
import { useNow } from '../use-now.ts';
import type { InLog } from './in-log.ts';
import type { Block } from './log-blocks.ts';
import { LogGroup } from './log-group.tsx';

export const BlockView = memo(function BlockView({ block, ...log }: InLog & { readonly block: Block }) {
  const { id, kind, title } = log;
  switch (block.type) {
    case 'day':
      return null;
    case 'aside':
      return block.content;
    case 'unread':
      return <UnreadLine at={block.at} />;
    case 'gap':
      return <Gap id={id} fromSeq={block.fromSeq} />;
    case 'system':
      return <SystemEvent event={block.event} direct={kind === 'DIRECT'} support={kind === 'SUPPORT'} title={title} />;
    case 'group':
      return <LogGroup block={block} {...log} />;
  }
});

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

/** What is missing here is read when it comes into view, and on from there while it stays. */
function Gap({ id, fromSeq }: { readonly id: ConversationId; readonly fromSeq: number }) {
  const t = useT();
  const { loadGap } = useChat();
  const hole = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!hole.current) return;
    const observer = new IntersectionObserver((seen) => {
      if (seen.some((entry) => entry.isIntersecting)) loadGap(id, fromSeq);
    });
    observer.observe(hole.current);
    return () => observer.disconnect();
  }, [id, fromSeq, loadGap]);
  return (
    <div ref={hole} data-hole className="my-3">
      <p role="status" className="py-2 text-center text-12 text-text-3">
        {t('log.filling')}
      </p>
      <LogSkeletons quiet />
    </div>
  );
}
