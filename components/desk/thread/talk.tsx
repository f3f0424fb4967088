'use client';
// The talk of a ticket, with what the desk has noted between, and the composer of both.

import { useEffect, useRef, useState } from 'react';
import { type ConversationView, useChat, useConversation } from '../../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import type { WireTicket } from '../../../core/protocol/wire-desk.ts';
import { useMode } from '../../messenger/composer/use-draft.ts';
import { useDesk, useReading, useWork } from '../../messenger/composer/use-work.ts';
import { Log } from '../../messenger/log/log.tsx';
import { editOf, RecallDialog, useCommands, useFocusAtFirst, useLastOwn, useSave, useWays } from '../../messenger/talk-parts.tsx';
import { useConversationKeys } from '../../messenger/use-conversation-keys.ts';
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
  const area = useRef<HTMLTextAreaElement>(null);
  const desk = useDesk();
  const [work, setWork] = useWork(desk, talk.id);
  const [mode, setMode] = useMode(talk);
  const [reading, onReading] = useReading(desk, talk.id);
  const [recalling, setRecalling] = useState<WireEvent | null>(null);
  const last = useLastOwn(talk.id);
  const save = useSave(talk.id);
  const { toComposer, enter: enterHere } = useWays(area, setMode);
  const asides = useHistoryAsides(ticket, useNotes(ticket.notesConversationId));
  const { side, write, enter } = useSide({ id: ticket.id, talk, notes, toComposer, enterHere });
  const commands = useCommands(talk, work.recalled, enter, setRecalling);
  useFocusAtFirst(area);
  useConversationKeys(leavable(side, mode), enterHere, nothing);
  return (
    <>
      <Log
        id={talk.id}
        kind={talk.kind}
        title={ticket.visitor.name}
        head={talk.head}
        unread={talk.unread}
        readSeq={talk.readSeq}
        jump={null}
        reading={reading}
        onReading={onReading}
        commands={commands}
        asides={asides}
        onLeave={toComposer}
      />
      <CollisionLine ticket={ticket} talk={talk} notes={notes} />
      <WritingPlace
        ticket={ticket}
        talk={talk}
        notes={notes}
        side={side}
        onSide={write}
        area={area}
        reply={{ mode, onMode: setMode, work, onWork: setWork, onEditLast: () => last((event) => enter(editOf(event))), onSave: save }}
      />
      <RecallDialog
        event={recalling}
        onClose={() => setRecalling(null)}
        onRecall={({ seq, text }) => setWork({ recalled: new Map(work.recalled).set(seq, text ?? '') })}
        onDone={toComposer}
      />
    </>
  );
}
