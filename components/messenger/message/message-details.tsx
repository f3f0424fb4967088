'use client';
// Who has reacted to a message, and who in the conversation has read it.

import { useEffect, useState } from 'react';
import { CallError } from '../../../client/react/account/provider.tsx';
import { useChat, useMe, useReaders, useUser } from '../../../client/react/chat/hooks.ts';
import { handleText } from '../../../client/react/i18n/handle-text.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent, WireReactors } from '../../../core/protocol/wire.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { PanelSection, PersonRow } from '../../ui/panel-parts.tsx';
import { RowSkeletons } from '../../ui/skeleton.tsx';
import { FailedState } from '../../ui/states.tsx';
import { useName } from '../titles.ts';

interface Props {
  readonly event: WireEvent;
  readonly onClose: () => void;
}

/** Receipts are kept for groups of up to so many. */
const MOST = 200;

export function MessageDetails({ event, onClose }: Props) {
  const t = useT();
  const me = useMe();
  const own = event.senderId === me.id;
  const [turn, setTurn] = useState(0);
  return (
    <Dialog title={t('log.detailsTitle')} open onOpenChange={(open) => (open ? undefined : onClose())}>
      <div className="-mx-4 -mt-2">
        {own ? <Readers event={event} /> : null}
        {event.reactions.length > 0 || !own ? (
          <Reacted key={`${event.asOfSeq} ${turn}`} event={event} onRetry={() => setTurn(turn + 1)} />
        ) : null}
      </div>
    </Dialog>
  );
}

function Readers({ event }: { readonly event: WireEvent }) {
  const t = useT();
  const readers = useReaders(event.conversationId, event.seq);
  if (!readers) return <p className="px-4 py-3 text-text-2">{t('log.manyMembers', { max: MOST })}</p>;
  const { read, unread } = readers;
  return (
    <>
      <PanelSection title={t('log.readTitle')} count={read.length}>
        {read.length === 0 ? <p className="text-13 text-text-2">{t('log.nobodyRead')}</p> : null}
        <People ids={read} />
      </PanelSection>
      {unread.length > 0 ? (
        <PanelSection title={t('log.unreadTitle')} count={unread.length}>
          <People ids={unread} />
        </PanelSection>
      ) : null}
    </>
  );
}

/** Asks once; another try is another one of these. */
function Reacted({ event, onRetry }: { readonly event: WireEvent; readonly onRetry: () => void }) {
  const { conversationId, seq, reactions } = event;
  const t = useT();
  const chat = useChat();
  const [found, setFound] = useState<readonly WireReactors[] | 'failed' | null>(null);
  useEffect(() => {
    let shown = true;
    chat.reactors(conversationId, seq).then(
      (reactors) => (shown ? setFound(reactors) : undefined),
      (error: unknown) => {
        if (!(error instanceof CallError)) throw error;
        if (shown) setFound('failed');
      },
    );
    return () => {
      shown = false;
    };
  }, [chat, conversationId, seq]);
  if (found === null) return <RowSkeletons rows={Math.min(3, reactions.length)} />;
  if (found === 'failed') return <FailedState onRetry={onRetry} />;
  if (found.length === 0) return <p className="px-4 py-3 text-text-2">{t('log.nobodyReacted')}</p>;
  return found.map(({ emoji, userIds }) => (
    <PanelSection key={emoji} title={emoji} count={reactions.find((each) => each.emoji === emoji)?.count ?? userIds.length}>
      <People ids={userIds} />
    </PanelSection>
  ));
}

function People({ ids }: { readonly ids: readonly UserId[] }) {
  return ids.map((id) => <One key={id} id={id} />);
}

function One({ id }: { readonly id: UserId }) {
  const t = useT();
  const me = useMe();
  const user = useUser(id);
  const detail = id === me.id ? t('people.yourself') : user && handleText(t, user.handle);
  return <PersonRow id={id} name={useName(id)} url={user?.avatarUrl ?? null} detail={detail} />;
}
