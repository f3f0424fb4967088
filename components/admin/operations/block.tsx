// A part of the page with a head, and its tables: wide ones give up columns where it is narrow.

import { type ReactNode, useId } from 'react';

interface Props {
  readonly title: string;
  readonly note?: string;
  readonly children: ReactNode;
}

export function Block({ title, note, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-2">
      <h2 id={id} className="flex flex-wrap items-baseline gap-x-3 text-17 font-strong">
        {title}
        {note ? <span className="text-13 font-text text-text-3">{note}</span> : null}
      </h2>
      {children}
    </section>
  );
}

/** In place of a table that would be empty. */
export function Nothing({ children }: { readonly children: string }) {
  return <p className="text-text-2">{children}</p>;
}

/** Columns that a narrow page does without. */
export const WIDE = '@max-2xl:hidden';
export const CELL = 'border-b border-line py-2 pr-4 text-left text-13 font-text align-top';
export const HEAD = 'h-8 border-b border-line pr-4 text-left text-12 font-text text-text-3';
