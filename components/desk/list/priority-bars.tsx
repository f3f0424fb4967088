'use client';
// A priority by bars: three, two, one; an urgent one's in the colour of danger.

import { useT } from '../../../client/react/i18n/provider.tsx';
import type { Priority } from '../../../core/desk/priority.ts';
import { cx } from '../../ui/cx.ts';

const BARS: Readonly<Record<Priority, number>> = { urgent: 3, high: 3, normal: 2, low: 1 };
const HEIGHTS = ['h-1', 'h-[7px]', 'h-2.5'] as const;

export function PriorityBars({ priority }: { readonly priority: Priority }) {
  const t = useT();
  const label = t(`desk.priority_${priority}`);
  return (
    <span role="img" aria-label={label} title={label} className="inline-flex flex-none items-end gap-0.5">
      {HEIGHTS.map((height, index) => (
        <i
          key={height}
          className={cx(
            'w-[3px] rounded-[1px]',
            height,
            index < BARS[priority] ? (priority === 'urgent' ? 'bg-danger' : 'bg-text-2') : 'bg-line',
          )}
        />
      ))}
    </span>
  );
}
