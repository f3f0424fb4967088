'use client';
// Panes of one place under a line of names. The chosen one has the accent's line and weight.

import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

interface TabOption<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly content: ReactNode;
}

interface Props<V extends string> {
  readonly label: string;
  readonly tabs: readonly TabOption<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
}

export function Tabs<V extends string>({ label, tabs, value, onChange }: Props<V>) {
  const choose = (next: string) => {
    const tab = tabs.find((o) => o.value === next);
    if (tab) onChange(tab.value);
  };
  return (
    <Radix.Root value={value} onValueChange={choose} className="flex min-h-0 flex-col">
      <Radix.List aria-label={label} className="flex flex-none gap-5 overflow-x-auto border-b border-line px-4">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="h-10 border-b-2 border-transparent text-14 text-text-2 hover:text-text-1 focus-visible:outline-offset-[-2px] data-[state=active]:border-accent data-[state=active]:font-name data-[state=active]:text-accent-text"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="min-h-0 flex-1">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
