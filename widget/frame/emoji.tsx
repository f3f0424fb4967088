// A small set, at hand: a phone's keyboard has all of them.
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useFrame } from './context.tsx';

const SET = '😀 😄 😂 🙂 😉 😍 🤔 😅 😕 😢 😡 👍 👎 🙏 👏 🙌 💪 ❤️ 🎉 ✅ ❓ 👀 📦 🚚'.split(' ');
const COLUMNS = 8;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -COLUMNS, ArrowDown: COLUMNS };

interface Props {
  readonly onChoose: (emoji: string) => void;
  readonly onClose: () => void;
}

export function EmojiPanel({ onChoose, onClose }: Props) {
  const { t } = useFrame();
  const panel = useRef<HTMLFieldSetElement>(null);
  useEffect(() => panel.current?.querySelector('button')?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
    }
    const buttons = [...(panel.current?.querySelectorAll('button') ?? [])];
    const sign = document.documentElement.dir === 'rtl' && /Left|Right/.test(event.key) ? -1 : 1;
    const step = (STEPS[event.key] ?? 0) * sign;
    const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step];
    if (step === 0 || !next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <fieldset ref={panel} className="emoji" aria-label={t('talk.emojiList')}>
      {SET.map((emoji, index) => (
        <button key={emoji} type="button" tabIndex={index === 0 ? 0 : -1} onKeyDown={onKeyDown} onClick={() => onChoose(emoji)}>
          {emoji}
        </button>
      ))}
    </fieldset>
  );
}
