// A button that looks like a link: in a row of words, in banners and toasts, under a field.

import type { ComponentPropsWithRef } from 'react';
import { cx } from './cx.ts';

interface Props extends ComponentPropsWithRef<'button'> {
  /** On a tinted or dark ground: the colour of the words around it, underlined. */
  readonly inherit?: boolean;
}

export function TextButton({ inherit, className, type = 'button', ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      className={cx(
        'relative rounded-xs font-name after:absolute after:-inset-x-1 after:-inset-y-1.5 pointer-coarse:after:-inset-x-2 pointer-coarse:after:-inset-y-[13px] disabled:text-text-disabled',
        inherit ? 'underline underline-offset-3' : 'text-accent-text hover:underline',
        className,
      )}
    />
  );
}
