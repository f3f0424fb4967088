// A part of a form with its title and one line about it.

import type { ReactNode } from 'react';
import { Card } from '../../settings/card.tsx';

export function FormCard({ title, text, children }: { readonly title: string; readonly text?: string; readonly children: ReactNode }) {
  return (
    <Card aria-label={title}>
      <h2 className="text-15 font-strong">{title}</h2>
      {text ? <p className="mt-0.5 text-13 text-text-2">{text}</p> : null}
      <div className="mt-4 grid gap-4">{children}</div>
    </Card>
  );
}
