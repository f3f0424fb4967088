'use client';
// The pages of who is signed in, as one page: the address alone says which is shown, so that no server is asked on the way and
// none is needed. The messenger comes with the first load, the others when they are gone to.

import { lazy, Suspense } from 'react';
import { usePath } from '../../client/react/place/place.ts';
import { Messenger } from '../messenger/messenger.tsx';
import { NoPage } from '../shell/no-page.tsx';
import { RowSkeletons } from '../ui/skeleton.tsx';
import { parsePlace } from './place.ts';

const SettingsScreen = lazy(() => import('../settings/settings-screen.tsx').then((module) => ({ default: module.SettingsScreen })));
const DeskScreen = lazy(() => import('../desk/desk-screen.tsx').then((module) => ({ default: module.DeskScreen })));
const BoardScreen = lazy(() => import('../board/board-screen.tsx').then((module) => ({ default: module.BoardScreen })));
const AdminScreen = lazy(() => import('../admin/admin-screen.tsx').then((module) => ({ default: module.AdminScreen })));

export function Places() {
  const place = parsePlace(usePath());
  if (place === 'chats') return <Messenger />;
  if (place === null) return <NoPage />;
  const Screen = { desk: DeskScreen, board: BoardScreen, settings: SettingsScreen, admin: AdminScreen }[place];
  return (
    <Suspense fallback={<RowSkeletons rows={3} />}>
      <Screen />
    </Suspense>
  );
}
