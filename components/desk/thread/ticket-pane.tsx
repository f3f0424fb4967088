'use client';
// An open ticket: who it is and what may be done, the talk with the notes between, what one writes.

import { useCallback, useEffect } from 'react';
import { useChat, useConversation, useConversations } from '../../../client/react/chat/hooks.ts';
import { type TalkMoved, useDeskActions, useTalkMoves, useTicket } from '../../../client/react/desk/hooks.ts';
import { useT } from '../../../client/react/i18n/provider.tsx';
import type { ConversationId, TicketId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { ConnectionBanner } from '../../messenger/connection-banner.tsx';
import { Button } from '../../ui/button.tsx';
import { LogSkeletons } from '../../ui/skeleton.tsx';
import { FailedState, NoPermission } from '../../ui/states.tsx';
import { Talk } from './talk.tsx';
import { ThreadHeader } from './thread-header.tsx';

interface Props {
  readonly id: TicketId;
  readonly panel: boolean;
  readonly onPanel: () => void;
  readonly onBack: () => void;
}

/** A conversation of the ticket is followed, be it mine or only to be read: that one is not told of while nobody sees the page. */
function useFollowed(id: ConversationId | null): void {
  const { openLog, watch, moved } = useChat();
  const listed = useConversations() !== null;
  const here = useConversation(id) !== null;
  useEffect(() => (id !== null && listed ? watch(id) : undefined), [watch, id, listed]);
  const hear = useCallback(
    ({ conversationId, head }: TalkMoved) => {
      if (conversationId === id) moved(conversationId, head);
    },
    [moved, id],
  );
  useTalkMoves(hear);
  useEffect(() => {
    const look = () => {
      if (id !== null && !document.hidden) moved(id);
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [moved, id]);
  useEffect(() => {
    if (id !== null && here) openLog(id);
  }, [openLog, id, here]);
}

/** Notes stand in the talk: who looks at it has them before their eyes. */
function useNotesRead(id: ConversationId | null): void {
  const { markRead } = useChat();
  const notes = useConversation(id);
  const head = notes?.head ?? 0;
  const unread = notes?.unread ?? 0;
  useEffect(() => {
    if (id === null || unread === 0) return;
    const read = () => {
      if (!document.hidden) markRead(id, head);
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [markRead, id, head, unread]);
}

export function TicketPane({ id, onBack, ...rest }: Props) {
  const t = useT();
  const { open } = useDeskActions();
  const { state, ticket } = useTicket(id);
  useEffect(() => open(id), [open, id]);
  if (ticket) return <Standing ticket={ticket} onBack={onBack} {...rest} />;
  if (state === 'loading') return <LogSkeletons />;
  if (state === 'failed') return <FailedState onRetry={() => open(id)()} />;
  return (
    <NoPermission
      page
      actions={
        <Button size="small" onClick={onBack}>
          {t('desk.toDesk')}
        </Button>
      }
    />
  );
}

function Standing({ ticket, panel, onPanel, onBack }: Omit<Props, 'id'> & { readonly ticket: WireTicket }) {
  const { meet } = useChat();
  const { visitor } = ticket;
  useEffect(() => meet(visitor), [meet, visitor]);
  useFollowed(ticket.conversationId);
  useFollowed(ticket.notesConversationId);
  useNotesRead(ticket.notesConversationId);
  return (
    <>
      <ThreadHeader ticket={ticket} panel={panel} onPanel={onPanel} onBack={onBack} />
      <ConnectionBanner over />
      <Talk ticket={ticket} />
    </>
  );
}
