'use client';
// Reactions under a bubble: emoji and count, own ones with the accent's ring. A press adds or takes back one's own.

import { SmilePlus } from 'lucide-react';
import { useState } from 'react';
import { useFormat, useT } from '../../client/react/i18n/provider.tsx';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

export interface Reaction {
  readonly emoji: string;
  readonly count: number;
  readonly mine: boolean;
}

interface Props {
  readonly reactions: readonly Reaction[];
  /** Who reacted with the one that is pointed at: "Marta and 林晓雨"; null while it is not known. */
  readonly names?: string | null;
  /** The pointer or the keyboard is on this emoji; null: on none. */
  readonly onPoint?: (emoji: string | null) => void;
  readonly onToggle: (emoji: string) => void;
  readonly onAdd?: () => void;
  readonly disabled?: boolean;
  /** The Tab key stops at them. */
  readonly isStop?: boolean;
}

export function ReactionChips({ reactions, names, onPoint, onToggle, onAdd, disabled, isStop = true }: Props) {
  const t = useT();
  return (
    <fieldset aria-label={t('message.reactions')} className="mt-1 flex min-w-0 flex-wrap gap-1">
      {reactions.map((reaction) => (
        <Chip
          key={reaction.emoji}
          {...reaction}
          names={names ?? null}
          onPoint={onPoint}
          onToggle={onToggle}
          disabled={disabled}
          isStop={isStop}
        />
      ))}
      {onAdd ? (
        <button
          type="button"
          disabled={disabled}
          aria-label={t('message.react')}
          onClick={onAdd}
          className="inline-grid h-[26px] place-items-center rounded-[13px] bg-surface-1 px-[7px] text-text-3 shadow-1 hover:text-text-2 pointer-coarse:h-9"
        >
          <Icon of={SmilePlus} size={16} />
        </button>
      ) : null}
    </fieldset>
  );
}

function Chip({
  emoji,
  count,
  mine,
  names,
  onPoint,
  onToggle,
  disabled,
  isStop,
}: Reaction & Pick<Props, 'onPoint' | 'onToggle' | 'disabled' | 'isStop'> & { readonly names: string | null }) {
  const t = useT();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const change = (next: boolean) => {
    setOpen(next);
    onPoint?.(next ? emoji : null);
  };
  return (
    <Tooltip
      text={names === null ? '' : t('log.reactedBy', { names, emoji })}
      side="top"
      open={open && names !== null}
      onOpenChange={change}
    >
      <button
        type="button"
        disabled={disabled}
        tabIndex={isStop ? 0 : -1}
        aria-pressed={mine}
        aria-label={mine ? t('message.reactionMine', { emoji, count }) : t('message.reactionLabel', { emoji, count })}
        onClick={() => onToggle(emoji)}
        className={cx(
          'inline-flex h-[26px] items-center gap-[5px] rounded-[13px] px-[9px] text-13 leading-none tabular-nums pointer-coarse:h-9 pointer-coarse:rounded-[18px]',
          mine
            ? 'bg-accent-soft font-name text-accent-soft-text shadow-[inset_0_0_0_1.5px_var(--accent)]'
            : 'bg-surface-1 text-text-2 shadow-1 hover:bg-surface-3-hover',
        )}
      >
        <span className="text-14 leading-none">{emoji}</span>
        {format.count(count)}
      </button>
    </Tooltip>
  );
}
