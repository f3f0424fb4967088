'use client';
// The composer of a ticket: the messenger's own text, drafts and keys, with canned replies behind a `/`. A note turns it yellow.

import { SquareSlash } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { useChat } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { textFault } from '../../../core/protocol/text.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { EmojiPicker } from '../../emoji/emoji-picker.tsx';
import { CompletionBox, optionId } from '../../messenger/composer/completion-box.tsx';
import { useOffer } from '../../messenger/composer/completion-options.tsx';
import { ComposerBar } from '../../messenger/composer/composer-bar.tsx';
import { Reason } from '../../messenger/composer/composer-foot.tsx';
import { type ComposerProps, useComposer } from '../../messenger/composer/use-composer.ts';
import { useComposerKeys } from '../../messenger/composer/use-composer-keys.ts';
import { AutoGrow } from '../../ui/auto-grow.tsx';
import { cx } from '../../ui/cx.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { CannedBox, NoCannedBox } from './canned-box.tsx';
import { SendButtons } from './send-buttons.tsx';
import type { Side } from './sides.ts';
import { type FilledReply, useCanned } from './use-canned.ts';

interface Props extends ComposerProps {
  readonly ticket: WireTicket;
  readonly side: Side;
  /** Over the text: to whom it goes. */
  readonly head: ReactNode;
}

export const lookOf = (side: Side): string =>
  side === 'note'
    ? 'bg-note text-note-text outline-1 outline-note-line focus-within:outline-note-line'
    : 'bg-surface-1 shadow-1 focus-within:outline-focus';

/** The place of what is written, below the talk. */
export function ComposerFrame({ children }: { readonly children: ReactNode }) {
  return (
    <div className="relative flex-none bg-surface-0 px-4 pb-[max(16px,env(safe-area-inset-bottom))] max-md:px-2 max-md:pb-[max(8px,env(safe-area-inset-bottom))]">
      <div className="mx-auto max-w-[892px]">{children}</div>
    </div>
  );
}

export function DeskComposer(props: Props) {
  const { ticket, side, head, area, conversation, mode } = props;
  const composer = useComposer(props);
  const offer = useOffer(composer.people, composer.emoji, composer);
  const canned = useCanned(ticket, composer.text, composer.cursor);
  const listId = useId();
  const pick = ({ text }: FilledReply) => composer.put(text, canned.from, composer.cursor);
  const onSlash = () => composer.insert(/(^|\s)$/.test(composer.text.slice(0, composer.cursor)) ? '/' : ' /');
  const keys = useComposerKeys(props, composer, false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.nativeEvent.isComposing && canned.onKey(event, pick)) return;
    keys(event);
  };
  const open = canned.choices.length > 0 ? canned.active : (offer?.active ?? null);
  return (
    <ComposerFrame>
      {canned.choices.length > 0 ? (
        <CannedBox id={listId} query={canned.query} replies={canned.choices} active={canned.active} onPick={pick} />
      ) : null}
      {canned.none ? <NoCannedBox why={canned.none} /> : null}
      {offer && canned.choices.length === 0 ? <CompletionBox id={listId} {...offer} /> : null}
      <div className={cx('rounded-l focus-within:outline-2', lookOf(side))}>
        <div className="px-2 pt-2">{head}</div>
        <ComposerBar id={conversation.id} mode={mode} onLeave={composer.leave} />
        <Text
          area={area}
          composer={composer}
          conversation={conversation}
          side={side}
          list={open === null ? null : { id: listId, at: open }}
          onKeyDown={onKeyDown}
        />
        <Foot {...props} composer={composer} onSlash={onSlash} />
      </div>
    </ComposerFrame>
  );
}

interface TextProps extends Pick<Props, 'area' | 'conversation' | 'side'> {
  readonly composer: ReturnType<typeof useComposer>;
  /** The open list of completions and which would be chosen. */
  readonly list: { readonly id: string; readonly at: number } | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function Text({ area, conversation, side, composer, list, onKeyDown }: TextProps) {
  const t = useT();
  const { typing } = useChat();
  return (
    <AutoGrow
      ref={area}
      value={composer.text}
      maxHeight="40dvh"
      aria-label={t(side === 'note' ? 'desk.noteLabel' : 'composer.label')}
      placeholder={t(side === 'note' ? 'desk.notePlaceholder' : 'desk.replyPlaceholder')}
      aria-autocomplete="list"
      aria-controls={list?.id}
      aria-activedescendant={list ? optionId(list.id, list.at) : undefined}
      data-region-focus
      data-kept
      onChange={(event) => composer.setText(event.target.value, event.target.selectionStart)}
      onSelect={(event) => composer.onSelect(event.currentTarget.selectionStart)}
      onKeyDown={onKeyDown}
      onBlur={() => typing(conversation.id, false)}
      className={cx(
        'min-h-[calc(1lh+12px)] px-4 py-1.5 text-15 outline-none max-md:text-[16px]',
        side === 'note' ? 'placeholder:text-note-meta' : 'placeholder:text-text-3',
      )}
    />
  );
}

function Foot({
  ticket,
  side,
  mode,
  composer,
  onSlash,
}: Props & { readonly composer: ReturnType<typeof useComposer>; readonly onSlash: () => void }) {
  const t = useT();
  const reasonId = useId();
  const disabled = textFault(composer.text) !== null || composer.busy;
  return (
    <div className="flex items-center gap-1 px-2 pb-2">
      <EmojiPicker label={t('composer.emoji')} onPick={composer.insert} />
      <IconButton icon={SquareSlash} label={t('desk.cannedReplies')} onClick={onSlash} />
      <span className="flex-1" />
      <Reason id={reasonId} text={composer.text} cutOff={false} />
      <SendButtons
        ticket={ticket}
        side={side}
        edits={mode.kind === 'edit'}
        disabled={disabled}
        reasonId={reasonId}
        onSend={composer.submit}
      />
    </div>
  );
}
