'use client';
// Above the text: which message is answered or changed, and the way out.

import { X } from 'lucide-react';
import { type Mode, useLog, useMe } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import { plainText } from '../../text/plain-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { eventAt } from '../log/log-window.ts';
import { useName } from '../titles.ts';

interface Props<M extends Mode = Mode> {
  readonly id: ConversationId;
  readonly mode: M;
  readonly onLeave: () => void;
}

export function ComposerBar({ mode, ...rest }: Props) {
  return mode.kind === 'write' ? null : <Bar mode={mode} {...rest} />;
}

/** The message may not be held: one that was begun before a reload, far above. */
function Bar({ id, mode, onLeave }: Props<Exclude<Mode, { kind: 'write' }>>) {
  const t = useT();
  const event = eventAt(useLog(id).items, mode.seq);
  const answered = useAnswered(event);
  return (
    <div className="flex items-center gap-2 border-b border-line px-3 py-1.5 max-md:mb-2 max-md:pt-0 max-md:pr-1">
      <span className="min-w-0 flex-1 border-l-[3px] border-accent pl-2.5">
        <span className="block text-12 font-name text-accent-text">{mode.kind === 'edit' ? t('composer.editing') : answered}</span>
        <span className="block truncate text-13 text-text-2">
          {event === null ? t('message.quoteEarlier') : event.text === null ? t('message.quoteGone') : plainText(event.text)}
        </span>
      </span>
      <IconButton icon={X} small label={mode.kind === 'edit' ? t('composer.cancelEdit') : t('composer.cancelReply')} onClick={onLeave} />
    </div>
  );
}

function useAnswered(event: WireEvent | null): string {
  const t = useT();
  const me = useMe();
  const name = useName(event?.senderId ?? null);
  if (event === null) return t('message.reply');
  return event.senderId === me.id ? t('composer.replyToYou') : t('composer.replyTo', { name });
}
