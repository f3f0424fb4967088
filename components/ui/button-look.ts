// How a button looks, for a `<button>` and for a link that looks like one.

import { cx } from './cx.ts';

export type ButtonKind = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'small' | 'normal' | 'large';

const KIND: Record<ButtonKind, string> = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-hover active:bg-accent-active',
  secondary: 'border-line-strong bg-surface-1 text-text-1 hover:bg-surface-hover active:bg-surface-2',
  ghost: 'border-transparent text-accent-text hover:bg-accent-soft',
  danger: 'border-transparent bg-danger text-on-danger hover:opacity-90',
};

const SIZE: Record<ButtonSize, string> = {
  small: 'relative h-7 px-2.5 text-13 after:absolute after:inset-x-0 after:-inset-y-[5px] max-md:h-9 pointer-coarse:h-9',
  normal: 'h-(--control-h) px-3.5 text-14',
  large: 'h-10 px-4 text-14 max-md:h-11',
};

export function buttonLook(kind: ButtonKind, size: ButtonSize, wide: boolean | undefined): string {
  return cx(
    'inline-flex flex-none items-center justify-center gap-1.5 rounded-m border font-name whitespace-nowrap transition-colors duration-(--dur-1)',
    'disabled:border-line disabled:bg-surface-2 disabled:text-text-3 aria-busy:opacity-70',
    KIND[kind],
    SIZE[size],
    wide && 'w-full',
  );
}
