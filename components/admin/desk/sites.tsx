'use client';
import { SectionPage } from '../../settings/section-page.tsx';
// The web sites whose pages may show the chat, each with its one line.
import type { DeskPageProps } from './desk-page-props.ts';

export function SitesAdmin({ title, lead, onBack }: DeskPageProps) {
  return (
    <SectionPage title={title} lead={lead} onBack={onBack}>
      {null}
    </SectionPage>
  );
}
