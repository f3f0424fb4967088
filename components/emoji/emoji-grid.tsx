'use client';
// All emoji, eight in a line. One tab stop: arrows walk over lines and groups, Enter picks. Two thousand buttons are drawn
// once; what moves over them is done by the box around them.

import { type FocusEvent, type KeyboardEvent, type MouseEvent, memo, type PointerEvent, type SyntheticEvent, useRef } from 'react';
import { useLang, useT } from '../../client/react/i18n/provider.tsx';
import type { Emoji, GroupId } from './emoji-data.ts';
import { stepInGrid } from './grid-steps.ts';
import { type Tone, withTone } from './skin-tone.ts';

export interface Section {
  readonly id: GroupId | 'recent' | 'found';
  readonly title: string;
  readonly emoji: readonly Emoji[];
}

interface Props {
  readonly sections: readonly Section[];
  readonly tone: Tone;
  readonly onPick: (emoji: string) => void;
  /** The one under the pointer or with the focus. */
  readonly onShow: (emoji: Emoji | null) => void;
  /** Up from the first line. */
  readonly onAbove: () => void;
}

function buttonOf(event: SyntheticEvent): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>('[data-emoji]') : null;
}

export function EmojiGrid({ sections, tone, onPick, onShow, onAbove }: Props) {
  const t = useT();
  const box = useRef<HTMLFieldSetElement>(null);
  const buttons = () => [...(box.current?.querySelectorAll<HTMLElement>('[data-emoji]') ?? [])];
  const show = (event: PointerEvent | FocusEvent) => {
    const button = buttonOf(event);
    const section = sections.find(({ id }) => id === button?.dataset.section);
    const emoji = section?.emoji[Number(button?.dataset.index)];
    if (emoji) onShow(emoji);
    return button;
  };
  const onFocus = (event: FocusEvent) => {
    const button = show(event);
    for (const stop of box.current?.querySelectorAll<HTMLElement>('[data-emoji][tabindex="0"]') ?? []) stop.tabIndex = -1;
    if (button) button.tabIndex = 0;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = buttons();
    const button = buttonOf(event);
    const next = button
      ? stepInGrid(
          event.key,
          all.indexOf(button),
          sections.map(({ emoji }) => emoji.length),
        )
      : null;
    if (next === null) return;
    event.preventDefault();
    if (next === 'above') onAbove();
    else all[next]?.focus();
  };
  const onClick = (event: MouseEvent) => {
    const emoji = buttonOf(event)?.dataset.emoji;
    if (emoji) onPick(emoji);
  };
  const isEmpty = sections.every(({ emoji }) => emoji.length === 0);
  return (
    <fieldset
      ref={box}
      aria-label={t('emoji.title')}
      className="relative min-h-0 min-w-0 flex-1 overflow-y-auto px-2 pb-1"
      onClick={onClick}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onPointerOver={show}
    >
      {isEmpty ? <p className="px-2 py-10 text-center text-13 text-text-2">{t('emoji.nothing')}</p> : null}
      {sections.map((section, index) => (
        <GridSection key={section.id} section={section} tone={tone} isFirst={index === 0} />
      ))}
    </fieldset>
  );
}

interface SectionProps {
  readonly section: Section;
  readonly tone: Tone;
  readonly isFirst: boolean;
}

const GridSection = memo(function GridSection({ section: { id, title, emoji }, tone, isFirst }: SectionProps) {
  const { lang } = useLang();
  if (emoji.length === 0) return null;
  return (
    <section aria-label={title} data-group={id} className="[contain-intrinsic-size:auto_1200px] [content-visibility:auto]">
      <h3 className="px-1 pt-2 pb-1 text-12 font-name text-text-2">{title}</h3>
      <div className="grid grid-cols-8">
        {emoji.map((each, index) => {
          const shown = each.hasTones ? withTone(each.emoji, tone) : each.emoji;
          return (
            <button
              key={each.emoji}
              type="button"
              tabIndex={isFirst && index === 0 ? 0 : -1}
              data-emoji={shown}
              data-section={id}
              data-index={index}
              aria-label={(lang === 'zh' ? each.chinese : each.english)[0]}
              className="grid h-9 place-items-center rounded-s text-[22px] leading-none hover:bg-surface-3-hover focus-visible:bg-surface-3-hover focus-visible:outline-offset-[-2px] pointer-coarse:h-11"
            >
              {shown}
            </button>
          );
        })}
      </div>
    </section>
  );
});
