'use client';
// One message of the log: its bubble with quote and state, its tools, what hangs below it.

import { memo, useState } from 'react';
import { useMe } from '../../client/react/chat/hooks.ts';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { ActionSheet } from '../ui/action-sheet.tsx';
import { Bubble } from '../ui/bubble.tsx';
import type { BubblePlace } from '../ui/bubble-place.ts';
import { ContextMenu } from '../ui/menu.tsx';
import { Message } from '../ui/message-group.tsx';
import { RecalledPill } from '../ui/message-notes.tsx';
import { MessageToolbar } from '../ui/message-toolbar.tsx';
import { ReactionChips } from '../ui/reaction-chips.tsx';
import type { SendState } from '../ui/send-state.tsx';
import { useLongPress } from '../ui/use-long-press.ts';
import { MessageText, mentionsOf } from './message-text.tsx';
import { Quote } from './quote.tsx';
import { useName } from './titles.ts';
import { type MessageCommands, QUICK_EMOJI, useMessageActions } from './use-message-actions.ts';

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
  readonly now: number;
  readonly commands: LogCommands;
}

export const MessageItem = memo(function MessageItem(props: Props) {
  return props.event.recalledAt === null ? <Standing {...props} /> : <Recalled {...props} />;
});

function Recalled({ event, commands }: Props) {
  const t = useT();
  const me = useMe();
  const name = useName(event.senderId);
  const again = commands.editAgain(event);
  return (
    <RecalledPill
      text={event.senderId === me.id ? t('message.recalledByYou') : t('message.recalledBy', { name })}
      {...(again ? { onEditAgain: again } : {})}
    />
  );
}

function Standing({ event, place, quoted, state, now, commands }: Props) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const name = useName(event.senderId);
  const { reply, entries, react } = useMessageActions(event, now, commands);
  const [held, setHeld] = useState(false);
  const press = useLongPress(() => setHeld(true));
  const own = event.senderId === me.id;
  const at = Date.parse(event.createdAt);
  const calls = !own && (event.data?.mentionsAll === true || mentionsOf(event.data).includes(me.id));
  const text = event.text ?? '';
  const body = <MessageText text={text} data={event.data} />;
  return (
    <Message
      own={own}
      tools={
        <MessageToolbar
          emoji={QUICK_EMOJI.slice(0, 3)}
          onReact={react}
          actions={reply.icon ? [{ ...reply, icon: reply.icon }] : []}
          more={entries}
        />
      }
      below={event.reactions.length > 0 ? <ReactionChips reactions={event.reactions} onToggle={react} /> : null}
    >
      <ContextMenu label={t('message.actions')} entries={[reply, ...entries]}>
        <div {...press} data-seq={event.seq} className="max-w-full">
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
            {event.data?.action === true ? (
              <em>
                {name} {body}
              </em>
            ) : (
              body
            )}
          </Bubble>
        </div>
      </ContextMenu>
      <ActionSheet
        label={t('message.actions')}
        entries={[reply, ...entries]}
        open={held}
        onOpenChange={setHeld}
        top={
          <EmojiRow
            onPick={(emoji) => {
              setHeld(false);
              react(emoji);
            }}
          />
        }
      />
    </Message>
  );
}

function EmojiRow({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const t = useT();
  return (
    <div className="flex justify-between px-2 pb-2">
      {QUICK_EMOJI.map((emoji) => (
        <button
          key={emoji}
          type="button"
          aria-label={t('message.reactWith', { emoji })}
          onClick={() => onPick(emoji)}
          className="grid size-12 place-items-center rounded-full text-[24px] hover:bg-surface-hover"
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}
