'use client';
// The talk of a ticket, with what the desk has noted between, and the composer of both.

import { useEffect, useState } from 'react';
import { type ConversationView, useChat, useConversation } from '../../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { useDesk } from '../../messenger/composer/use-work.ts';
import { Log } from '../../messenger/log/log.tsx';
import { editOf, RecallDialog, useCommands } from '../../messenger/talk-parts.tsx';
import { useConversationKeys } from '../../messenger/use-conversation-keys.ts';
import { useTalk } from '../../messenger/use-talk.ts';
import { LogSkeletons } from '../../ui/skeleton.tsx';
import { FailedState } from '../../ui/states.tsx';
import { leavable } from '../composer/sides.ts';
import { useSide } from '../composer/use-side.ts';
import { WritingPlace } from '../composer/writing-place.tsx';
import { CollisionLine } from './collision-line.tsx';
import { useHistoryAsides } from './history/use-history-asides.tsx';
import { useNotes } from './use-notes.tsx';

const nothing = () => undefined;

/** It is being read; after a while one may ask again, though it comes by itself too. */
const LATE_MS = 10_000;

function ToCome({ id }: { readonly id: ConversationId }) {
  const { watch } = useChat();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (late) return;
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, [late]);
  if (!late) return <LogSkeletons />;
  const retry = () => {
    // Whoever looks has it read; it is followed besides.
    watch(id)();
    setLate(false);
  };
  return <FailedState onRetry={retry} />;
}

/**
 * While one that was only read becomes mine it is read anew, and nobody is told of it for a moment: it stays as it was, so that
 * what is typed then goes where it went.
 */
function useStill(id: ConversationId | null): ConversationView | null {
  const now = useConversation(id);
  const [last, setLast] = useState(now);
  if (now && now !== last) setLast(now);
  return now ?? last;
}

export function Talk({ ticket }: { readonly ticket: WireTicket }) {
  const talk = useStill(ticket.conversationId);
  const notes = useStill(ticket.notesConversationId);
  if (!talk) return <ToCome id={ticket.conversationId} />;
  return <Standing key={talk.id} ticket={ticket} talk={talk} notes={notes} />;
}

interface Props {
  readonly ticket: WireTicket;
  readonly talk: ConversationView;
  /** Null: it is not here yet. */
  readonly notes: ConversationView | null;
}

function Standing({ ticket, talk, notes }: Props) {
  const { area, toComposer, enter: enterHere, lastOwn, setRecalling, log, writing, dialog } = useTalk(useDesk(), talk);
  const asides = useHistoryAsides(ticket, useNotes(ticket.notesConversationId));
  const { side, write, enter } = useSide({ id: ticket.id, talk, notes, toComposer, enterHere });
  const commands = useCommands(talk, writing.work.recalled, enter, setRecalling);
  useConversationKeys(leavable(side, writing.mode), enterHere, nothing);
  return (
    <>
      <Log {...log} title={ticket.visitor.name} jump={null} commands={commands} asides={asides} />
      <CollisionLine ticket={ticket} talk={talk} notes={notes} />
      <WritingPlace
        ticket={ticket}
        talk={talk}
        notes={notes}
        side={side}
        onSide={write}
        area={area}
        reply={{ ...writing, onEditLast: () => lastOwn((event) => enter(editOf(event))) }}
      />
      <RecallDialog {...dialog} />
    </>
  );
}
