'use client';
// The picker of emoji: search in both languages, those used lately, all groups, the tone of skin. Loaded when it is opened.

import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useKept } from '../../client/react/device/kept.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { isComposing } from '../ui/composing.ts';
import { SearchField } from '../ui/search-field.tsx';
import type { Emoji, EmojiTable } from './emoji-data.ts';
import { EmojiFoot } from './emoji-foot.tsx';
import { EmojiGrid, type Section } from './emoji-grid.tsx';
import { searchEmoji } from './emoji-search.ts';
import { GroupTabs } from './group-tabs.tsx';
import { rememberEmoji, tone, useRecentEmoji } from './habits.ts';
import { useSections } from './use-sections.ts';

const FOUND = 64;

export interface EmojiPanelProps {
  readonly table: EmojiTable;
  readonly onPick: (emoji: string) => void;
}

function useFound(table: EmojiTable, query: string): readonly Section[] | null {
  const t = useT();
  if (query.trim() === '') return null;
  return [{ id: 'found', title: t('emoji.found'), emoji: searchEmoji(table, query, [], FOUND) }];
}

export function EmojiPanel({ table, onPick }: EmojiPanelProps) {
  const t = useT();
  const [query, setQuery] = useState('');
  const [shown, setShown] = useState<Emoji | null>(null);
  // What was used lately stands still while the picker is open.
  const [recent] = useState(useRecentEmoji());
  const sections = useSections(table, recent);
  const found = useFound(table, useDeferredValue(query));
  const skin = useKept(tone);
  const box = useRef<HTMLDivElement>(null);
  // It comes after what holds it was opened and took the focus. On touch that would raise the keyboard over the emoji.
  useEffect(() => {
    if (window.matchMedia('(pointer: fine)').matches) box.current?.querySelector('input')?.focus();
  }, []);
  const pick = (emoji: string) => {
    rememberEmoji(emoji);
    onPick(emoji);
  };
  return (
    <div ref={box} className="flex h-[392px] max-h-[70dvh] flex-col">
      <div className="flex-none px-2 pt-2">
        <SearchField
          label={t('emoji.search')}
          placeholder={t('emoji.search')}
          value={query}
          onChange={setQuery}
          onKeyDown={(event) => {
            if (isComposing(event.nativeEvent)) return;
            const first = box.current?.querySelector<HTMLElement>('[data-emoji]');
            if (event.key === 'ArrowDown') first?.focus();
            else if (event.key === 'Enter' && query.trim() !== '') first?.click();
            else return;
            event.preventDefault();
          }}
        />
      </div>
      {found ? null : <GroupTabs sections={sections} box={box} />}
      <EmojiGrid
        key={found ? 'found' : 'all'}
        sections={found ?? sections}
        tone={skin}
        onPick={pick}
        onShow={setShown}
        onAbove={() => box.current?.querySelector('input')?.focus()}
      />
      <EmojiFoot shown={shown} />
    </div>
  );
}
