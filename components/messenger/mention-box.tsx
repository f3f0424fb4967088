'use client';
// Those who may be meant, above the composer. The text area keeps the focus; the choice moves by its keys.

import { AtSign } from 'lucide-react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Choice } from './use-mention-picker.ts';

interface Props {
  readonly id: string;
  readonly choices: readonly Choice[];
  readonly active: number;
  readonly onPick: (choice: Choice) => void;
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

export function MentionBox({ id, choices, active, onPick }: Props) {
  const t = useT();
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t('composer.mention')}
      className="absolute bottom-full z-(--z-popover) mb-1.5 w-72 max-w-[calc(100%-32px)] rounded-l bg-surface-3 p-1.5 shadow-3"
    >
      {choices.map((choice, index) => (
        <button
          key={choice.name + choice.detail}
          id={optionId(id, index)}
          type="button"
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(choice)}
          className="flex h-10 w-full items-center gap-2.5 rounded-s px-2 text-left text-14 hover:bg-surface-3-hover aria-selected:bg-surface-3-hover max-md:h-12"
        >
          {choice.id === null ? (
            <span className="grid size-7 flex-none place-items-center rounded-full bg-accent-soft text-accent-soft-text">
              <Icon of={AtSign} size={16} />
            </span>
          ) : (
            <Avatar id={choice.id} name={choice.name} url={choice.avatarUrl} size={28} />
          )}
          <span className="min-w-0 truncate">{choice.name}</span>
          <span className="ml-auto max-w-1/2 flex-none truncate pl-2 text-12 text-text-3">{choice.detail}</span>
        </button>
      ))}
    </div>
  );
}
