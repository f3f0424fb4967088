'use client';
// What the page or the visitor has told about them.

import type { VisitorCard } from '../../../client/react/desk/hooks.ts';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import { PanelSection } from '../../ui/panel-parts.tsx';

export function Attributes({ card }: { readonly card: VisitorCard }) {
  const t = useT();
  const format = useFormat();
  const words = (value: string | number | boolean | null) => {
    if (typeof value === 'number') return format.number(value);
    if (typeof value === 'boolean') return t(value ? 'desk.yes' : 'desk.no');
    return value ?? '';
  };
  const rows = Object.entries(card.attributes).filter(([, value]) => value !== null && value !== '');
  if (rows.length === 0) return null;
  return (
    <PanelSection title={t('desk.attributes')}>
      <dl className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-3 gap-y-1 text-13">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="truncate text-text-2">{name}</dt>
            <dd className="break-words tabular-nums">{words(value)}</dd>
          </div>
        ))}
      </dl>
    </PanelSection>
  );
}
