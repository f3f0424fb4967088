// Where one writes: Enter sends, Shift and Enter begins a line. What is written is the engine's draft, which the device keeps.
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useChat, useConversation } from '../../client/react/chat/hooks.ts';
import { isComposing } from '../../components/ui/composing.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { useCell, useFrame } from './context.tsx';
import { EmojiPanel } from './emoji.tsx';
import { Icon, IconButton } from './icons.tsx';

const NOBODY = { replyToSeq: null, mentionUserIds: [], mentionAll: false };

/** What is written, kept as the engine's draft; what another tab has written on, or sent, is taken over. */
function useDraft(id: ConversationId): [string, (next: string) => void] {
  const { setDraft, typing } = useChat();
  const draft = useConversation(id)?.draft ?? '';
  const [text, setText] = useState(draft);
  const [last, setLast] = useState(draft);
  if (draft !== last) {
    setLast(draft);
    setText(draft);
  }
  const write = (next: string) => {
    setText(next);
    setLast(next);
    setDraft(id, next);
    typing(id, next.trim() !== '');
  };
  return [text, write];
}

/** As high as what is in it, and in focus when the frame comes into sight. */
function useField(text: string) {
  const { desk } = useFrame();
  const field = useRef<HTMLTextAreaElement>(null);
  const shown = useCell(desk.shown);
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    if (text) area.style.height = `${area.scrollHeight}px`;
  }, [text]);
  useEffect(() => {
    if (shown.on) field.current?.focus();
  }, [shown.on]);
  return field;
}

export function Composer({ id }: { readonly id: ConversationId }) {
  const { t } = useFrame();
  const { send, typing } = useChat();
  const [text, write] = useDraft(id);
  const [emoji, setEmoji] = useState(false);
  const field = useField(text);
  const focus = () => field.current?.focus();
  const submit = () => {
    if (text.trim() === '') return;
    send(id, { text, ...NOBODY });
    write('');
    focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    submit();
  };
  const put = (sign: string) => {
    setEmoji(false);
    write(inserted(field.current, text, sign));
  };
  const closeEmoji = () => {
    setEmoji(false);
    focus();
  };
  return (
    <footer>
      {emoji ? <EmojiPanel onChoose={put} onClose={closeEmoji} /> : null}
      <div className="composer">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          data-kept
          aria-label={t('talk.write')}
          placeholder={t('talk.write')}
          value={text}
          onChange={({ target }) => write(target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => typing(id, false)}
        />
        <IconButton name="smile" label={t('talk.emoji')} expanded={emoji} onClick={() => setEmoji(!emoji)} />
        <Send disabled={text.trim() === ''} onSend={submit} />
      </div>
    </footer>
  );
}

/** The text with a sign where the field's caret stands, which stands behind it then. */
function inserted(area: HTMLTextAreaElement | null, text: string, sign: string): string {
  const at = area?.selectionStart ?? text.length;
  requestAnimationFrame(() => {
    area?.focus();
    area?.setSelectionRange(at + sign.length, at + sign.length);
  });
  return text.slice(0, at) + sign + text.slice(area?.selectionEnd ?? at);
}

function Send({ disabled, onSend }: { readonly disabled: boolean; readonly onSend: () => void }) {
  const { t } = useFrame();
  return (
    <button type="button" className="send" aria-label={t('talk.send')} title={t('talk.send')} disabled={disabled} onClick={onSend}>
      <Icon name="send" />
    </button>
  );
}
