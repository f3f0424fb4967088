'use client';
// What may be done with a row: change it, or take it away.

import { Ellipsis, type LucideIcon, Pencil } from 'lucide-react';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';

interface Props {
  readonly name: string;
  readonly removal: { readonly icon: LucideIcon; readonly label: string };
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

export function RowMenu({ name, removal, onEdit, onRemove }: Props) {
  const t = useT();
  const label = t('setup.actionsFor', { name });
  return (
    <Menu
      label={label}
      entries={[
        { id: 'edit', label: t('common.edit'), icon: Pencil, onSelect: onEdit },
        'divider',
        { id: 'remove', ...removal, danger: true, onSelect: onRemove },
      ]}
    >
      <IconButton icon={Ellipsis} label={label} bare />
    </Menu>
  );
}
