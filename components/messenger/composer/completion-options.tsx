'use client';
// Both kinds of completion as one list of options; at one place in a text at most one of them is asked for.

import { AtSign } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useLang, useT } from '../../../client/react/i18n/provider.tsx';
import type { Emoji } from '../../emoji/emoji-data.ts';
import { tone } from '../../emoji/habits.ts';
import { withTone } from '../../emoji/skin-tone.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Option } from './completion-box.tsx';
import type { Completion } from './use-completion.ts';
import type { Choice } from './use-mention-picker.ts';

export interface Picks {
  readonly onPerson: (choice: Choice) => void;
  readonly onEmoji: (emoji: Emoji) => void;
}

export interface Offer {
  readonly label: string;
  readonly options: readonly Option[];
  readonly active: number;
}

function Everybody() {
  return (
    <span className="grid size-7 flex-none place-items-center rounded-full bg-accent-soft text-accent-soft-text">
      <Icon of={AtSign} size={16} />
    </span>
  );
}

/** Null: there is nothing to choose. */
export function useOffer(people: Completion<Choice>, emoji: Completion<Emoji>, { onPerson, onEmoji }: Picks): Offer | null {
  const t = useT();
  const { lang } = useLang();
  if (people.choices.length > 0) {
    const options = people.choices.map((choice) => ({
      key: choice.id ?? 'all',
      mark: choice.id === null ? <Everybody /> : <Avatar id={choice.id} name={choice.name} url={choice.avatarUrl} size={28} />,
      text: choice.name,
      detail: choice.detail,
      onPick: () => onPerson(choice),
    }));
    return { label: t('composer.mention'), options, active: people.active };
  }
  if (emoji.choices.length === 0) return null;
  const options = emoji.choices.map((choice) => ({
    key: choice.emoji,
    mark: <span className="text-[20px] leading-none">{choice.hasTones ? withTone(choice.emoji, tone.get()) : choice.emoji}</span>,
    text: (lang === 'zh' ? choice.chinese : choice.english)[0] ?? '',
    detail: `:${choice.codes[0] ?? ''}:`,
    onPick: () => onEmoji(choice),
  }));
  return { label: t('composer.emoji'), options, active: emoji.active };
}

/** True: the key was for what is offered. */
export function offerKey(
  event: KeyboardEvent,
  people: Completion<Choice>,
  emoji: Completion<Emoji> & { readonly closing: Emoji | undefined },
  { onPerson, onEmoji }: Picks,
): boolean {
  if (people.onKey(event, onPerson) || emoji.onKey(event, onEmoji)) return true;
  if (event.key !== ':' || !emoji.closing || event.ctrlKey || event.metaKey) return false;
  event.preventDefault();
  onEmoji(emoji.closing);
  return true;
}
