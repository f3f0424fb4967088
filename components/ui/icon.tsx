// An icon as the house draws it: the smaller, the heavier the stroke. Always hidden from screen readers: the control or
// the words beside it carry the name.

import type { LucideIcon } from 'lucide-react';

export type IconSize = 12 | 14 | 16 | 18 | 20 | 22 | 28;

const STROKE: Record<IconSize, number> = { 12: 2.25, 14: 2, 16: 1.75, 18: 1.75, 20: 1.75, 22: 1.6, 28: 1.5 };

interface Props {
  readonly of: LucideIcon;
  readonly size?: IconSize;
  readonly className?: string;
}

export function Icon({ of: Shape, size = 18, className }: Props) {
  return <Shape size={size} strokeWidth={STROKE[size]} className={className ? `flex-none ${className}` : 'flex-none'} aria-hidden />;
}
