'use client';
// One message of the log: its bubble with quote and state, its tools while it is pointed at, what hangs below it. Its menu
// is the log's (log-menu.tsx), found by data-seq.

import { memo, type ReactNode, useState } from 'react';
import { useMe } from '../../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { Bubble } from '../../ui/bubble.tsx';
import type { BubblePlace } from '../../ui/bubble-place.ts';
import { clockText } from '../../ui/clock-text.ts';
import { Message } from '../../ui/message-group.tsx';
import { RecalledPill } from '../../ui/message-notes.tsx';
import type { SendState } from '../../ui/send-state.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { useName } from '../titles.ts';
import type { MessageCommands } from '../use-message-actions.ts';
import { useCountdown } from '../use-now.ts';
import { MessageText, mentionsOf } from './message-text.tsx';
import { MessageTools } from './message-tools.tsx';
import { Quote } from './quote.tsx';
import { Reactions } from './reactions.tsx';
import { useMessageName } from './use-message-name.ts';

/** A message nearer to the log's upper edge has its tools below, px. */
const TOOLS_PX = 36;

export interface LogCommands extends MessageCommands {
  onJump(seq: number): void;
  /** Null: nothing is kept of it. */
  editAgain(event: WireEvent): (() => void) | null;
}

interface Props {
  readonly event: WireEvent;
  readonly place: BubblePlace;
  /** What it answers: null where it is not here, undefined where it answers nothing. */
  readonly quoted: WireEvent | null | undefined;
  /** Of an own message. */
  readonly state: SendState | undefined;
  /** Stands under it: who has read it. */
  readonly note?: ReactNode;
  readonly commands: LogCommands;
}

export const MessageItem = memo(function MessageItem(props: Props) {
  return props.event.recalledAt === null ? <Standing {...props} /> : <Recalled {...props} recalledAt={props.event.recalledAt} />;
});

function Recalled({ event, commands, recalledAt }: Props & { readonly recalledAt: string }) {
  const t = useT();
  const me = useMe();
  const again = commands.editAgain(event);
  const name = useName(event.senderId);
  const own = event.senderId === me.id;
  return (
    <div data-seq={event.seq} tabIndex={-1} className="rounded-[16px]">
      <RecalledPill text={own ? t('message.recalledByYou') : t('message.recalledBy', { name })}>
        {again ? <EditAgain until={Date.parse(recalledAt) + LIMITS.recallMs} onPick={again} /> : null}
      </RecalledPill>
    </div>
  );
}

/** For two minutes, with the time that is left. */
function EditAgain({ until, onPick }: { readonly until: number; readonly onPick: () => void }) {
  const t = useT();
  const left = useCountdown(until);
  if (left <= 0) return null;
  return (
    <TextButton onClick={onPick} aria-label={t('message.editAgain')}>
      {t('log.editAgainLeft', { left: clockText(left) })}
    </TextButton>
  );
}

function roomAbove(message: HTMLElement): number {
  return message.getBoundingClientRect().top - (message.closest('[data-log]')?.getBoundingClientRect().top ?? 0);
}

function Standing({ event, place, quoted, state, note, commands }: Props) {
  const format = useFormat();
  const me = useMe();
  const [tools, setTools] = useState<'above' | 'below' | null>(null);
  const [isOpen, setOpen] = useState(false);
  const own = event.senderId === me.id;
  const at = Date.parse(event.createdAt);
  const calls = !own && (event.data?.mentionsAll === true || mentionsOf(event.data).includes(me.id));
  return (
    <Message
      own={own}
      onActive={(message) => setTools(message && (roomAbove(message) < TOOLS_PX ? 'below' : 'above'))}
      toolsBelow={tools === 'below'}
      tools={tools || isOpen ? <MessageTools event={event} commands={commands} onOpen={setOpen} /> : null}
      below={
        <>
          {event.reactions.length > 0 ? (
            <Reactions event={event} isStop={tools !== null} onToggle={(emoji) => commands.onReact(event, emoji)} />
          ) : null}
          {note}
        </>
      }
    >
      <article data-seq={event.seq} tabIndex={-1} aria-label={useMessageName(event, state)} className="max-w-full rounded-[14px]">
        <Bubble
          own={own}
          place={place}
          calls={calls}
          quote={quoted === undefined ? null : <Quote event={quoted} seq={event.replyToSeq ?? 0} onJump={commands.onJump} />}
          time={format.time(at)}
          dateTime={event.createdAt}
          fullTime={format.full(at)}
          edited={event.editedAt !== null}
          {...(state ? { state } : {})}
        >
          <Body event={event} />
        </Bubble>
      </article>
    </Message>
  );
}

/** What was said, or done: "/me waves" stands as a sentence about its sender. */
function Body({ event }: { readonly event: WireEvent }) {
  const text = { of: event, text: event.text ?? '', data: event.data };
  return event.data?.action === true ? (
    <em>
      <Doer id={event.senderId} /> <MessageText {...text} inLine />
    </em>
  ) : (
    <MessageText {...text} />
  );
}

function Doer({ id }: { readonly id: WireEvent['senderId'] }) {
  return useName(id);
}
