'use client';
// What the page or the visitor has told about them.

import type { VisitorCard } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { PanelSection } from '../../ui/panel-parts.tsx';
import { Facts, factsOf } from './facts.tsx';

export function Attributes({ card }: { readonly card: VisitorCard }) {
  const t = useT();
  const facts = factsOf(card.attributes);
  if (facts.length === 0) return null;
  return (
    <PanelSection title={t('desk.attributes')}>
      <Facts facts={facts} />
    </PanelSection>
  );
}
