// Where one writes: Enter sends, Shift and Enter begins a line. What is written is the engine's draft, which the device keeps.
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useChat, useConversation } from '../../client/react/chat/hooks.ts';
import { isComposing } from '../../components/ui/composing.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { useCell, useFrame } from './context.tsx';
import { EmojiPanel } from './emoji.tsx';
import { Icon, IconButton } from './icons.tsx';

const NOBODY = { replyToSeq: null, mentionUserIds: [], mentionAll: false };

export function Composer({ id }: { readonly id: ConversationId }) {
  const { desk, t } = useFrame();
  const { send, setDraft, typing } = useChat();
  const draft = useConversation(id)?.draft ?? '';
  const [text, setText] = useState(draft);
  const [emoji, setEmoji] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const shown = useCell(desk.shown);
  // Another tab has written on, or sent it.
  const [last, setLast] = useState(draft);
  if (draft !== last) {
    setLast(draft);
    setText(draft);
  }
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    if (text) area.style.height = `${area.scrollHeight}px`;
  }, [text]);
  useEffect(() => {
    if (shown.on) field.current?.focus();
  }, [shown.on]);
  const write = (next: string) => {
    setText(next);
    setLast(next);
    setDraft(id, next);
    typing(id, next.trim() !== '');
  };
  const submit = () => {
    if (text.trim() === '') return;
    send(id, { text, ...NOBODY });
    write('');
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    submit();
  };
  const put = (sign: string) => {
    const area = field.current;
    const at = area?.selectionStart ?? text.length;
    write(text.slice(0, at) + sign + text.slice(area?.selectionEnd ?? at));
    setEmoji(false);
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(at + sign.length, at + sign.length);
    });
  };
  return (
    <footer>
      {emoji ? (
        <EmojiPanel
          onChoose={put}
          onClose={() => {
            setEmoji(false);
            field.current?.focus();
          }}
        />
      ) : null}
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
        <button
          type="button"
          className="send"
          aria-label={t('talk.send')}
          title={t('talk.send')}
          disabled={text.trim() === ''}
          onClick={submit}
        >
          <Icon name="send" />
        </button>
      </div>
    </footer>
  );
}
