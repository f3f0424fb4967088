'use client';
// In the place of a conversation where none is open: the ways to one. Who is new here is welcomed.

import { Hand, MessagesSquare } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useAccount } from '../../client/react/account/provider.tsx';
import { useConversations, useMe } from '../../client/react/chat/hooks.ts';
import { useFoundDesk } from '../../client/react/desk/provider.tsx';
import { useT } from '../../client/react/i18n/provider.tsx';
import { go } from '../../client/react/place/place.ts';
import { useCaps } from '../keys/key-caps.tsx';
import { runCommand } from '../keys/use-command.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/states.tsx';

const GuideCard = lazy(() => import('../admin/desk/guide-card.tsx').then((module) => ({ default: module.GuideCard })));

function Act({ label, onAct }: { readonly label: string; readonly onAct: () => void }) {
  return (
    <Button size="small" onClick={onAct}>
      {label}
    </Button>
  );
}

export function NothingOpen() {
  const t = useT();
  const { name } = useMe();
  const { session } = useAccount();
  const keys = useCaps('palette');
  const isNew = useConversations()?.length === 0;
  const administers = session.state === 'in' && session.power > 0;
  const desk = useFoundDesk();
  const invites = isNew && administers;
  const empty = (
    <EmptyState
      icon={isNew ? Hand : MessagesSquare}
      title={isNew ? t('states.welcomeTitle', { name }) : t('states.chooseTitle')}
      text={t(invites ? 'states.welcomeTextAdmin' : isNew ? 'states.welcomeText' : 'states.chooseText')}
      actions={
        <>
          {invites ? (
            <Act label={t('states.invite')} onAct={() => go('/admin/invitations')} />
          ) : (
            <Act label={t('list.newChat')} onAct={() => runCommand('newChat')} />
          )}
          <Act label={t('list.newGroup')} onAct={() => runCommand('newGroup')} />
        </>
      }
      note={keys === undefined || isNew ? undefined : t('states.chooseKeys', { keys })}
    />
  );
  return administers ? (
    <div className="flex min-h-full flex-col">
      <div className="grid flex-1">{empty}</div>
      <Suspense>{desk === undefined ? null : <GuideCard />}</Suspense>
    </div>
  ) : (
    empty
  );
}
