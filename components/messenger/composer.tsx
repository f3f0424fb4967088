'use client';
// Where messages are written. Enter sends (never while an input method composes), Shift+Enter breaks the line; the text is
// a draft of its conversation at every moment, and no error takes it away.

import { ArrowUp, AtSign, Check } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { type ConversationView, useChat } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { LIMITS } from '../../core/protocol/limits.ts';
import { textFault } from '../../core/protocol/text.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { AutoGrow } from '../ui/auto-grow.tsx';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { moveFocus } from '../ui/return-focus.ts';
import { ComposerBar } from './composer-bar.tsx';
import { EmojiPicker } from './emoji-picker.tsx';
import { MentionBox, optionId } from './mention-box.tsx';
import { calledIn, queryAt } from './mention-query.ts';
import { useDraft } from './use-draft.ts';
import { type Choice, useMentionPicker } from './use-mention-picker.ts';
import type { Work } from './use-work.ts';

/** From here on the characters that are left are shown. */
const NEAR = 500;

interface Props {
  readonly conversation: ConversationView;
  readonly title: string;
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly work: Work;
  readonly onWork: (change: Partial<Work>) => void;
  /** Up in an empty composer: the last message of mine. */
  readonly onEditLast: () => void;
  /** Saves a change; false: it was refused, and the text stays. */
  readonly onSave: (event: WireEvent, text: string) => Promise<boolean>;
}

/** The text as it stands, and what becomes of it. */
function useComposer({ conversation, area, work, onWork, onSave }: Props) {
  const chat = useChat();
  const { id } = conversation;
  const { mode, changed, called } = work;
  const [draft, setDraft] = useDraft(conversation);
  const [cursor, setCursor] = useState(draft.length);
  const [busy, setBusy] = useState(false);
  const text = mode.kind === 'edit' ? (changed ?? mode.event.text ?? '') : draft;
  const setText = (next: string, at: number) => {
    setCursor(at);
    if (mode.kind === 'edit') onWork({ changed: next });
    else setDraft(next);
  };
  const picker = useMentionPicker(conversation, text, queryAt(text, cursor));
  const put = (piece: string, from: number, to: number) => {
    const next = text.slice(0, from) + piece + text.slice(to);
    setText(next, from + piece.length);
    const box = area.current;
    if (!box) return;
    moveFocus(box);
    // The text area has the new text after the next drawing.
    requestAnimationFrame(() => box.setSelectionRange(from + piece.length, from + piece.length));
  };
  const leave = () => onWork({ changed: null, mode: { kind: 'write' } });
  const save = async (event: WireEvent) => {
    setBusy(true);
    const saved = text === event.text || (await onSave(event, text));
    setBusy(false);
    if (saved) leave();
  };
  return {
    text,
    picker,
    busy,
    setText,
    leave,
    onSelect: (at: number) => setCursor(at),
    insert: (piece: string) => put(piece, area.current?.selectionStart ?? text.length, area.current?.selectionEnd ?? text.length),
    pick(choice: Choice) {
      put(`@${choice.name} `, picker.from, cursor);
      if (choice.id !== null) onWork({ called: [...called, { id: choice.id, name: choice.name }] });
    },
    submit() {
      if (textFault(text) || busy) return;
      if (mode.kind === 'edit') {
        void save(mode.event);
        return;
      }
      chat.send(id, { text, replyToSeq: mode.kind === 'reply' ? mode.event.seq : null, ...calledIn(text, called, picker.members) });
      setDraft('');
      onWork({ called: [], mode: { kind: 'write' } });
    },
  };
}

function useKeys(props: Props, { text, picker, pick, submit, leave }: ReturnType<typeof useComposer>) {
  return (event: KeyboardEvent) => {
    // 229: a key that an input method has taken, told by browsers that end composing before the key.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (picker.onKey(event, pick)) return;
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === 'Enter' && plain) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape' && props.work.mode.kind !== 'write') {
      event.preventDefault();
      leave();
    } else if (event.key === 'ArrowUp' && plain && text === '' && props.work.mode.kind === 'write') {
      event.preventDefault();
      props.onEditLast();
    }
  };
}

export function Composer(props: Props) {
  const t = useT();
  const { typing } = useChat();
  const { conversation, title, area, work } = props;
  const composer = useComposer(props);
  const onKeyDown = useKeys(props, composer);
  const listId = useId();
  const { text, picker } = composer;
  const editing = work.mode.kind === 'edit';
  const choosing = picker.choices.length > 0;
  if (conversation.kind === 'CHANNEL' && conversation.role === 'MEMBER') return <Closed text={t('composer.adminsOnly')} />;
  return (
    <div className="relative flex-none bg-surface-0 px-4 pb-[max(16px,env(safe-area-inset-bottom))] max-md:bg-surface-1 max-md:px-2 max-md:pt-2 max-md:pb-[max(8px,env(safe-area-inset-bottom))]">
      <div className="mx-auto max-w-[892px]">
        {choosing ? <MentionBox id={listId} choices={picker.choices} active={picker.active} onPick={composer.pick} /> : null}
        <div className="rounded-l bg-surface-1 shadow-1 focus-within:outline-2 focus-within:outline-focus max-md:shadow-none max-md:focus-within:outline-none">
          <ComposerBar mode={work.mode} onLeave={composer.leave} />
          <div className="flex flex-wrap items-end gap-1 px-2 pt-1.5 pb-2 max-md:flex-nowrap max-md:gap-0 max-md:p-0">
            <AutoGrow
              ref={area}
              value={text}
              maxHeight="40dvh"
              aria-label={t('composer.label')}
              placeholder={t(conversation.kind === 'DIRECT' ? 'composer.placeholder' : 'composer.placeholderGroup', { name: title })}
              aria-autocomplete="list"
              aria-controls={choosing ? listId : undefined}
              aria-activedescendant={choosing ? optionId(listId, picker.active) : undefined}
              data-region-focus
              onChange={(event) => composer.setText(event.target.value, event.target.selectionStart)}
              onSelect={(event) => composer.onSelect(event.currentTarget.selectionStart)}
              onKeyDown={onKeyDown}
              onBlur={() => typing(conversation.id, false)}
              className="min-w-0 basis-full px-2 py-1.5 text-15 outline-none placeholder:truncate placeholder:text-text-3 max-md:basis-0 max-md:grow max-md:rounded-[22px] max-md:bg-surface-2 max-md:px-4 max-md:py-[11px] max-md:text-[16px]"
            />
            <EmojiPicker onPick={composer.insert} />
            {conversation.kind === 'DIRECT' ? null : (
              <IconButton icon={AtSign} label={t('composer.mention')} onClick={() => composer.insert('@')} className="max-md:hidden" />
            )}
            <Remaining text={text} />
            <SendButton
              label={editing ? t('composer.saveEdit') : t('composer.send')}
              icon={editing ? Check : ArrowUp}
              disabled={textFault(text) !== null || composer.busy}
              onClick={composer.submit}
            />
          </div>
        </div>
      </div>
    </div>
  );
}

function Closed({ text }: { readonly text: string }) {
  return (
    <div className="flex-none px-4 pb-4">
      <p className="mx-auto max-w-[892px] rounded-l bg-surface-1 px-4 py-3 text-13 text-text-2 shadow-1">{text}</p>
    </div>
  );
}

function Remaining({ text }: { readonly text: string }) {
  const t = useT();
  const left = LIMITS.textUnits - text.length;
  return (
    <span role="status" className={`mr-2 ml-auto self-center text-12 tabular-nums ${left < 0 ? 'text-danger-text' : 'text-text-3'}`}>
      {left >= NEAR ? null : left < 0 ? t('composer.tooLong', { over: -left }) : t('composer.left', { count: left })}
    </span>
  );
}

interface SendProps {
  readonly label: string;
  readonly icon: typeof ArrowUp;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function SendButton({ label, icon, disabled, onClick }: SendProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
      className="grid size-[34px] flex-none place-items-center rounded-full bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-active disabled:bg-surface-2 disabled:text-text-disabled max-md:size-11"
    >
      <Icon of={icon} size={20} />
    </button>
  );
}
