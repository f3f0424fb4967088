'use client';
// A switch at the right of its words.

import { useId } from 'react';
import { Switch } from '../../ui/switch.tsx';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function SwitchRow({ label, hint, checked, onChange }: Props) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <p id={id} className="font-name">
          {label}
        </p>
        <p className="text-12 text-text-3">{hint}</p>
      </div>
      <Switch labelledBy={id} checked={checked} onChange={onChange} />
    </div>
  );
}
