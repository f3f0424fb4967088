'use client';
// What stands in the place of the rows where there are none: it says why, and the way on.

import { AtSign, CheckCheck, MessageCirclePlus, SearchX, UsersRound } from 'lucide-react';
import { useAccount } from '../../../client/react/account/provider.tsx';
import { useT } from '../../../client/react/i18n/provider.tsx';
import { go } from '../../../client/react/place/place.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/states.tsx';
import type { Filter } from './filter.ts';

export interface EmptyListProps {
  readonly query: string;
  readonly filter: Filter;
  readonly onNew: () => void;
  readonly onNewGroup: () => void;
  /** Shows all again. */
  readonly onAll: () => void;
  /** There is no conversation at all. */
  readonly isNew: boolean;
}

export function NothingListed({ query, filter, onNew, onNewGroup, onAll, isNew }: EmptyListProps) {
  const t = useT();
  const { session } = useAccount();
  const invites = session.state === 'in' && session.power > 0;
  const act = (label: string, onClick: () => void, kind: 'primary' | 'secondary' = 'secondary') => (
    <Button kind={kind} size="small" onClick={onClick}>
      {label}
    </Button>
  );
  const all = act(t('listMenu.showAll'), onAll);
  if (query.trim() !== '')
    return <EmptyState icon={SearchX} tone="muted" title={t('states.noResultTitle')} text={t('states.noResultText', { query })} />;
  if (isNew)
    return (
      <EmptyState
        icon={MessageCirclePlus}
        title={t('states.noConversationsTitle')}
        text={t('states.noConversationsText')}
        actions={
          <>
            {act(t('states.findPeople'), onNew, 'primary')}
            {/* In a wide window it stands beside the list. */}
            {invites ? <span className="md:hidden">{act(t('states.invite'), () => go('/admin/invitations'))}</span> : null}
          </>
        }
      />
    );
  if (filter === 'filterMentions')
    return <EmptyState icon={AtSign} title={t('states.noMentionsTitle')} text={t('states.noMentionsText')} actions={all} />;
  if (filter === 'filterGroups')
    return (
      <EmptyState
        icon={UsersRound}
        title={t('states.noGroupsTitle')}
        text={t('states.noGroupsText')}
        actions={act(t('list.newGroup'), onNewGroup)}
      />
    );
  return <EmptyState icon={CheckCheck} title={t('states.caughtUpTitle')} text={t('states.caughtUpTextNever')} actions={all} />;
}
