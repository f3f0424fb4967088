'use client';
// The desk, for people of the desk; others are told so.

import { Headset } from 'lucide-react';
import { useFoundDesk } from '../../client/react/desk/provider.tsx';
import { LaterWords, useT } from '../../client/react/i18n/provider.tsx';
import { go } from '../../client/react/place/place.ts';
import { Frame } from '../messenger/frame.tsx';
import { Button } from '../ui/button.tsx';
import { PaneHeader } from '../ui/pane-header.tsx';
import { LogSkeletons, RowSkeletons } from '../ui/skeleton.tsx';
import { EmptyState } from '../ui/states.tsx';
import { DeskWork } from './desk-work.tsx';

export function DeskScreen() {
  return (
    <LaterWords>
      <Screen />
    </LaterWords>
  );
}

function Screen() {
  const t = useT();
  const desk = useFoundDesk();
  if (desk) return <DeskWork />;
  const title = t('common.navDesk');
  const list = (
    <>
      <PaneHeader kind="list" title={title} />
      {desk === undefined ? <RowSkeletons /> : null}
    </>
  );
  return (
    <Frame
      active="desk"
      pane={desk === undefined ? 'list' : 'main'}
      listLabel={t('desk.tickets')}
      list={list}
      mainLabel={title}
      main={desk === undefined ? <LogSkeletons /> : <NotOfTheDesk />}
    />
  );
}

function NotOfTheDesk() {
  const t = useT();
  return (
    <EmptyState
      page
      icon={Headset}
      tone="muted"
      title={t('desk.notYoursTitle')}
      text={t('desk.notYoursText')}
      actions={
        <Button size="small" onClick={() => go('/')}>
          {t('states.toChats')}
        </Button>
      }
    />
  );
}
