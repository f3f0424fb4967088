'use client';
// Where messages are written. The text is a draft of its conversation at every moment, and no error takes it away; what each
// key does is in composer-keys.ts.

import { ArrowUp, AtSign, Check } from 'lucide-react';
import { useId, useRef } from 'react';
import { useChat, useConnection } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { textFault } from '../../../core/protocol/text.ts';
import { EmojiPicker } from '../../emoji/emoji-picker.tsx';
import { AutoGrow } from '../../ui/auto-grow.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { CompletionBox, optionId } from './completion-box.tsx';
import { useOffer } from './completion-options.tsx';
import { ComposerBar } from './composer-bar.tsx';
import { Reason, SendButton } from './composer-foot.tsx';
import { type ComposerProps, type ComposerState, useComposer } from './use-composer.ts';
import { useComposerKeys } from './use-composer-keys.ts';

export function Composer(props: ComposerProps) {
  const t = useT();
  const { conversation, mode } = props;
  const composer = useComposer(props);
  const offer = useOffer(composer.people, composer.emoji, composer);
  const listId = useId();
  if (conversation.kind === 'CHANNEL' && conversation.role === 'MEMBER') return <Closed text={t('composer.adminsOnly')} />;
  return (
    <div className="relative flex-none bg-surface-0 px-4 pb-[max(16px,env(safe-area-inset-bottom))] max-md:bg-surface-1 max-md:px-2 max-md:pt-2 max-md:pb-[max(8px,env(safe-area-inset-bottom))]">
      <div className="mx-auto max-w-[892px]">
        {offer ? <CompletionBox id={listId} {...offer} /> : null}
        <div className="rounded-l bg-surface-1 shadow-1 focus-within:outline-2 focus-within:outline-focus max-md:shadow-none max-md:focus-within:outline-none">
          <ComposerBar id={conversation.id} mode={mode} onLeave={composer.leave} />
          <Field {...props} composer={composer} list={offer ? { id: listId, active: optionId(listId, offer.active) } : null} />
        </div>
      </div>
    </div>
  );
}

interface FieldProps extends ComposerProps {
  readonly composer: ComposerState;
  /** The open list of completions and its option that would be chosen. */
  readonly list: { readonly id: string; readonly active: string } | null;
}

function Field({ composer, list, ...props }: FieldProps) {
  const t = useT();
  const { typing } = useChat();
  const composing = useRef(false);
  const reasonId = useId();
  const { conversation, title, area, mode } = props;
  const editing = mode.kind === 'edit';
  // A new message waits in the outbox; a change is made by the server, or not at all.
  const cutOff = useConnection().state === 'offline' && editing;
  const onKeyDown = useComposerKeys(props, composer, cutOff);
  return (
    <div className="flex flex-wrap items-end gap-1 px-2 pt-1.5 pb-2 max-md:gap-0 max-md:p-0">
      <AutoGrow
        ref={area}
        value={composer.text}
        maxHeight="40dvh"
        aria-label={t('composer.label')}
        placeholder={t(conversation.kind === 'DIRECT' ? 'composer.placeholder' : 'composer.placeholderGroup', { name: title })}
        aria-autocomplete="list"
        aria-controls={list?.id}
        aria-activedescendant={list?.active}
        data-region-focus
        data-kept
        onChange={(event) => composer.setText(event.target.value, event.target.selectionStart)}
        onSelect={(event) => composer.onSelect(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={() => {
          composing.current = false;
        }}
        onBlur={() => typing(conversation.id, false)}
        className="min-h-[calc(1lh+12px)] min-w-0 basis-full px-2 py-1.5 text-15 outline-none placeholder:truncate placeholder:text-text-3 max-md:basis-0 max-md:grow max-md:rounded-[22px] max-md:bg-surface-2 max-md:min-h-11 max-md:px-4 max-md:py-[11px] max-md:text-[16px]"
      />
      <EmojiPicker label={t('composer.emoji')} onPick={composer.insert} />
      {conversation.kind === 'DIRECT' ? null : (
        <IconButton icon={AtSign} label={t('composer.mention')} onClick={composer.callSomebody} className="max-md:hidden" />
      )}
      <Reason id={reasonId} text={composer.text} cutOff={cutOff} />
      <SendButton
        label={editing ? t('composer.saveEdit') : t('composer.send')}
        icon={editing ? Check : ArrowUp}
        disabled={textFault(composer.text) !== null || composer.busy || cutOff}
        reasonId={reasonId}
        composing={() => composing.current}
        onClick={composer.submit}
      />
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
