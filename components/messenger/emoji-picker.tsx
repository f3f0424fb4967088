'use client';
// A small set of emoji: for the composer, and for reactions that the toolbar does not offer.

import { Smile } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Popover } from '../ui/popover.tsx';

const EMOJI = [
  ...['😀', '😄', '😁', '😂', '🤣', '😊', '😇', '🙂', '😉', '😍', '😘', '😋', '😎', '🤩', '🥳', '🤔'],
  ...['🤨', '😐', '🙄', '😏', '😮', '😢', '😭', '😤', '😡', '🤯', '😱', '🥱', '😴', '🤒', '🤗', '🙈'],
  ...['👍', '👎', '👌', '✌️', '🤞', '👏', '🙌', '🙏', '💪', '👋', '🤝', '👀', '🧠', '❤️', '💔', '🔥'],
  ...['✨', '🎉', '🎂', '🎁', '☕', '🍺', '🌹', '🌞', '🌧️', '⚡', '✅', '❌', '⚠️', '❓', '💡', '🚀'],
];

export function EmojiGrid({ onPick }: { readonly onPick: (emoji: string) => void }) {
  return (
    <div className="-m-2 grid grid-cols-8 gap-0.5">
      {EMOJI.map((emoji) => (
        <button
          key={emoji}
          type="button"
          onClick={() => onPick(emoji)}
          className="grid size-9 place-items-center rounded-s text-[20px] hover:bg-surface-3-hover"
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}

export function EmojiPicker({ onPick, disabled }: { readonly onPick: (emoji: string) => void; readonly disabled?: boolean }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const pick = (emoji: string) => {
    setOpen(false);
    onPick(emoji);
  };
  return (
    <Popover
      label={t('composer.emoji')}
      side="top"
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton icon={Smile} label={t('composer.emoji')} disabled={disabled} />}
    >
      <EmojiGrid onPick={pick} />
    </Popover>
  );
}
