'use client';
// What a row of tags or skills is made of: a chip with its cross, and the button that adds one.

import { Plus, X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';

/** Targets are larger than what is seen. */
const REACH = 'relative after:absolute after:-inset-y-1 pointer-coarse:after:-inset-y-3';

interface RemovableProps {
  /** Of the cross. */
  readonly label: string;
  readonly onRemove: () => void;
  readonly open?: boolean;
  readonly children: ReactNode;
}

export function Removable({ label, onRemove, open = false, children }: RemovableProps) {
  return (
    <span
      className={cx(
        'inline-flex min-h-5 max-w-full items-center rounded-xs pl-[7px] text-12 leading-5',
        open ? 'bg-accent-soft text-accent-soft-text' : 'bg-surface-2 text-text-2',
      )}
    >
      {children}
      <button
        type="button"
        aria-label={label}
        onClick={onRemove}
        className={cx('grid h-5 w-5 flex-none place-items-center rounded-xs hover:text-text-1', REACH)}
      >
        <Icon of={X} size={12} />
      </button>
    </span>
  );
}

interface OpensProps {
  readonly open: boolean;
  /** Of what it opens. */
  readonly controls: string;
  readonly onClick: (opener: HTMLButtonElement) => void;
  readonly children: string;
}

/** Words of a chip that open what can be changed of it; they wrap, since what stands at their end counts. */
export function ChipWords({ open, controls, onClick, children }: OpensProps) {
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={open ? controls : undefined}
      onClick={(event) => onClick(event.currentTarget)}
      className={cx('min-w-0 rounded-xs text-left wrap-anywhere hover:text-text-1', REACH)}
    >
      {children}
    </button>
  );
}

interface AdderProps extends OpensProps {
  readonly ref: Ref<HTMLButtonElement>;
  readonly label: string;
}

export function Adder({ ref, label, open, controls, onClick, children }: AdderProps) {
  return (
    <button
      ref={ref}
      type="button"
      aria-label={label}
      aria-expanded={open}
      aria-controls={open ? controls : undefined}
      onClick={(event) => onClick(event.currentTarget)}
      className={cx('inline-flex h-5 items-center gap-1 rounded-xs px-[5px] text-12 font-name text-accent-text hover:bg-surface-2', REACH)}
    >
      <Icon of={Plus} size={12} />
      {children}
    </button>
  );
}
