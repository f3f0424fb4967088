'use client';
// The members of a group in the panel: the first few, then all of them with a search, drawn some at a time.

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ConversationView } from '../../../client/react/chat/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireUser } from '../../../core/protocol/wire.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { RowSkeletons } from '../../ui/skeleton.tsx';
import { FailedState } from '../../ui/states.tsx';
import { TextButton } from '../../ui/text-button.tsx';
import { MemberRow } from './member-row.tsx';
import { findMembers, sortMembers } from './members.ts';
import { MANY, type Members, useMembers } from './use-members.ts';

/** Members that are shown at first, from how many on they can be searched, and how many more are drawn at a time. */
const FEW = 5;
const SEARCHED = 10;
const STEP = 50;

interface Props {
  readonly conversation: ConversationView;
  readonly members: Members;
  readonly onPerson: (person: WireUser) => void;
  readonly onOpen: (id: ConversationId) => void;
}

export function MemberList({ conversation, members, ...rows }: Props) {
  const t = useT();
  const [all, setAll] = useState(false);
  const [query, setQuery] = useState('');
  const [most, setMost] = useState(STEP);
  // Of many not all are here: the server searches them.
  const searches = conversation.memberCount > MANY && query.trim() !== '';
  const searched = useMembers(conversation, searches ? query.trim() : null);
  const { list, state, more, loadMore, reload } = searches ? searched : members;
  const found = findMembers(sortMembers(list), query);
  const shown = found.slice(0, all ? most : FEW);
  const onward = () => {
    if (most < found.length) setMost(most + STEP);
    else if (more && state === 'ready') loadMore();
  };
  if (state === 'loading' && list.length === 0 && !searches) return <RowSkeletons rows={3} />;
  if (state === 'failed' && list.length === 0 && !searches) return <FailedState onRetry={reload} />;
  return (
    <>
      {all && conversation.memberCount > SEARCHED ? (
        <SearchField label={t('log.searchMembers')} placeholder={t('log.searchMembers')} value={query} onChange={setQuery} />
      ) : null}
      <ul className="mt-1">
        {shown.map((member) => (
          <li key={member.user.id}>
            <MemberRow member={member} conversation={conversation} onChanged={reload} {...rows} />
          </li>
        ))}
      </ul>
      {all && found.length === 0 && !more && state === 'ready' ? (
        <p className="py-2 text-13 text-text-2">{t('log.nobodyFound', { query })}</p>
      ) : null}
      {all && (most < found.length || more) ? <More key={`${most} ${list.length}`} failed={state === 'failed'} onSeen={onward} /> : null}
      {conversation.memberCount > FEW ? (
        <TextButton
          className="mt-1 text-13"
          onClick={() => {
            setAll(!all);
            setQuery('');
          }}
        >
          {all ? t('log.showFewer') : t('log.showAll', { count: conversation.memberCount })}
        </TextButton>
      ) : null}
    </>
  );
}

/** Asks for what comes after when it is seen. */
function More({ failed, onSeen }: { readonly failed: boolean; readonly onSeen: () => void }) {
  const t = useT();
  const line = useRef<HTMLDivElement>(null);
  const tell = useEffectEvent(onSeen);
  useEffect(() => {
    if (!line.current || failed) return;
    const observer = new IntersectionObserver((seen) => {
      if (seen.some((entry) => entry.isIntersecting)) tell();
    });
    observer.observe(line.current);
    return () => observer.disconnect();
  }, [failed]);
  return (
    <div ref={line} role="status" className="flex min-h-9 items-center gap-2 text-13 text-text-2">
      {failed ? t('log.membersFailed') : t('log.loadingMembers')}
      {failed ? <TextButton onClick={onSeen}>{t('common.tryAgain')}</TextButton> : null}
    </div>
  );
}
