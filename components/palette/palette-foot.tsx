'use client';
// What the keys do in the palette; a phone has none.

import { useT } from '../../client/react/i18n/provider.tsx';
import { KeyCaps } from '../keys/key-caps.tsx';
import { useChord } from '../keys/use-chord.ts';

const PART = 'inline-flex items-center gap-1.5';

export function PaletteFoot() {
  const t = useT();
  const help = useChord('help');
  return (
    <div className="flex h-10 flex-none items-center gap-4 border-t border-line px-[18px] text-12 text-text-3 max-md:hidden">
      <span className={PART}>
        <KeyCaps chord="ArrowUp" />
        <KeyCaps chord="ArrowDown" />
        {t('palette.move')}
      </span>
      <span className={PART}>
        <KeyCaps chord="Enter" />
        {t('palette.pick')}
      </span>
      {help === null ? null : (
        <span className={`${PART} ml-auto`}>
          <KeyCaps chord={help} />
          {t('palette.allKeys')}
        </span>
      )}
    </div>
  );
}
