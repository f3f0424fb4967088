'use client';
// Where messages are written. Enter sends (never while an input method composes), Shift+Enter breaks the line; the text is
// a draft of its conversation at every moment, and no error takes it away.

import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { type ConversationView, useChat } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { LIMITS } from '../../core/protocol/limits.ts';
import { textFault } from '../../core/protocol/text.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { AutoGrow } from '../ui/auto-grow.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { ComposerBar } from './composer-bar.tsx';
import { EmojiPicker } from './emoji-picker.tsx';
import { MentionBox } from './mention-box.tsx';
import { type Called, calledIn, queryAt } from './mention-query.ts';
import { useMentionPicker } from './use-mention-picker.ts';

/** From here on the characters that are left are shown. */
const NEAR = 500;

export type Mode =
  | { readonly kind: 'write' }
  | { readonly kind: 'reply'; readonly event: WireEvent }
  | { readonly kind: 'edit'; readonly event: WireEvent };

interface Props {
  readonly conversation: ConversationView;
  readonly title: string;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  /** Up in an empty composer: the last message of mine. */
  readonly onEditLast: () => void;
  /** Saves a change; false: it was refused, and the text stays. */
  readonly onSave: (event: WireEvent, text: string) => Promise<boolean>;
}

export function Composer({ conversation, title, area, mode, onMode, onEditLast, onSave }: Props) {
  const t = useT();
  const chat = useChat();
  const { id } = conversation;
  const [changed, setChanged] = useState<string | null>(null);
  const [called, setCalled] = useState<readonly Called[]>([]);
  const [cursor, setCursor] = useState(0);
  const editing = mode.kind === 'edit';
  const text = editing ? (changed ?? mode.event.text ?? '') : conversation.draft;
  const setText = (next: string) => {
    if (editing) setChanged(next);
    else {
      chat.setDraft(id, next);
      chat.typing(id, next.trim() !== '');
    }
  };
  const picker = useMentionPicker(conversation, queryAt(text, cursor));
  const left = LIMITS.textUnits - text.length;
  const leave = () => {
    setChanged(null);
    onMode({ kind: 'write' });
  };
  const submit = async () => {
    if (textFault(text)) return;
    if (mode.kind === 'edit') {
      if (await onSave(mode.event, text)) leave();
      return;
    }
    const replyToSeq = mode.kind === 'reply' ? mode.event.seq : null;
    chat.send(id, { text, replyToSeq, ...calledIn(text, called, [t('composer.everyone'), 'all']) });
    chat.setDraft(id, '');
    chat.typing(id, false);
    setCalled([]);
    onMode({ kind: 'write' });
  };
  const pick = (person: Called) => {
    const at = picker.from;
    setText(`${text.slice(0, at)}@${person.name} ${text.slice(cursor)}`);
    setCursor(at + person.name.length + 2);
    setCalled([...called, person]);
    area.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (picker.onKey(event, pick)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      void submit();
    } else if (event.key === 'Escape' && mode.kind !== 'write') {
      event.preventDefault();
      leave();
    } else if (event.key === 'ArrowUp' && text === '' && mode.kind === 'write') {
      event.preventDefault();
      onEditLast();
    }
  };
  const insert = (emoji: string) => {
    const at = area.current?.selectionStart ?? text.length;
    setText(text.slice(0, at) + emoji + text.slice(area.current?.selectionEnd ?? at));
    area.current?.focus();
  };
  const placeholder = t(conversation.kind === 'DIRECT' ? 'composer.placeholder' : 'composer.placeholderGroup', { name: title });
  return (
    <div className="relative flex-none bg-surface-0 px-5 pb-[max(12px,env(safe-area-inset-bottom))] max-md:px-2">
      <div className="mx-auto max-w-[860px]">
        {picker.people.length > 0 ? <MentionBox people={picker.people} active={picker.active} onPick={pick} /> : null}
        <div className="rounded-l bg-surface-1 shadow-1">
          <ComposerBar mode={mode} onLeave={leave} />
          <div className="flex items-end gap-1 p-1.5">
            <EmojiPicker onPick={insert} />
            <AutoGrow
              ref={area}
              value={text}
              maxHeight="40dvh"
              aria-label={t('composer.label')}
              placeholder={placeholder}
              data-region-focus
              onChange={(event) => {
                setText(event.target.value);
                setCursor(event.target.selectionStart);
              }}
              onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
              onKeyDown={onKey}
              onBlur={() => chat.typing(id, false)}
              className="min-w-0 flex-1 px-1.5 py-1.5 text-15 leading-[20px] outline-none placeholder:text-text-3 max-md:py-3 max-md:text-[16px]"
            />
            <IconButton
              icon={SendHorizontal}
              label={editing ? t('composer.saveEdit') : t('composer.send')}
              disabled={textFault(text) !== null}
              onClick={() => void submit()}
              className="text-accent-text"
            />
          </div>
        </div>
        {left < NEAR ? (
          <p role="status" className={`mt-1 text-right text-12 ${left < 0 ? 'text-danger-text' : 'text-text-3'}`}>
            {left < 0 ? t('composer.tooLong', { over: -left }) : t('composer.left', { count: left })}
          </p>
        ) : null}
      </div>
    </div>
  );
}
