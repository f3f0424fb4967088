'use client';
// Names and what was said of each, in two columns.

import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';

export type Fact = string | number | boolean | null;

/** Without those that say nothing. */
export const factsOf = (facts: Readonly<Record<string, Fact>>): [string, Fact][] =>
  Object.entries(facts).filter(([, value]) => value !== null && value !== '');

export function Facts({ facts }: { readonly facts: readonly (readonly [string, Fact])[] }) {
  const t = useT();
  const format = useFormat();
  const words = (value: Fact) => {
    if (typeof value === 'number') return format.number(value);
    if (typeof value === 'boolean') return t(value ? 'desk.yes' : 'desk.no');
    return value ?? '';
  };
  return (
    <dl className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-3 gap-y-1 text-13">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="truncate text-text-2">{name}</dt>
          <dd className="break-words tabular-nums">{words(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
