'use client';
// A log that is here: days with what was said on them, in a box that stands where one reads; pills that lead to what is
// new, to the end, and back from a quote.

import { lazy, Suspense, useState } from 'react';
import { type LogView, useChat } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { LogPills } from '../../ui/log-marks.tsx';
import { useReactions } from '../message/use-reactions.ts';
import type { LogProps } from './in-log.ts';
import type { Aside } from './log-blocks.ts';
import { LogDay } from './log-day.tsx';
import { Above, Below, Nothing } from './log-edges.tsx';
import { walkLog } from './log-keys.ts';
import { LogMenu } from './log-menu.tsx';
import { LogVoice } from './log-voice.tsx';
import { eventAt } from './log-window.ts';
import { useDays } from './use-days.ts';
import { useLogCommands } from './use-log-commands.ts';
import { useLogCopy } from './use-log-copy.ts';
import { useLogKeys } from './use-log-keys.ts';
import { useLogScroll } from './use-log-scroll.ts';
import { useLogWays } from './use-log-ways.ts';
import { useMarkRead } from './use-mark-read.ts';
import { useStart } from './use-start.ts';
import { useUnreadLine } from './use-unread-line.ts';

const NO_ASIDES: readonly Aside[] = [];

export function LogPane(props: LogProps & { readonly log: LogView }) {
  const { id, kind, title, unread, onLeave, onReading, log, asides = NO_ASIDES } = props;
  const t = useT();
  const chat = useChat();
  const { line: first, start } = useStart(props);
  const [atEnd, setAtEnd] = useState(start === null);
  const onOlder = () => (log.hasBefore && !log.loadingBefore ? chat.loadBefore(id) : undefined);
  const { onSeen, own } = useMarkRead({ ...props, atEnd });
  const line = useUnreadLine(first, { ...props, own });
  const scroll = useLogScroll({ items: log.items, start, onOlder, onSeen, onEnd: setAtEnd, onLeave: onReading });
  const { pending, toggle } = useReactions();
  const days = useDays({ log, items: scroll.items, kind, line, pending, asides });
  const [details, setDetails] = useState<number | null>(null);
  const ways = useLogWays({ ...props, atEnd }, scroll);
  const commands = useLogCommands(props.commands, { onJump: ways.jump, onReact: toggle, onDetails: setDetails });
  useLogKeys({ id, head: props.head, unread, items: log.items, commands, toEnd: scroll.toEnd, toComposer: onLeave });
  const said = log.items.some((item) => item.type !== 'event' || item.event.kind === 'message');
  const find = (seq: number) => eventAt(log.items, seq);
  const onCopy = useLogCopy(log.items, find);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroll.box}
        data-log
        onScroll={scroll.onScroll}
        onCopy={onCopy}
        onKeyDown={walkLog}
        tabIndex={said ? 0 : -1}
        role="log"
        aria-live="off"
        aria-label={t('conversation.log')}
        className="log min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-contain px-5 pt-3 pb-5 -outline-offset-2 [overflow-anchor:none] max-md:px-3"
      >
        <LogMenu items={scroll.items} commands={commands}>
          <div ref={scroll.content} className="mx-auto flex w-full max-w-[860px] flex-1 flex-col justify-end">
            <Above log={log} isStart={scroll.isStart} onOlder={onOlder} />
            {days.map((day) => (
              <LogDay key={day.key} day={day} id={id} kind={kind} title={title} commands={commands} />
            ))}
            <Below isEnd={scroll.isEnd} />
            {said ? null : <Nothing title={title} />}
          </div>
        </LogMenu>
      </div>
      <LogVoice items={log.items} head={props.head} />
      <Details event={details === null ? null : find(details)} onClose={() => setDetails(null)} />
      <LogPills count={unread} onward={scroll.isFar || (unread > 0 && !atEnd) ? ways.onward : null} back={ways.back} />
    </div>
  );
}

/** Its code comes when it is asked for. */
const MessageDetails = lazy(async () => ({ default: (await import('../message/message-details.tsx')).MessageDetails }));

function Details({ event, onClose }: { readonly event: WireEvent | null; readonly onClose: () => void }) {
  return <Suspense>{event ? <MessageDetails event={event} onClose={onClose} /> : null}</Suspense>;
}
