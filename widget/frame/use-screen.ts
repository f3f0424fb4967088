// Where one is in the frame, and what moves one there without being asked.
import { useContext, useState } from 'react';
import { ChatContext } from '../../client/react/chat/hooks.ts';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { useCell, useFrame } from './context.tsx';
import { isOver } from './tickets.ts';

/** opening: a talk that is on its way. */
export type Screen = { readonly at: 'home' | 'form' | 'opening' } | { readonly at: 'talk'; readonly id: ConversationId };

const HOME: Screen = { at: 'home' };

/** Whoever comes back while a talk is going on is in it at once; a talk that has just been opened is gone to; one of somebody else is left. */
export function useScreen(): [Screen, (screen: Screen) => void] {
  const { desk } = useFrame();
  const chat = useContext(ChatContext);
  const opened = useCell(desk.opened);
  const opening = useCell(desk.opening.cell);
  const tickets = useCell(desk.tickets.cell);
  const [screen, go] = useState<Screen>(() => (opening ? { at: 'opening' } : HOME));
  const [chosen, setChosen] = useState(opening !== null);
  const [seen, setSeen] = useState(opened);
  const [me, setMe] = useState(chat?.me.id);
  if (chat?.me.id !== me) {
    setMe(chat?.me.id);
    if (screen.at === 'talk') go(HOME);
    setChosen(opening !== null);
  }
  if (opened !== seen) {
    setSeen(opened);
    if (opened && screen.at === 'opening') go({ at: 'talk', id: opened.conversationId });
  }
  if (!chosen && tickets && chat) {
    setChosen(true);
    const going = tickets.find((ticket) => !isOver(ticket));
    if (going && screen.at === 'home') go({ at: 'talk', id: going.conversationId });
  }
  const move = (next: Screen) => {
    setChosen(true);
    go(next);
  };
  const isLost = (screen.at === 'talk' && chat === null) || (screen.at === 'opening' && opening === null);
  return [isLost ? HOME : screen, move];
}
