'use client';
// What can be done to the saved list that is looked at: the team's is a supervisor's to change.

import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useDeskActions, useDeskMe } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { WireDeskView } from '../../../core/protocol/desk-views.ts';
import { useAttempt } from '../../messenger/use-attempt.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ViewDialog } from './view-dialog.tsx';

export function ViewMenu({ view }: { readonly view: WireDeskView }) {
  const t = useT();
  const { role } = useDeskMe();
  const { removeView } = useDeskActions();
  const attempt = useAttempt();
  const [editing, setEditing] = useState(false);
  const [removing, setRemoving] = useState(false);
  if (view.team && role === 'agent') return null;
  return (
    <>
      <Menu
        label={t('deskViews.menu', { name: view.name })}
        entries={[
          { id: 'edit', icon: Pencil, label: t('deskViews.edit'), onSelect: () => setEditing(true) },
          { id: 'remove', icon: Trash2, label: t('deskViews.remove'), onSelect: () => setRemoving(true) },
        ]}
      >
        <IconButton icon={Ellipsis} label={t('deskViews.menu', { name: view.name })} bare className="-mr-2" />
      </Menu>
      <ViewDialog view={view} open={editing} onOpenChange={setEditing} onSaved={() => setEditing(false)} />
      <ConfirmDialog
        title={t('deskViews.removeTitle', { name: view.name })}
        text={t(view.team ? 'deskViews.removeTeam' : 'deskViews.removeOwn')}
        confirm={t('deskViews.remove')}
        keep={t('deskViews.keep')}
        danger
        open={removing}
        onOpenChange={setRemoving}
        onConfirm={() => attempt(() => removeView(view.id))}
      />
    </>
  );
}
