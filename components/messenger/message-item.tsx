'use client';
// One message of the log: its bubble with quote and state, its tools while it is pointed at, what hangs below it. Its menu
// is the log's (log-menu.tsx), found by data-seq.

import { memo, useState } from 'react';
import { useMe } from '../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { LIMITS } from '../../core/protocol/limits.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { Bubble } from '../ui/bubble.tsx';
import type { BubblePlace } from '../ui/bubble-place.ts';
import { Message } from '../ui/message-group.tsx';
import { RecalledPill } from '../ui/message-notes.tsx';
import { ReactionChips } from '../ui/reaction-chips.tsx';
import type { SendState } from '../ui/send-state.tsx';
import { MessageText, mentionsOf } from './message-text.tsx';
import { MessageTools } from './message-tools.tsx';
import { Quote } from './quote.tsx';
import { useName } from './titles.ts';
import { type MessageCommands, useMessageActions } from './use-message-actions.ts';
import { useNow } from './use-now.ts';

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
  readonly commands: LogCommands;
}

export const MessageItem = memo(function MessageItem(props: Props) {
  return props.event.recalledAt === null ? <Standing {...props} /> : <Recalled {...props} recalledAt={props.event.recalledAt} />;
});

function Recalled({ event, commands, recalledAt }: Props & { readonly recalledAt: string }) {
  const t = useT();
  const me = useMe();
  const now = useNow();
  const name = useName(event.senderId);
  const again = now - Date.parse(recalledAt) < LIMITS.recallMs ? commands.editAgain(event) : null;
  return (
    <div data-seq={event.seq} tabIndex={-1}>
      <RecalledPill
        text={event.senderId === me.id ? t('message.recalledByYou') : t('message.recalledBy', { name })}
        {...(again ? { onEditAgain: again } : {})}
      />
    </div>
  );
}

function roomAbove(message: HTMLElement): number {
  return message.getBoundingClientRect().top - (message.closest('[data-log]')?.getBoundingClientRect().top ?? 0);
}

function Standing({ event, place, quoted, state, commands }: Props) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const actions = useMessageActions(commands);
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
        event.reactions.length > 0 ? <ReactionChips reactions={event.reactions} onToggle={(emoji) => actions(event).react(emoji)} /> : null
      }
    >
      <article
        data-seq={event.seq}
        tabIndex={-1}
        aria-label={t('message.itemLabel', { name: useName(event.senderId), time: format.time(at) })}
        className="max-w-full rounded-[14px]"
      >
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
  const name = useName(event.senderId);
  const text = { of: event, text: event.text ?? '', data: event.data };
  return event.data?.action === true ? (
    <em>
      {name} <MessageText {...text} inLine />
    </em>
  ) : (
    <MessageText {...text} />
  );
}
