'use client';
// The lines of the palette under their titles.

import { useT } from '../../client/react/i18n/provider.tsx';
import type { SearchIndex } from '../search/index.ts';
import { Option } from './option.tsx';
import type { useCursor } from './use-cursor.ts';
import type { Entry, Section } from './use-results.ts';

interface Props {
  readonly id: string;
  readonly sections: readonly Section[];
  readonly cursor: ReturnType<typeof useCursor>;
  readonly byLetters: boolean;
  readonly index: SearchIndex;
  readonly onPick: (entry: Entry) => void;
}

export function PaletteList({ id, sections, cursor, byLetters, index, onPick }: Props) {
  const t = useT();
  return (
    <div id={id} role="listbox" aria-label={t('palette.results')} className="min-h-0 flex-1 overflow-y-auto pb-2">
      {sections.map(({ title, entries }) => (
        <div key={title} role="group" aria-labelledby={`${id}-${title}-title`}>
          <div id={`${id}-${title}-title`} role="presentation" className="px-[18px] pt-2.5 pb-1 text-12 text-text-3">
            {t(`palette.${title}`)}
          </div>
          {entries.map((entry) => (
            <Option
              key={entry.key}
              id={`${id}-${entry.key}`}
              entry={entry}
              isActive={entry === cursor.active}
              pinyin={index.pinyin}
              byLetters={byLetters}
              onPoint={() => cursor.point(entry)}
              onPick={() => onPick(entry)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
