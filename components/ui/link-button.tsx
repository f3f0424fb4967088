// A link that looks like a button: for what leads to an address.

import type { ComponentPropsWithRef } from 'react';
import { type ButtonKind, type ButtonSize, buttonLook } from './button-look.ts';

interface Props extends Omit<ComponentPropsWithRef<'a'>, 'className'> {
  readonly kind?: ButtonKind;
  readonly size?: ButtonSize;
  readonly wide?: boolean;
}

export function LinkButton({ kind = 'secondary', size = 'normal', wide, children, ...rest }: Props) {
  return (
    <a {...rest} className={buttonLook(kind, size, wide)}>
      {children}
    </a>
  );
}
