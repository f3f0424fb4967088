'use client';
// What is to be done once a message has arrived: it waits for that also where the talk is left meanwhile.

import { useContext } from 'react';
import type { ClientId, ConversationId } from '../../../core/protocol/ids.ts';
import type { ChatSource, LogItem } from '../../engine/view.ts';
import { ChatContext } from '../chat/hooks.ts';

/** gone: it was thrown away, or the talk is not mine any more. */
function fateOf(items: readonly LogItem[], clientId: ClientId): 'waits' | 'failed' | 'sent' | 'gone' {
  for (const item of items) {
    if (item.type === 'unsent' && item.item.clientId === clientId) return item.item.state === 'failed' ? 'failed' : 'waits';
    if (item.type === 'event' && item.event.clientId === clientId) return 'sent';
  }
  return 'gone';
}

const unsentOf = (items: readonly LogItem[]): ClientId[] => items.flatMap((item) => (item.type === 'unsent' ? item.item.clientId : []));

/** Resolves when what `send` wrote in this talk stands in it; false: it sent nothing, was refused or was thrown away. */
export async function untilSent(chat: Pick<ChatSource, 'log' | 'subscribe'>, id: ConversationId, send: () => void): Promise<boolean> {
  const before = new Set(unsentOf(chat.log(id).items));
  send();
  const clientId = unsentOf(chat.log(id).items).find((each) => !before.has(each));
  if (clientId === undefined) return false;
  return new Promise((resolve) => {
    const look = () => {
      const fate = fateOf(chat.log(id).items, clientId);
      if (fate === 'waits') return;
      stop();
      resolve(fate === 'sent');
    };
    const stop = chat.subscribe(look);
    look();
  });
}

export function useUntilSent(id: ConversationId): (send: () => void) => Promise<boolean> {
  const chat = useContext(ChatContext);
  return async (send) => (chat ? untilSent(chat, id, send) : false);
}
