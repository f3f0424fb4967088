'use client';
// The composer in all its states, over the scripted chat.

import { useRef, useState } from 'react';
import { ChatContext, type ConversationView, type Mode, WRITE } from '../../client/react/chat/hooks.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { Composer } from '../messenger/composer/composer.tsx';
import { useMode } from '../messenger/composer/use-draft.ts';
import { type Desk, useWork } from '../messenger/composer/use-work.ts';
import { titleOf } from '../messenger/titles.ts';
import { ClientOnly } from './messenger/client-only.tsx';
import { createScriptedChat } from './messenger/scripted-chat.ts';

const LONG = Array.from({ length: 12 }, (_, line) => `${line + 1}. One more line, until the box has 40 % of the height. 再写一行。`).join(
  '\n',
);

interface State {
  readonly key: string;
  readonly draft: string;
  readonly mode: Mode;
  readonly change?: Partial<ConversationView>;
}

function statesOf({ seq, text }: WireEvent): readonly State[] {
  return [
    { key: 'empty', draft: '', mode: WRITE },
    { key: 'long', draft: LONG, mode: WRITE },
    { key: 'reply', draft: 'Yes, see you', mode: { kind: 'reply', seq } },
    { key: 'edit', draft: '', mode: { kind: 'edit', seq, text: text ?? '' } },
    { key: 'near', draft: 'A word '.repeat(2_843), mode: WRITE },
    { key: 'over', draft: 'A word '.repeat(2_859), mode: WRITE },
    { key: 'closed', draft: '', mode: WRITE, change: { kind: 'CHANNEL', role: 'MEMBER' } },
    { key: 'completion', draft: 'Well done :smi', mode: WRITE },
  ];
}

function One({ conversation }: { readonly conversation: ConversationView }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [desk] = useState((): Desk => new Map());
  const [mode, setMode] = useMode(conversation);
  const [work, setWork] = useWork(desk, conversation.id);
  return (
    <Composer
      conversation={conversation}
      title={titleOf(conversation)}
      mode={mode}
      onMode={setMode}
      area={area}
      work={work}
      onWork={setWork}
      onEditLast={() => area.current?.focus()}
      onSave={() => Promise.resolve(true)}
    />
  );
}

function All() {
  const [source] = useState(() => createScriptedChat('all', 60, 60));
  const conversation = source.conversations()?.[0];
  const event = conversation?.lastMessage;
  if (!conversation || !event) return null;
  return (
    <ChatContext value={source}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pt-4">
        {statesOf(event).map(({ key, draft, mode, change }) => (
          <div key={key} className={key === 'completion' ? 'pt-70' : undefined}>
            <One conversation={{ ...conversation, draft, mode, ...change }} />
          </div>
        ))}
      </div>
    </ChatContext>
  );
}

export function Composers() {
  return (
    <ClientOnly>
      <All />
    </ClientOnly>
  );
}
