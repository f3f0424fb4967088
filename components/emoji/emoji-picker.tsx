'use client';
// A button that opens the emoji: in a popover beside it, on a phone in a sheet. And the sheet alone, for a phone's menus.

import { Smile } from 'lucide-react';
import { useState } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Popover } from '../ui/popover.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { usePhone } from '../ui/use-media.ts';
import { EmojiPanelLazy } from './emoji-lazy.tsx';

interface PanelProps {
  readonly onPick: (emoji: string) => void;
}

/** As wide as the popover's content is to be. */
export function EmojiPopoverPanel({ onPick }: PanelProps) {
  return (
    <div className="-m-4 w-80 max-w-[calc(100vw-16px)]">
      <EmojiPanelLazy onPick={onPick} />
    </div>
  );
}

interface SheetProps extends PanelProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function EmojiSheet({ open, onOpenChange, onPick }: SheetProps) {
  const t = useT();
  return (
    <Sheet title={t('emoji.title')} quiet open={open} onOpenChange={onOpenChange}>
      {/* Not the search: it would raise the keyboard over the emoji. */}
      <div data-focus-first tabIndex={-1} className="outline-none">
        <EmojiPanelLazy onPick={onPick} />
      </div>
    </Sheet>
  );
}

export function EmojiPicker({ label, onPick }: PanelProps & { readonly label: string }) {
  const t = useT();
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  const pick = (emoji: string) => {
    onPick(emoji);
    setOpen(false);
  };
  if (phone) {
    return (
      <>
        <IconButton icon={Smile} label={label} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(true)} />
        <EmojiSheet open={open} onOpenChange={setOpen} onPick={pick} />
      </>
    );
  }
  return (
    <Popover
      label={t('emoji.title')}
      side="top"
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton icon={Smile} label={label} />}
    >
      <EmojiPopoverPanel onPick={pick} />
    </Popover>
  );
}
