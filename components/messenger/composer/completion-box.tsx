'use client';
// What may be meant, above the composer: people behind an `@`, emoji behind a `:`. The text area keeps the focus; the choice
// moves by its keys.

import type { ReactNode } from 'react';

export interface Option {
  readonly key: string;
  readonly mark: ReactNode;
  readonly text: string;
  readonly detail: string;
  readonly onPick: () => void;
}

interface Props {
  readonly id: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly active: number;
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

export function CompletionBox({ id, label, options, active }: Props) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      className="absolute bottom-full z-(--z-popover) mb-1.5 w-90 max-w-[calc(100%-32px)] rounded-l bg-surface-3 p-1.5 shadow-3"
    >
      {options.map(({ key, mark, text, detail, onPick }, index) => (
        <button
          key={key}
          id={optionId(id, index)}
          type="button"
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          onPointerDown={(event) => event.preventDefault()}
          onClick={onPick}
          className="flex h-10 w-full items-center gap-2.5 rounded-s px-2 text-left text-14 hover:bg-surface-3-hover aria-selected:bg-surface-3-hover max-md:h-12"
        >
          <span className="grid size-7 flex-none place-items-center">{mark}</span>
          <span className="min-w-0 grow truncate">{text}</span>
          <span className="min-w-16 shrink-[4] truncate pl-2 text-12 text-text-3">{detail}</span>
        </button>
      ))}
    </div>
  );
}
