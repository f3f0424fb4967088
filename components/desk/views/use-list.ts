'use client';
// The list that is looked at: what it is called and what is asked for. One that was saved may be gone by now.

import { keyOfFilter, useDepartments, useDeskViews, type ViewKey } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireDeskView } from '../../../core/protocol/desk-views.ts';
import { type Chosen, keyOfList, type ListName } from './lists.ts';

export interface ShownList {
  readonly title: string;
  /** Null: the saved lists are not read yet. */
  readonly key: ViewKey | null;
  /** Null: it is none of the saved ones. */
  readonly view: WireDeskView | null;
  readonly name: ListName;
}

export function useList({ viewId, ...chosen }: Chosen): ShownList {
  const t = useT();
  const views = useDeskViews();
  const departments = useDepartments();
  if (viewId !== undefined && views === null) return { title: t('desk.views'), key: null, view: null, name: 'all' };
  const view = views?.find(({ id }) => id === viewId) ?? null;
  if (view) return { title: view.name, key: keyOfFilter(view.filter), view, name: 'all' };
  const department = departments?.find(({ id }) => id === chosen.departmentId);
  return { title: department?.name ?? t(`desk.list_${chosen.name}`), key: keyOfList(chosen), view: null, name: chosen.name };
}
