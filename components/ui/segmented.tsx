'use client';
// One of a few, all in view: theme, density, language. Arrow keys move; one is always chosen.

import type { LucideIcon } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { Icon } from './icon.tsx';

interface SegmentOption<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly lang?: string;
}

interface Props<V extends string> {
  readonly label: string;
  readonly options: readonly SegmentOption<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}

export function Segmented<V extends string>({ label, options, value, onChange }: Props<V>) {
  const choose = (next: string) => {
    const option = options.find((o) => o.value === next);
    if (option) onChange(option.value);
  };
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={choose}
      orientation="horizontal"
      className="inline-flex max-w-full flex-wrap gap-0.5 rounded-m bg-surface-2 p-0.5"
    >
      {options.map((o) => (
        <RadioGroup.Item
          key={o.value}
          value={o.value}
          lang={o.lang}
          className="inline-flex h-8 items-center gap-1.5 rounded-s px-3 text-13 font-name text-text-2 transition-colors duration-(--dur-1) hover:text-text-1 max-md:h-11 pointer-coarse:h-11 data-[state=checked]:bg-surface-3 data-[state=checked]:text-accent-text data-[state=checked]:shadow-2"
        >
          {o.icon ? <Icon of={o.icon} size={16} /> : null}
          {o.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
