'use client';

// The log of one conversation. Drawn anew only when the log itself changes; of a long one the last part is drawn, and more
// of it as one goes up.

import { MessageCircle } from 'lucide-react';
import { Fragment, memo, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type ConversationView, type LogView, useChat, useLog, useMe } from '../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { DateSeparator, NewPill, UnreadDivider } from '../ui/log-marks.tsx';
import { LogSkeletons } from '../ui/skeleton.tsx';
import { EmptyState, FailedState, NoPermission } from '../ui/states.tsx';
import { type Block, blocksOf } from './log-blocks.ts';
import { LogGroup } from './log-group.tsx';
import type { LogCommands } from './message-item.tsx';
import { SystemEvent } from './system-line.tsx';
import { useLogScroll } from './use-log-scroll.ts';
import { useMarkRead } from './use-mark-read.ts';
import { useAttempt } from './use-message-actions.ts';
import { useNow } from './use-now.ts';

/** Items that are drawn at first, and how many more at a time. */
const DRAWN = 150;

interface Props {
  readonly id: ConversationId;
  readonly kind: ConversationView['kind'];
  readonly title: string;
  readonly commands: Omit<LogCommands, 'onJump'>;
}

export const Log = memo(function Log(props: Props) {
  const log = useLog(props.id);
  const { openLog } = useChat();
  if (log.state === 'gone') return <NoPermission />;
  if (log.state === 'failed') return <FailedState onRetry={() => openLog(props.id)} />;
  if (log.state === 'loading') {
    return (
      <div className="flex min-h-0 flex-1 flex-col overflow-hidden">
        <LogSkeletons />
      </div>
    );
  }
  return <Loaded {...props} log={log} />;
});

function useBlocks(log: LogView, drawn: number, unreadAfter: number | null): { blocks: Block[]; bySeq: Map<number, WireEvent> } {
  const me = useMe();
  return useMemo(() => {
    const blocks = blocksOf(log.items.slice(-drawn), { me: me.id, unreadAfter, dayOf: (at) => new Date(at).toDateString() });
    const bySeq = new Map(log.items.flatMap((item) => (item.type === 'event' ? [[item.event.seq, item.event] as const] : [])));
    return { blocks, bySeq };
  }, [log.items, drawn, unreadAfter, me.id]);
}

function Loaded({ id, kind, title, commands, log }: Props & { readonly log: LogView }) {
  const t = useT();
  const now = useNow();
  const chat = useChat();
  const attempt = useAttempt();
  const [drawn, setDrawn] = useState(DRAWN);
  const { unreadAfter, unread, headSeen } = useMarkRead(id);
  const { blocks, bySeq } = useBlocks(log, drawn, unreadAfter);
  const more = () => {
    if (drawn < log.items.length) setDrawn(drawn + DRAWN);
    else if (log.hasBefore && !log.loadingBefore) chat.loadBefore(id);
  };
  const scroll = useLogScroll({
    firstKey: blocks[0]?.key,
    startAt: unreadAfter === null ? null : '[data-unread-line]',
    onStart: more,
  });
  headSeen(scroll.atEnd);
  const all = useLogCommands(commands, (seq) => {
    const show = () => scroll.box.current?.querySelector(`[data-seq="${seq}"]`)?.scrollIntoView({ block: 'center' });
    if (bySeq.has(seq)) {
      setDrawn(log.items.length);
      requestAnimationFrame(show);
      return;
    }
    attempt(async () => {
      await chat.loadAround(id, seq);
      setDrawn(Number.MAX_SAFE_INTEGER);
      requestAnimationFrame(show);
    });
  });
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroll.box}
        onScroll={scroll.onScroll}
        role="log"
        aria-label={t('conversation.log')}
        className="min-h-0 flex-1 overflow-y-auto px-5 pt-3 pb-5 outline-none [overflow-anchor:none] max-md:px-3"
      >
        <div className="mx-auto flex min-h-full max-w-[860px] flex-col justify-end">
          <Start log={log} drawnAll={drawn >= log.items.length} />
          {blocks.map((block) => (
            <BlockView key={block.key} block={block} kind={kind} title={title} log={log} bySeq={bySeq} now={now} commands={all} />
          ))}
          {log.items.some((item) => item.type !== 'event' || item.event.kind === 'message') ? null : (
            <EmptyState
              icon={MessageCircle}
              tone="muted"
              title={t('states.emptyConversationTitle')}
              text={t('states.emptyConversationText', { name: title })}
            />
          )}
        </div>
      </div>
      {scroll.atEnd ? null : <NewPill count={unread} onGo={scroll.toEnd} />}
    </div>
  );
}

/** One object for as long as the commands are the same, so that messages are not drawn anew. */
function useLogCommands(commands: Omit<LogCommands, 'onJump'>, jump: (seq: number) => void): LogCommands {
  const latest = useRef(jump);
  useLayoutEffect(() => {
    latest.current = jump;
  });
  return useMemo(() => ({ ...commands, onJump: (seq) => latest.current(seq) }), [commands]);
}

function Start({ log, drawnAll }: { readonly log: LogView; readonly drawnAll: boolean }) {
  const t = useT();
  if (log.hasBefore || !drawnAll) {
    return (
      <p role="status" className="py-3 text-center text-12 text-text-3">
        {log.loadingBefore ? t('conversation.loadingOlder') : null}
      </p>
    );
  }
  return <p className="py-3 text-center text-12 text-text-3">{t('conversation.start')}</p>;
}

interface BlockProps {
  readonly block: Block;
  readonly kind: ConversationView['kind'];
  readonly title: string;
  readonly log: LogView;
  readonly bySeq: ReadonlyMap<number, WireEvent>;
  readonly now: number;
  readonly commands: LogCommands;
}

function BlockView({ block, kind, title, log, bySeq, now, commands }: BlockProps) {
  const t = useT();
  const format = useFormat();
  switch (block.type) {
    case 'day':
      return <DateSeparator>{format.day(block.at, now)}</DateSeparator>;
    case 'unread':
      return (
        <div data-unread-line>
          <UnreadDivider>{t('conversation.newMessages')}</UnreadDivider>
        </div>
      );
    case 'gap':
      return (
        <p role="status" className="py-4 text-center text-12 text-text-3">
          {t('states.loading')}
        </p>
      );
    case 'system':
      return <SystemEvent event={block.event} direct={kind === 'DIRECT'} title={title} />;
    case 'group':
      return <LogGroup block={block} named={kind !== 'DIRECT'} far={log} bySeq={bySeq} now={now} commands={commands} />;
    default:
      return <Fragment />;
  }
}
