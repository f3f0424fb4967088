'use client';
// The edge of the list: drag it, or move it by arrow keys when it has the focus.

import { type PointerEvent, useRef } from 'react';
import { useT } from '../../client/react/i18n/provider.tsx';
import { MAX_WIDTH, MIN_WIDTH } from './list-width.ts';

const KEY_STEP = 16;

export function ListResizer({ width, onChange }: { readonly width: number; readonly onChange: (px: number) => void }) {
  const t = useT();
  const from = useRef<{ readonly x: number; readonly width: number } | undefined>(undefined);
  const move = (event: PointerEvent) => {
    if (from.current) onChange(from.current.width + event.clientX - from.current.x);
  };
  const end = () => {
    from.current = undefined;
  };
  return (
    <hr
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('common.resizeList')}
      aria-valuenow={width}
      aria-valuemin={MIN_WIDTH}
      aria-valuemax={MAX_WIDTH}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width };
      }}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') onChange(width - KEY_STEP);
        if (event.key === 'ArrowRight') onChange(width + KEY_STEP);
      }}
      className="absolute h-auto border-0 inset-y-0 -right-1 z-(--z-sticky) w-2 cursor-col-resize touch-none hover:bg-accent/30 focus-visible:bg-accent/30 max-md:hidden"
    />
  );
}
