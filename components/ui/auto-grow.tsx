'use client';
// A textarea as tall as its text, up to `maxHeight` (a CSS length; the composer's is 40% of the pane). Browsers that can
// do it themselves do; in others the height is set before paint, never animated. The caller owns the text and the look.

import { type ComponentPropsWithRef, type RefObject, useLayoutEffect, useRef } from 'react';

interface Props extends Omit<ComponentPropsWithRef<'textarea'>, 'ref' | 'value' | 'rows'> {
  readonly value: string;
  readonly maxHeight: string;
  readonly minRows?: number;
  readonly ref?: RefObject<HTMLTextAreaElement | null>;
}

export function AutoGrow({ value, maxHeight, minRows = 1, ref, className, ...rest }: Props) {
  const own = useRef<HTMLTextAreaElement>(null);
  const area = ref ?? own;
  useLayoutEffect(() => {
    const box = area.current;
    if (!box || box.value !== value || CSS.supports('field-sizing', 'content')) return;
    box.style.height = 'auto';
    const frame = box.offsetHeight - box.clientHeight;
    box.style.height = `${box.scrollHeight + frame}px`;
  }, [area, value]);
  return (
    <textarea
      {...rest}
      ref={area}
      value={value}
      rows={minRows}
      // A field that is sized by its content knows no rows.
      style={{ maxHeight, minHeight: minRows > 1 ? `calc(${minRows}lh + 18px)` : undefined }}
      className={`block field-sizing-content w-full resize-none overflow-y-auto bg-transparent ${className ?? ''}`}
    />
  );
}
