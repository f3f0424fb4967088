'use client';
// In the place of a conversation where none is open: the ways to one. Who is new here is welcomed.

import { Hand, MessagesSquare } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAccount } from '../../client/react/account/provider.tsx';
import { useConversations, useMe } from '../../client/react/chat/hooks.ts';
import { useT } from '../../client/react/i18n/provider.tsx';
import { go } from '../../client/react/place/place.ts';
import { useCaps } from '../keys/key-caps.tsx';
import { runCommand } from '../keys/use-command.ts';
import { Button } from '../ui/button.tsx';
import { later } from '../ui/later.tsx';
import { EmptyState } from '../ui/states.tsx';
import { whenIdle } from '../ui/when-idle.ts';

const PATIENCE_MS = 2_000;

const GuideCard = later(async () => (await import('../admin/desk/guide-card.tsx')).GuideCard);

/** True once the page has nothing else to do, after `begun`. */
function useRested(begun: boolean): boolean {
  const [rested, setRested] = useState(false);
  useEffect(() => (begun ? whenIdle(() => setRested(true), PATIENCE_MS) : undefined), [begun]);
  return rested;
}

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
  const conversations = useConversations();
  const isNew = conversations?.length === 0;
  const administers = session.state === 'in' && session.power > 0;
  const card = useRested(administers && conversations !== null);
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
      {card ? <GuideCard /> : null}
    </div>
  ) : (
    empty
  );
}
