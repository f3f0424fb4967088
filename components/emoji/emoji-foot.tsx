'use client';
// Below the emoji: the name of the one that is pointed at, and the tone of skin.

import { RadioGroup } from 'radix-ui';
import { useKept } from '../../client/react/device/kept.ts';
import { useLang, useT } from '../../client/react/i18n/provider.tsx';
import type { Emoji } from './emoji-data.ts';
import { tone } from './habits.ts';
import { TONES, type Tone, withTone } from './skin-tone.ts';

const HAND = '✋';
const NAMES = ['toneNone', 'toneLight', 'toneMediumLight', 'toneMedium', 'toneMediumDark', 'toneDark'] as const;

export function EmojiFoot({ shown }: { readonly shown: Emoji | null }) {
  const { lang } = useLang();
  const name = shown ? (lang === 'zh' ? shown.chinese : shown.english)[0] : null;
  return (
    <div className="flex h-11 flex-none items-center gap-2 border-t border-line px-2 pointer-coarse:h-13">
      <span aria-hidden className="min-w-0 flex-1 truncate pl-1 text-12 text-text-2">
        {name}
        {shown ? <span className="block truncate text-11 text-text-3">{`:${shown.codes[0]}:`}</span> : null}
      </span>
      <Tones />
    </div>
  );
}

function Tones() {
  const t = useT();
  const chosen = useKept(tone);
  const choose = (value: string) => {
    const next = TONES.find((each) => each === value);
    if (next !== undefined) tone.set(next);
  };
  return (
    <RadioGroup.Root aria-label={t('emoji.tone')} value={chosen} onValueChange={choose} orientation="horizontal" className="flex flex-none">
      {TONES.map((each: Tone, index) => (
        <RadioGroup.Item
          key={each}
          value={each}
          aria-label={t(`emoji.${NAMES[index] ?? 'toneNone'}`)}
          title={t(`emoji.${NAMES[index] ?? 'toneNone'}`)}
          className="grid size-7 place-items-center rounded-s text-[16px] leading-none hover:bg-surface-3-hover focus-visible:outline-offset-[-2px] data-[state=checked]:shadow-[inset_0_0_0_2px_var(--accent)] pointer-coarse:h-11"
        >
          {withTone(HAND, each)}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
