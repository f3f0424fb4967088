'use client';
// The log of one conversation. Drawn anew only when the log itself changes; of a long one the part around what is seen is
// drawn (log-window.ts). Up and Down walk over messages, Escape goes to the composer.

import { MessageCircle } from 'lucide-react';
import { type KeyboardEvent, memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { CallError } from '../../client/react/account/provider.tsx';
import { type ConversationView, type LogItem, type LogView, useChat, useLog, useMe } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { NewPill } from '../ui/log-marks.tsx';
import { LogSkeletons } from '../ui/skeleton.tsx';
import { EmptyState, FailedState, NoPermission } from '../ui/states.tsx';
import { BlockView } from './log-block.tsx';
import { type Block, blocksOf } from './log-blocks.ts';
import { LogMenu } from './log-menu.tsx';
import { lastInView, neighbourOf } from './log-places.ts';
import { LogVoice } from './log-voice.tsx';
import type { LogCommands } from './message-item.tsx';
import { useLogCopy } from './use-log-copy.ts';
import { useLogScroll } from './use-log-scroll.ts';
import { useMarkRead } from './use-mark-read.ts';
import { useAttempt } from './use-message-actions.ts';

interface Props {
  readonly id: ConversationId;
  readonly kind: ConversationView['kind'];
  readonly title: string;
  readonly head: number;
  readonly unread: number;
  /** My marker when the conversation was opened with something unread; null: nothing was. */
  readonly unreadAfter: number | null;
  readonly commands: Omit<LogCommands, 'onJump'>;
  /** Escape: to the composer. */
  readonly onLeave: () => void;
}

export const Log = memo(function Log(props: Props) {
  const log = useLog(props.id);
  const { openLog } = useChat();
  const finding = useFirstUnread(props.id, log, props.unreadAfter);
  if (log.state === 'gone') return <NoPermission />;
  if (log.state === 'failed') return <FailedState onRetry={() => openLog(props.id)} />;
  if (log.state === 'loading' || finding) {
    return (
      <div className="flex min-h-0 flex-1 flex-col overflow-hidden">
        <LogSkeletons />
      </div>
    );
  }
  return <Loaded {...props} log={log} />;
});

function firstSeq(item: LogItem | undefined): number {
  return item?.type === 'event' ? item.event.seq : item?.type === 'gap' ? item.fromSeq : Number.POSITIVE_INFINITY;
}

/** Loads what lies around the first unread where it is not held; true while it is on its way. Not found: the end will do. */
function useFirstUnread(id: ConversationId, log: LogView, unreadAfter: number | null): boolean {
  const { loadAround } = useChat();
  const [done, setDone] = useState(false);
  const missing = !done && unreadAfter !== null && log.state === 'ready' && log.hasBefore && firstSeq(log.items[0]) > unreadAfter + 1;
  useEffect(() => {
    if (!missing || unreadAfter === null) return;
    let shown = true;
    const find = async () => {
      try {
        await loadAround(id, unreadAfter + 1);
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
      }
      if (shown) setDone(true);
    };
    void find();
    return () => {
      shown = false;
    };
  }, [missing, id, unreadAfter, loadAround]);
  return missing;
}

function useBlocks(items: readonly LogItem[], unreadAfter: number | null): Block[] {
  const me = useMe();
  return useMemo(
    () => blocksOf(items, { me: me.id, unreadAfter, dayOf: (at) => new Date(at).toDateString() }),
    [items, unreadAfter, me.id],
  );
}

/** Whether the line of the first unread can be drawn where it belongs. */
function lineOf({ items, hasBefore }: LogView, unreadAfter: number | null): number | null {
  return unreadAfter !== null && (!hasBefore || firstSeq(items[0]) <= unreadAfter + 1) ? unreadAfter : null;
}

function Loaded({ id, kind, title, head, unread, unreadAfter, commands, onLeave, log }: Props & { readonly log: LogView }) {
  const t = useT();
  const chat = useChat();
  const [line] = useState(() => lineOf(log, unreadAfter));
  const scroll = useLogScroll({
    items: log.items,
    startSeq: line === null ? null : line + 1,
    onOlder: () => (log.hasBefore && !log.loadingBefore ? chat.loadBefore(id) : undefined),
  });
  useMarkRead(id, unread, head, scroll.atEnd);
  const blocks = useBlocks(scroll.items, line);
  const bySeq = useMemo(
    () => new Map(log.items.flatMap((item): [number, WireEvent][] => (item.type === 'event' ? [[item.event.seq, item.event]] : []))),
    [log.items],
  );
  const onCopy = useLogCopy(log.items, bySeq);
  const all = useLogCommands(commands, useJump(id, bySeq, scroll.goTo));
  const said = log.items.some((item) => item.type !== 'event' || item.event.kind === 'message');
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroll.box}
        data-log
        onScroll={scroll.onScroll}
        onCopy={onCopy}
        onKeyDown={(event) => walk(event, onLeave)}
        tabIndex={said ? 0 : -1}
        role="log"
        aria-live="off"
        aria-label={t('conversation.log')}
        className="min-h-0 flex-1 overflow-y-auto px-5 pt-3 pb-5 -outline-offset-2 [overflow-anchor:none] max-md:px-3"
      >
        <LogMenu items={log.items} commands={all}>
          <div ref={scroll.content} className="mx-auto flex w-full max-w-[860px] flex-1 flex-col justify-end">
            <Start log={log} isStart={scroll.isStart} />
            {blocks.map((block) => (
              <BlockView key={block.key} id={id} block={block} kind={kind} title={title} log={log} bySeq={bySeq} commands={all} />
            ))}
            {said ? null : <Nothing title={title} />}
          </div>
        </LogMenu>
      </div>
      <LogVoice items={log.items} />
      {scroll.isFar || (unread > 0 && !scroll.atEnd) ? <NewPill count={unread} onGo={scroll.toEnd} /> : null}
    </div>
  );
}

/** A quote's way to its message, wherever that is. */
function useJump(id: ConversationId, held: ReadonlyMap<number, WireEvent>, goTo: (seq: number) => void): (seq: number) => void {
  const { loadAround } = useChat();
  const attempt = useAttempt();
  return (seq) => {
    if (held.has(seq)) goTo(seq);
    else
      attempt(async () => {
        await loadAround(id, seq);
        goTo(seq);
      });
  };
}

/** One object for as long as the commands are the same, so that messages are not drawn anew. */
function useLogCommands(commands: Omit<LogCommands, 'onJump'>, jump: (seq: number) => void): LogCommands {
  const latest = useRef(jump);
  useLayoutEffect(() => {
    latest.current = jump;
  });
  return useMemo(() => ({ ...commands, onJump: (seq) => latest.current(seq) }), [commands]);
}

function walk(event: KeyboardEvent<HTMLElement>, onLeave: () => void): void {
  const box = event.currentTarget;
  const from = event.target instanceof HTMLElement ? event.target : box;
  if (event.key === 'Escape' && !event.defaultPrevented) onLeave();
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
  if (step === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (from !== box && from.dataset.seq === undefined) return;
  event.preventDefault();
  const next = from === box ? lastInView(box) : neighbourOf(box, from, step);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
}

function Start({ log, isStart }: { readonly log: LogView; readonly isStart: boolean }) {
  const t = useT();
  const loading = log.loadingBefore && isStart;
  const text = loading ? t('conversation.loadingOlder') : log.hasBefore || !isStart ? null : t('conversation.start');
  return (
    <p role="status" className="h-10 flex-none py-3 text-center text-12 text-text-3">
      {text}
    </p>
  );
}

function Nothing({ title }: { readonly title: string }) {
  const t = useT();
  return (
    <div className="flex-1">
      <EmptyState
        icon={MessageCircle}
        tone="muted"
        title={t('states.emptyConversationTitle')}
        text={t('states.emptyConversationText', { name: title })}
      />
    </div>
  );
}
