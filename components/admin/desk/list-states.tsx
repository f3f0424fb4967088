'use client';
// What stands in the place of a list of the desk's set-up while it is read, where that failed, and where there is nothing yet.

import type { LucideIcon } from 'lucide-react';
import type { Loaded } from '../../settings/use-loaded.ts';
import { RowSkeletons } from '../../ui/skeleton.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { LoadFailed } from '../load-failed.tsx';

interface Props {
  readonly loaded: Loaded<unknown>;
  readonly count: number;
  /** As many rows as it mostly has. */
  readonly rows: number;
  readonly onRetry: () => void;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
}

export function ListStates({ loaded, count, rows, onRetry, icon, title, text }: Props) {
  if (loaded.state === 'loading') return <RowSkeletons page rows={rows} />;
  if (loaded.state === 'failed') return <LoadFailed error={loaded.error} onRetry={onRetry} />;
  return count === 0 ? <EmptyState icon={icon} title={title} text={text} /> : null;
}
