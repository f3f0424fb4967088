'use client';
// On or off, at once. The label may stand elsewhere (OptionRow): then give its id.

import { Switch as Radix } from 'radix-ui';

interface Props {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly id?: string;
  readonly label?: string;
  readonly labelledBy?: string;
}

export function Switch({ checked, onChange, disabled, id, label, labelledBy }: Props) {
  return (
    <Radix.Root
      id={id}
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      aria-label={label}
      aria-labelledby={labelledBy}
      className="relative h-5 w-8 flex-none rounded-full bg-line-strong transition-colors duration-(--dur-2) after:absolute after:-inset-3 disabled:opacity-50 data-[state=checked]:bg-accent"
    >
      <Radix.Thumb className="block size-4 translate-x-0.5 rounded-full bg-surface-1 transition-transform duration-(--dur-2) ease-out data-[state=checked]:translate-x-3.5 data-[state=checked]:bg-on-accent" />
    </Radix.Root>
  );
}
