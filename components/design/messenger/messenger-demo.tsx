'use client';
// The messenger over the scripted chat: all it can look like, without a server.

import { useState } from 'react';
import { ChatContext } from '../../../client/react/chat/hooks.ts';
import { type ConversationId, parseId } from '../../../core/protocol/ids.ts';
import { Workspace } from '../../messenger/messenger.tsx';
import type { Scene } from './scenes.ts';
import { createScriptedChat } from './scripted-chat.ts';

interface Props {
  readonly scene: Scene;
  /** The id of the conversation that is open at first; none where it is not one. */
  readonly open: string;
  /** How long the long log is, and how much of it is held at first. */
  readonly long: number;
  readonly loaded: number;
}

export function MessengerDemo({ scene, open, long, loaded }: Props) {
  const [source] = useState(() => createScriptedChat(scene, long, loaded));
  const [id, setId] = useState(() => parseId<ConversationId>(open));
  return (
    <ChatContext value={source}>
      <Workspace id={id} isOpen={id !== null} onOpen={setId} onBack={() => setId(null)} />
    </ChatContext>
  );
}
