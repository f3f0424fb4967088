'use client';
// To whom one writes at each ticket: it outlives another ticket, and the moment in which a talk that was only read becomes mine.

import { useCallback, useState } from 'react';
import { type ChatActions, type ConversationView, type Mode, useChat } from '../../../client/react/chat/hooks.ts';
import type { TicketId } from '../../../core/protocol/ids.ts';
import { useCommand } from '../../keys/use-command.ts';
import { type Side, sideOf } from './sides.ts';

/** They go with their chat: whoever signs in next begins anew. */
const chosen = new WeakMap<ChatActions, Map<TicketId, Side>>();

function sidesOf(chat: ChatActions): Map<TicketId, Side> {
  const sides = chosen.get(chat) ?? new Map<TicketId, Side>();
  chosen.set(chat, sides);
  return sides;
}

interface Place {
  readonly id: TicketId;
  readonly talk: ConversationView;
  readonly notes: ConversationView | null;
  readonly toComposer: () => void;
  readonly enterHere: (mode: Mode) => void;
}

/** A reply to a message or an edit is always for the visitor. */
export function useSide({ id, talk, notes, toComposer, enterHere }: Place) {
  const sides = sidesOf(useChat());
  const [wanted, setWanted] = useState(() => sides.get(id));
  const want = useCallback(
    (next: Side) => {
      sides.set(id, next);
      setWanted(next);
    },
    [sides, id],
  );
  const side = sideOf(wanted, { reply: talk.draft, note: notes?.draft ?? null });
  // From the notes on it does not turn by itself any more, whatever is written here.
  if (wanted === undefined && notes) setWanted(side);
  const write = (next: Side) => {
    want(next);
    // The text area of the other side stands after the next drawing.
    requestAnimationFrame(toComposer);
    return true;
  };
  useCommand('deskReply', () => write('reply'));
  useCommand('deskNote', () => write('note'));
  const enter = useCallback(
    (mode: Mode) => {
      want('reply');
      enterHere(mode);
      requestAnimationFrame(toComposer);
    },
    [want, enterHere, toComposer],
  );
  return { side, write, enter };
}
